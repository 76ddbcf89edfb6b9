// journey.js - open the site, see August 2024, open a borough, read why, sign in, approve, see the
// audit entry: with JavaScript off, on a phone and on a desk.
'use strict';
const { check, openPage } = require('./harness');

async function go(browser, address, width, borough) {
  const page = await openPage(browser, { viewport: { width, height: 900 }, javaScriptEnabled: false });
  const on = `${width} wide, no JavaScript`;
  const says = async (name, text) => {
    const seen = await page.locator('body').innerText();
    check(`${name} (${on})`, seen.includes(text) ? '' : `without "${text}": ${seen.slice(0, 300)}`);
  };
  await page.goto(`${address}/`);
  await says('the first page names August 2024', 'August 2024');
  await page.getByLabel('Find an area by its name').fill(borough);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.locator('main').getByRole('link', { name: borough }).first().click();
  await says('the borough has its proposals', 'What the watch proposed');
  await page.locator('section[aria-labelledby="proposals"] tbody a').first().click();
  await says('it says why', 'Why it was proposed');
  await says('and what is not known', 'What is not known');
  const alert = page.url();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Duty officer, national' }).click();
  await page.goto(alert);
  await page.getByRole('button', { name: 'Approve' }).click();
  await says('a reason is asked for', 'There is a problem');
  await page.getByLabel('Your reason or note').fill('The council heard the same.');
  await page.getByRole('button', { name: 'Approve' }).click();
  await says('it is approved', 'Approved by Duty officer, national');
  await says('with its reason', 'The council heard the same.');
  await page.getByRole('link', { name: 'Duty officer, national' }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Auditor', exact: true }).click();
  await page.getByRole('link', { name: 'Audit', exact: true }).click();
  await says('the audit has the entry', 'detection.proposal_approved');
  await says('under the name', 'Duty officer, national');
  check(`nothing to complain of (${on})`, page.complaints.filter((c) => !c.includes('400')).join('\n'));
  await page.context().close();
}

module.exports = async (browser, address) => {
  await go(browser, address, 1280, 'Hackney');
  await go(browser, address, 390, 'Camden');
};
