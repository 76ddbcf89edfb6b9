// pages.js - one line for each kind of page: name, address, who looks at it (a login of the example,
// or nothing for a visitor), and the status when it is not 200.
'use strict';
const pages = [
  { name: 'home', path: '/' },
  { name: 'areas', path: '/areas' },
  { name: 'areas-search', path: '/areas?q=Barnsly' },
  { name: 'areas-old-name', path: '/areas?q=Taunton+Deane' },
  { name: 'areas-hostile', path: '/areas?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E' },
  { name: 'area', path: '/areas/E09000012' },
  { name: 'area-former', path: '/areas/E07000190' },
  { name: 'area-region', path: '/areas/E12000007' },
  { name: 'area-county', path: '/areas/E10000016' },
  { name: 'area-england', path: '/areas/E92000001' },
  { name: 'figures', path: '/figures/E09000012?series=met-race-religion-public-order' },
  { name: 'series-list', path: '/series' },
  { name: 'series', path: '/series/met-race-religion-public-order' },
  { name: 'series-area', path: '/series/hi-child-poverty?area=Barnsley' },
  { name: 'series-fault', path: '/series/hi-child-poverty?area=Nowhere', status: 400 },
  { name: 'alerts', path: '/alerts' },
  { name: 'alert', path: '/alerts/1' },
  { name: 'compare', path: '/compare?areas=E09000012,E09000030,E09000007,E12000007' },
  { name: 'compare-fault', path: '/compare?areas=E09000012&add=Nowhere', status: 400 },
  { name: 'map', path: '/map?period=2024-08' },
  { name: 'map-borders', path: '/map?period=2024-08&draw=borders' },
  { name: 'map-borders-england', path: '/map?period=2024-08&draw=borders&region=all' },
  { name: 'indicators', path: '/indicators' },
  { name: 'indicator', path: '/indicators/HAT06?area=E09000012' },
  { name: 'indicator-not-collected', path: '/indicators/BEL01' },
  { name: 'profile', path: '/profile/E09000012' },
  { name: 'methods', path: '/methods' },
  { name: 'data', path: '/data' },
  { name: 'sign-in', path: '/sign-in' },
  { name: 'not-found', path: '/areas/E99999999', status: 404 },
  { name: 'account', path: '/account', as: 'example-hackney' },
  { name: 'alert-to-decide', path: '/alerts/1', as: 'example-duty' },
  { name: 'denied', path: '/accounts', as: 'example-hackney', status: 403 },
  { name: 'accounts', path: '/accounts', as: 'example-admin' },
  { name: 'audit', path: '/audit', as: 'example-auditor' },
];

// Addresses that nobody needs to look at, and why.
const without = {
  '/charts/*': 'a drawing to keep',
  '/sign-in/identity': 'goes on to the council\'s provider; tests/web has one',
  '/sign-in/identity/back': 'comes back from it',
};

module.exports = { pages, without };
