// SPDX-License-Identifier: Apache-2.0
// The bar above a list. What is chosen is in the address.

import {changed, hrefOf, RANGE_NAMES} from '/address.js';
import {count} from '/format.js';
import {button, choice, el} from '/ui.js';

/** A choice that is kept in the address under that name; a new one begins at the first page. */
export function filter(page, name, label, options, none) {
  return choice(label, page.route.query.get(name) || '', [['', none || 'any'], ...options], value => changed({[name]: value, offset: ''}));
}

export function serviceFilters(page) {
  const summary = page.situation.summary || {};
  const services = namesOf(summary.services);
  const environments = namesOf(summary.environments);
  return [services.length > 1 || page.route.query.get('service') ? filter(page, 'service', 'Service', services) : null,
    environments.length > 1 || page.route.query.get('environment') ? filter(page, 'environment', 'Environment', environments) : null];
}

function namesOf(names) {
  return Array.isArray(names) ? names : Object.keys(names || {});
}

export function rangeFilter(page, usual) {
  const options = RANGE_NAMES.map(([key, name]) => [key, 'last ' + name]);
  const chosen = page.route.query.get('since') || usual || '';
  return choice('Time', chosen, usual ? options : [['', 'any'], ...options], value => changed({since: value === usual ? '' : value, offset: ''}), usual);
}

export function bar(page, ...parts) {
  const set = [...page.route.query.keys()].some(key => !/^(sort|offset|span)$/.test(key));
  const text = page.route.query.get('text');
  return el('div.filters', {id: 'filters', role: 'group', 'aria-label': 'Filters'}, parts,
    text ? button('.chip', {title: 'Take this away', 'aria-label': 'Take away the text ' + text}, () => changed({text: '', offset: ''}), '“' + text + '”', el('span', {'aria-hidden': 'true'}, ' ×')) : null,
    set ? el('a.clear', {href: hrefOf(page.route.view)}, 'Clear') : null);
}

/** Links of which one is pressed: [[value, label, count, tone]]. */
export function tabs(page, name, label, options) {
  const chosen = page.route.query.get(name) || '';
  return el('div.tabs', {role: 'group', 'aria-label': label}, options.map(([value, text, number, tone]) =>
    button(tone && number ? '.' + tone : '', {'aria-pressed': String(value === chosen), 'data-value': value}, () => changed({[name]: value, offset: ''}),
      text, number === undefined ? null : el('span.n', {}, count(number)))));
}

/** "1–100 of 10,000", and the pages before and after. */
export function pager(page, total, shown, limit) {
  const offset = Number(page.route.query.get('offset')) || 0;
  if (total <= limit && !offset) return null;
  const to = at => changed({offset: at > 0 ? String(at) : ''});
  return el('nav.pager', {id: 'pager', 'aria-label': 'Pages'},
    button('.before', {disabled: offset <= 0}, () => { to(offset - limit); window.scrollTo(0, 0); }, '← Before'),
    el('span', {}, count(offset + 1) + '–' + count(offset + shown) + ' of ' + count(total)),
    button('.after', {disabled: offset + shown >= total}, () => { to(offset + limit); window.scrollTo(0, 0); }, 'After →'));
}

/** The keys n and p. */
export const pageKeys = {
  n: () => { const next = document.querySelector('#pager .after:not([disabled])'); if (next) next.click(); },
  p: () => { const before = document.querySelector('#pager .before:not([disabled])'); if (before) before.click(); },
};
