// SPDX-License-Identifier: Apache-2.0
// Requests by route: how many, how many failed, how long they took.

import {load as ask} from '/api.js';
import {sinceOf} from '/address.js';
import {count, counted, duration, exact, joined, percent, perSecond, sparkline} from '/format.js';
import {el} from '/ui.js';
import {bar, rangeFilter, serviceFilters} from '/filters.js';
import {empty, nothingFound} from '/empty.js';
import {slowest, table} from '/table.js';

export function load({query}, signal) {
  return ask('/api/requests', {service: query.get('service'), environment: query.get('environment'), since: sinceOf(query.get('since') || '1h')}, signal);
}

export function draw(data, page) {
  const text = (page.route.query.get('text') || '').toLowerCase();
  const rows = data.requests.filter(each => (each.service + ' ' + each.method + ' ' + each.route).toLowerCase().includes(text));
  if (!data.requests.length && ![...page.route.query.keys()].length) {
    return [el('h1', {}, 'Requests'), bar(page, rangeFilter(page, '1h')), empty(page, 'No request within the last hour',
      'Faultline counts the requests of servlets, all of them and exactly, whatever is sampled. Choose a longer time, or send one.')];
  }
  const total = rows.reduce((sum, each) => sum + each.count, 0);
  return [el('div.heading', {}, el('h1', {}, 'Requests'), el('p.quiet', {}, counted(total, 'request') + ' of ' + counted(rows.length, 'route'))),
    bar(page, ...serviceFilters(page), rangeFilter(page, '1h')),
    rows.length ? table(page, 'requests', COLUMNS, rows, each => [each.service, each.environment, each.method, each.route].join(' '), 'Errors') : nothingFound('requests')];
}

const COLUMNS = [
  {name: 'Route', left: true, cell: each => [el('span.route', {}, el('span.method', {}, each.method), each.route || '(no route)'), el('span.service', {}, joined(' · ', each.service, each.environment))]},
  {name: 'Trend', cell: each => each.sparkline && each.sparkline.length ? sparkline(each.sparkline, 'requests over that time') : ''},
  {name: 'Rate', title: 'requests a second', value: each => each.count, cell: each => el('span', {title: exact(each.count)}, perSecond(each.perSecond))},
  {name: 'Requests', value: each => each.count, cell: each => count(each.count)},
  {name: 'Errors', title: 'answered with 500 or above, or failed', value: each => each.errors * 1e6 + each.errorRate,
    cell: each => each.errors ? el('b.bad', {title: exact(each.errors) + ' of ' + exact(each.count)}, percent(each.errorRate)) : el('span.quiet', {}, '0')},
  {name: 'p50', title: 'half of them took at most this', value: each => each.p50Micros, cell: each => duration(each.p50Micros)},
  {name: 'p95', value: each => each.p95Micros, cell: each => slow(each.p95Micros)},
  {name: 'p99', value: each => each.p99Micros, cell: each => slow(each.p99Micros)},
  {name: 'Slowest', title: 'their traces', value: each => each.maxMicros, cell: each => slowest(each.slowest)},
];

function slow(micros) {
  return el(micros >= 1e6 ? 'span.slow' : 'span', {}, duration(micros));
}
