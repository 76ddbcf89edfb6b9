// tension.js - somebody without an account tells of a tension on a phone without JavaScript; every
// question is looked at by axe and the validator and has to fit.
'use strict';
const path = require('path');
const { check, openPage } = require('./harness');

const PHONE = 390;

// Looks at the page as it is now; axe needs a context with JavaScript, so it gets a copy of the page.
async function inspect(browser, page, name, tools) {
  const text = await page.content();
  const faults = await tools.validatorFaults(`<!DOCTYPE html>${text.slice(text.indexOf('<html'))}`);
  const wide = await page.evaluate(() => document.scrollingElement.scrollWidth).catch(() => 0);
  if (wide > PHONE) faults.push(`${wide} pixels wide`);
  const copy = await openPage(browser, { viewport: { width: PHONE, height: 900 } });
  await copy.route('**/*', (route) => (route.request().resourceType() === 'document'
    ? route.fulfill({ body: text, contentType: 'text/html' }) : route.continue()));
  await copy.goto(page.url());
  faults.push(...(await tools.axeFaults(copy)));
  await copy.screenshot({ path: path.join(tools.shots, `tension-${name}-${PHONE}.png`), fullPage: true });
  await copy.context().close();
  check(`${name}, ${PHONE} wide, no JavaScript: axe, validator, fits`, faults.join('\n'));
}

async function tell(browser, address, tools) {
  const page = await openPage(browser, { viewport: { width: PHONE, height: 900 }, javaScriptEnabled: false });
  const says = async (name, text) => {
    const seen = await page.locator('body').innerText();
    check(`telling: ${name}`, seen.includes(text) ? '' : `without "${text}": ${seen.slice(0, 600)}`);
  };
  const next = () => page.getByRole('button', { name: /^(Continue|Go on|I have called)/ }).click();
  const at = (name) => inspect(browser, page, name, tools);
  const begun = Date.now();
  await page.goto(`${address}/`);
  await page.getByRole('link', { name: 'Tell us' }).click();
  await says('999 comes first', '999');
  await at('start');
  await page.getByRole('link', { name: 'Start' }).click();
  await next();
  await says('a question needs an answer', 'There is a problem');
  await page.getByLabel('Yes', { exact: true }).check();
  await next();
  await says('in danger: 999', 'does not reach the police');
  await at('emergency');
  await page.getByRole('button', { name: 'Back' }).click();
  await at('danger');
  await page.getByLabel('No, nobody').check();
  await next();
  await page.getByLabel('Yes, or it may be').check();
  await next();
  await says('a crime: the police', 'Tell the police first');
  await at('police');
  await page.getByLabel('The reference that the police').fill('CAD 4412');
  await next();
  await says('name nobody', 'Name nobody');
  await page.getByLabel('In your own words').fill('A lad called Dave posts from 14 Mill Road, ring 07700 900123');
  await next();
  await says('personal data is caught', 'a telephone number, an address or a full postcode and a person\'s name');
  await at('caught');
  await page.getByLabel('In your own words').fill('People at the Robert Peel Inn say that the old depot becomes a hostel.');
  await next();
  await says('what looks like a name is asked about', 'it is not about a person');
  await page.getByLabel('What looks like a name').check();
  await next();
  await at('kind');
  await page.getByLabel('Migration/asylum').check();
  await page.getByLabel('Conspiracy theory').check();
  await next();
  await page.getByLabel('Council, town or borough').fill('Greater London');
  await next();
  await says('a council is asked for', 'There is a problem');
  await at('where');
  await page.getByLabel('Council, town or borough').fill('hackney');
  await page.getByLabel('Where in it').fill('near the market');
  await next();
  await at('when');
  await page.getByLabel('It is happening now').check();
  await next();
  await at('who');
  await page.getByLabel('Asylum seekers in hotels').check();
  await next();
  await at('worry');
  await page.locator('#self').check();
  await next();
  await at('seen');
  await page.getByLabel('I heard it as a rumour').check();
  await next();
  await at('done');
  await next();
  await at('share');
  await page.getByLabel('The police').check();
  await next();
  await says('a last look', 'Check what you are about to send');
  await says('with the answers', 'Hackney, near the market');
  await at('check');
  await page.getByRole('button', { name: 'Change the answer: Where', exact: true }).click();
  await page.getByLabel('Where in it').fill('by the bridge');
  await next();
  await says('changed', 'Hackney, by the bridge');
  await page.getByRole('button', { name: 'Send' }).click();
  await says('it has arrived', 'it has arrived');
  await at('sent');
  const reference = await page.locator('.reference').innerText();
  check(`under four minutes (${Math.round((Date.now() - begun) / 1000)} s, with all looks)`,
    Date.now() - begun < 240000 ? '' : 'longer');
  await page.reload();
  check('sent twice it is one', (await page.locator('.reference').innerText()) === reference ? '' : 'two references');
  await page.goto(`${address}/report/reply`);
  await page.getByLabel('Your reference').fill(reference.toLowerCase().replace(/-/g, ' '));
  await page.getByRole('button', { name: 'Look it up' }).click();
  await says('the reference leads to it', 'waits to be read');
  await at('reply');
  check('telling: nothing to complain of', page.complaints.filter((c) => !c.includes('400')).join('\n'));
  await page.context().close();
  return reference;
}

module.exports = async (browser, address, tools) => {
  await tell(browser, address, tools);
};
