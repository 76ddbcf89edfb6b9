// tension.js - somebody without an account tells of a tension on a phone without JavaScript; every
// question is looked at by axe and the validator and has to fit.
'use strict';
const path = require('path');
const { check, looked, openPage } = require('./harness');

const PHONE = 390;

// Looks at the page as it is now; axe needs a context with JavaScript, so it gets a copy of the page.
async function inspect(browser, page, name, tools) {
  looked(page.url());
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

async function signedIn(browser, address, who, width = 1280) {
  const page = await openPage(browser, { viewport: { width, height: 900 }, javaScriptEnabled: false });
  await page.goto(`${address}/sign-in`);
  await page.getByRole('button', { name: who, exact: true }).click();
  page.says = async (name, text) => {
    const seen = await page.locator('body').innerText();
    check(`${who}: ${name}`, seen.includes(text) ? '' : `without "${text}": ${seen.slice(0, 900)}`);
  };
  return page;
}

// A youth worker tells of it, the council sorts it, opens an issue and sets level 2, the chair agrees.
async function work(browser, address, tools) {
  const youth = await signedIn(browser, address, 'Youth worker, Hackney', PHONE);
  await youth.getByRole('link', { name: 'Tell of a tension' }).click();
  await inspect(browser, youth, 'signal-new', tools);
  await youth.getByLabel('What do you see or hear?').fill('Young people say that the old depot becomes a hostel, and talk of a march.');
  await youth.getByLabel('Migration/asylum').check();
  await youth.getByLabel('Potential', { exact: true }).check();
  await youth.getByRole('button', { name: 'Send' }).click();
  await youth.says('sees what was told', 'Waits to be read');
  await inspect(browser, youth, 'signals-mine', tools);
  const officer = await signedIn(browser, address, 'Cohesion officer, Hackney', PHONE);
  await officer.getByRole('link', { name: 'Tension', exact: true }).click();
  await officer.says('no picture is not calm', 'no picture, not calm');
  await officer.getByRole('link', { name: 'Signals' }).click();
  await inspect(browser, officer, 'signals', tools);
  await officer.getByRole('link', { name: 'Signal 1', exact: true }).click();
  await officer.says('what tells the same is suggested', 'Signal 2');
  await inspect(browser, officer, 'signal', tools);
  await officer.getByLabel('Answer to whoever told it').fill('Thank you. We look into it with the wardens.');
  await officer.getByRole('button', { name: 'Answer' }).click();
  await officer.getByRole('link', { name: 'Open an issue' }).click();
  await officer.getByLabel('What is it about, in a few words?').fill('The old depot');
  await inspect(browser, officer, 'issue-new', tools);
  await officer.getByRole('button', { name: 'Open it' }).click();
  await officer.says('the signal is linked', 'One signal tells of it');
  await officer.getByRole('link', { name: 'Assess it' }).click();
  await officer.getByLabel('What is going on').fill('A claim about the old depot, and a march is called.');
  for (const [score, value] of [['Experienced', '3'], ['Evidenced', '0'], ['Potential', '3']]) {
    await officer.getByLabel(new RegExp(`^${score}:`)).selectOption(value);
  }
  await officer.locator('#experienced_why').fill('wardens, schools and the public');
  await officer.locator('#potential_why').fill('a leaflet with a day and a place');
  await officer.getByLabel('Disorder is expected').selectOption('72');
  await officer.getByRole('button', { name: 'Show what the rule suggests' }).click();
  await officer.says('the rule suggests', 'Severe (2)');
  await inspect(browser, officer, 'assess', tools);
  await officer.locator('#gaps').fill('how many will come');
  await officer.locator('#alternatives').fill('nobody comes');
  await officer.locator('#rights').fill('the march is lawful; nothing is asked against it');
  await officer.locator('#why').fill('a march in three days');
  await officer.locator('#level').selectOption('2');
  await officer.getByRole('button', { name: 'Set the level' }).click();
  await officer.says('it waits', 'somebody else has to read it');
  const assessment = officer.url();
  const chair = await signedIn(browser, address, 'Tension group chair, Hackney', PHONE);
  await chair.goto(assessment);
  await inspect(browser, chair, 'assessment', tools);
  await chair.getByRole('button', { name: 'I agree' }).click();
  await chair.says('it is in force', 'Severe (2)');
  await chair.says('neighbours are named', 'Neighbours to look at');
  await chair.says('the chair learns no text', 'One signal tells of it');
  check('no text for the chair', (await chair.locator('body').innerText()).includes('Robert Peel') ? 'told' : '');
  await inspect(browser, chair, 'issue', tools);
  await chair.goto(`${address}/levels`);
  await inspect(browser, chair, 'levels', tools);
  await chair.goto(`${address}/issues`);
  await inspect(browser, chair, 'issues', tools);
  await officer.goto(`${address}/returns`);
  await inspect(browser, officer, 'returns', tools);
  await officer.locator('section[aria-labelledby="due"] a').first().click();
  await officer.getByRole('link', { name: 'Fill in or revise' }).click();
  await inspect(browser, officer, 'return-form', tools);
  await officer.getByLabel('Schools').check();
  await officer.locator('#level').selectOption('2');
  await officer.locator('#issues').fill('The old depot');
  await officer.getByRole('button', { name: 'File the return' }).click();
  await officer.says('the return is beside that of the police', 'No summary came from the police');
  await inspect(browser, officer, 'return', tools);
  await officer.goto(`${address}/tide`);
  await inspect(browser, officer, 'tide', tools);
  for (const page of [youth, officer, chair]) {
    check('work: nothing to complain of', page.complaints.filter((c) => !c.includes('400')).join('\n'));
    await page.context().close();
  }
  return assessment;
}

async function hidden(browser, address, assessment) {
  for (const who of ['Councillor, Hackney', 'Faith partner, Tower Hamlets', 'Reader']) {
    const page = await signedIn(browser, address, who);
    for (const where of ['/signals', '/signals/1', '/levels', '/issues', '/issues/1', '/assess/1', '/returns', '/returns/E09000012', '/tide', assessment.replace(address, '')]) {
      const answer = await page.goto(address + where);
      check(`${who} does not see ${where}`, answer.status() === 403 ? '' : `status ${answer.status()}`);
    }
    await page.context().close();
  }
}

module.exports = async (browser, address, tools) => {
  await tell(browser, address, tools);
  const assessment = await work(browser, address, tools);
  await hidden(browser, address, assessment);
};
