// harness.js - a site on the example, a browser, and TAP lines.
'use strict';
const { spawn, execFileSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const root = path.resolve(__dirname, '..', '..');
const modules = path.join(root, 'frontend', 'node_modules');
const need = (name) => require(path.join(modules, name));

let number = 0;
let failures = 0;

function check(name, fault) {
  number += 1;
  if (fault) failures += 1;
  console.log(`${fault ? 'not ok' : 'ok'} ${number} - browser: ${name}`);
  if (fault) String(fault).split('\n').slice(0, 12).forEach((line) => console.log(`# ${line}`));
}

function finish() {
  console.log(`1..${number}`);
  process.exitCode = failures ? 1 : 0;
}

// Starts the site on a fresh example; gives its address and how to stop it.
async function startSite(belfry) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'belfry-browser-'));
  const database = path.join(folder, 'a.db');
  execFileSync(belfry, ['demo', '--england', '--no-serve', '--database', database], { stdio: 'ignore' });
  const borders = path.join(__dirname, 'borders.geojson');
  execFileSync(belfry, ['places', 'boundaries', borders, '--source', 'made up', '--database', database], { stdio: 'ignore' });
  const site = spawn(belfry, ['serve', '--quiet', '--forms', '10000', '--listen', '127.0.0.1:0', '--database', database]);
  const address = await new Promise((resolve, reject) => {
    site.stdout.on('data', (text) => {
      const found = /http:\/\/[\d.]+:\d+/.exec(String(text));
      if (found) resolve(found[0]);
    });
    site.on('exit', () => reject(new Error('the site did not start')));
  });
  const stop = async () => {
    const ended = new Promise((resolve) => site.on('exit', resolve));
    site.kill('SIGTERM');
    await ended;
    fs.rmSync(folder, { recursive: true });
  };
  return { address, database, stop };
}

function startBrowser() {
  return need('playwright-core').chromium.launch({
    executablePath: process.env.BELFRY_CHROMIUM || '/usr/bin/chromium',
    args: process.getuid() === 0 ? ['--no-sandbox'] : [],
  });
}

// A page that remembers what it complained of.
async function openPage(browser, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', (m) => {
    if (['error', 'warning'].includes(m.type())) page.complaints.push(m.text());
  });
  page.on('pageerror', (e) => page.complaints.push(String(e)));
  page.on('requestfailed', (r) => {
    // Going on to another page ends what is still being fetched for this one.
    if (r.failure().errorText !== 'net::ERR_ABORTED') page.complaints.push(`${r.url()} failed`);
  });
  return page;
}

// Which addresses were looked at: their paths.
const seen = new Set();
const looked = (url) => seen.add(decodeURI(new URL(url).pathname));

// The addresses of docs/generated/doors.csv that are pages and at which nobody has looked.
function notLooked(without) {
  const lines = fs.readFileSync(path.join(root, 'docs/generated/doors.csv'), 'utf8').trim().split('\n').slice(1);
  const pages = lines.map((l) => l.split(',')).filter((c) => c[1] === 'GET').map((c) => c[0]);
  const fits = (address) => [...seen].some((p) => (address.endsWith('*')
    ? p.startsWith(address.slice(0, -1)) && p.length >= address.length && !pages.includes(p) : p === address));
  return pages.filter((a) => !a.startsWith('/api/') && !(a in without) && !fits(a));
}

module.exports = { looked, notLooked, check, finish, need, openPage, root, startBrowser, startSite };
