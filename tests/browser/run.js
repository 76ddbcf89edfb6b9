// run.js BELFRY - every kind of page in a real browser: axe finds nothing, html-validate finds
// nothing, no complaint in the console (a breach of the policy would be one), no sideways scrolling
// on a phone of 390 and of 320 pixels; and the way from the first page to the audit entry, without
// JavaScript.  Fails when there is a page at which it did not look.
// Screenshots stay in build/screenshots.
'use strict';
const fs = require('fs');
const path = require('path');
const { check, finish, looked, need, notLooked, openPage, root, startBrowser, startSite } = require('./harness');
const { pages, without } = require('./pages');
const alarm = require('./alarm');
const joining = require('./joining');
const journey = require('./journey');
const tension = require('./tension');

const PHONE = 390;
const NARROWEST = 320;
const shots = path.join(root, 'build', 'screenshots');
const axeSource = fs.readFileSync(path.join(root, 'frontend/node_modules/axe-core/axe.min.js'), 'utf8');

async function signIn(page, address, login) {
  if (!login) return;
  await page.goto(`${address}/sign-in`);
  await page.locator(`form:has(input[value="${login}"]) button`).click();
}

// axe is put in by the debugger, which the page's policy does not bind; the page itself has no script.
async function axeFaults(page) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  return found.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(' | ')}`);
}

async function validatorFaults(text) {
  const { HtmlValidate } = need('html-validate');
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended', 'html-validate:a11y'],
    rules: {
      // Matters of taste: we write tags as the HTML standard's own examples do.
      'long-title': 'off',
      'no-trailing-whitespace': 'off',
      'no-raw-characters': 'off',
      'attribute-boolean-style': 'off',
      // The Design System's own mark-up: lists without bullets keep the role of a list.
      'no-redundant-role': 'off',
      // And its checkboxes: several answers to one question have one name.
      'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
    },
  });
  const report = await validator.validateString(text);
  return report.results.flatMap((r) => r.messages.map((m) => `${m.line}:${m.column} ${m.ruleId} ${m.message}`));
}

// The page as it is now: axe and the validator on a desk, the width on a phone and on a narrow one.
async function inspect(page, name, width, text) {
  const faults = [];
  looked(page.url());
  if (width > PHONE) {
    faults.push(...(await axeFaults(page)));
    faults.push(...(await validatorFaults(text || `<!DOCTYPE html>${(await page.content()).replace(/^.*?(?=<html)/s, '')}`)));
  }
  await page.screenshot({ path: path.join(shots, `${name}-${width}.png`), fullPage: !name.startsWith('areas') });
  for (const w of width > PHONE ? [width] : [width, NARROWEST]) {
    await page.setViewportSize({ width: w, height: 900 });
    const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
    if (wide > w) faults.push(`${wide} pixels wide on ${w}`);
  }
  return faults;
}

async function look(browser, address, want, width) {
  const page = await openPage(browser, { viewport: { width, height: 900 } });
  await signIn(page, address, want.as);
  page.complaints = [];
  const answer = await page.goto(address + want.path);
  const status = want.status || 200;
  const faults = await inspect(page, want.name, width, await answer.text());
  if (answer.status() !== status) faults.push(`status ${answer.status()}`);
  faults.push(...page.complaints.filter((c) => status === 200 || !c.includes(`status of ${status}`)));
  await page.context().close();
  return faults;
}

async function main() {
  fs.mkdirSync(shots, { recursive: true });
  const site = await startSite(path.resolve(process.argv[2]));
  const browser = await startBrowser();
  try {
    for (const want of pages) {
      const [desk, phone] = await Promise.all([1280, PHONE].map((w) => look(browser, site.address, want, w)));
      check(`${want.name}, 1280 wide: axe, validator, console`, desk.join('\n'));
      check(`${want.name}, ${PHONE} wide: fits, and at ${NARROWEST}`, phone.join('\n'));
    }
    await journey(browser, site.address);
    await alarm(browser, site.address, { inspect });
    await joining(browser, site, { belfry: path.resolve(process.argv[2]), inspect });
    await tension(browser, site.address, { axeFaults, validatorFaults, shots });
    check('every page of the site was looked at', notLooked(without).join('\n'));
  } finally {
    await browser.close();
    await site.stop();
  }
  finish();
}

main().catch((e) => {
  check('runs to its end', e.stack);
  finish();
});
