// alarm.js - an alert is raised by a person, and looked at on a desk and on a phone.
'use strict';
const { check, openPage } = require('./harness');

module.exports = async (browser, address, tools) => {
  const page = await openPage(browser, { viewport: { width: 1280, height: 900 } });
  await page.goto(`${address}/sign-in`);
  await page.getByRole('button', { name: 'Cohesion officer, Hackney', exact: true }).click();
  await page.goto(`${address}/warnings`);
  await page.getByLabel('What it is about').fill('The old depot');
  await page.getByLabel('What is going on').fill('A claim about the old depot is passed on.');
  await page.getByLabel('What is not known').fill('Who began it.');
  await page.getByLabel('What is asked of those').fill('Tell us what you hear.');
  await page.getByRole('button', { name: 'Raise it' }).click();
  check('raising an alert: it has a page', /\/warnings\/\d+$/.test(page.url()) ? '' : page.url());
  for (const where of [page.url(), `${address}/warnings`]) {
    await page.goto(where);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      const name = where.endsWith('/warnings') ? 'warnings' : 'warning';
      check(`${name}, ${width} wide`, (await tools.inspect(page, name, width)).join('\n'));
    }
  }
  await page.context().close();
};
