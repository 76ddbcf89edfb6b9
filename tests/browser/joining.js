// joining.js - an invitation, a password, an authenticator app, signing in with both: every page of
// it is looked at on a desk and on a phone.
'use strict';
const crypto = require('crypto');
const { execFileSync } = require('child_process');
const { check, openPage } = require('./harness');

// RFC 6238 with the usual settings; `back` steps of 30 seconds ago.
function code(secret, back) {
  const bits = [...secret.replace(/[\s=]/g, '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) - back));
  const mac = crypto.createHmac('sha1', key).update(step).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0');
}

module.exports = async (browser, site, tools) => {
  const belfry = (...words) => execFileSync(tools.belfry, [...words, '--database', site.database], { encoding: 'utf8' });
  belfry('accounts', 'add', 'new-officer', '--name', 'New officer', '--role', 'cohesion_officer', '--organisation', 'Example Hackney Council', '--area', 'E09000012');
  const link = /\/invitation\/\S+/.exec(belfry('accounts', 'invite', 'new-officer'))[0];
  const page = await openPage(browser, { viewport: { width: 1280, height: 900 } });
  const at = async (name) => {
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      check(`joining: ${name}, ${width} wide`, (await tools.inspect(page, `joining-${name}`, width)).join('\n'));
    }
  };
  await page.goto(site.address + link);
  await at('invitation');
  await page.getByLabel('Password', { exact: true }).fill('three odd words together');
  await page.getByLabel('The password again').fill('three odd words together');
  await page.getByRole('button', { name: 'Continue' }).click();
  await at('second-factor');
  const secret = await page.locator('.key-text').textContent();
  await page.getByLabel('Six digits').fill('000000');
  await page.getByRole('button', { name: 'Finish' }).click();
  await at('second-factor-wrong');
  await page.getByLabel('Six digits').fill(code(secret, 1));
  await page.getByRole('button', { name: 'Finish' }).click();
  check('joining: signed in', (await page.locator('body').innerText()).includes('New officer') ? '' : await page.locator('body').innerText());
  await page.goto(`${site.address}/account`);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.goto(`${site.address}/sign-in`);
  await page.getByLabel('Login', { exact: true }).fill('new-officer');
  await page.getByLabel('Password', { exact: true }).fill('three odd words together');
  await page.getByRole('button', { name: 'Continue' }).click();
  await at('code');
  await page.getByLabel('Six digits').fill(code(secret, 0));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  check('joining: signed in again', (await page.locator('body').innerText()).includes('New officer') ? '' : await page.locator('body').innerText());
  check('joining: nothing to complain of', page.complaints.filter((c) => !c.includes('400')).join('\n'));
  await page.context().close();
};
