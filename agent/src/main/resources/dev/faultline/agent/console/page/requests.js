// SPDX-License-Identifier: Apache-2.0
// Requests by route: how many, how many failed, how long they took.

import {load as ask} from '/api.js';
import {sinceOf, tracesHref} from '/address.js';
import {count, counted, duration, exact, joined, percent, perSecond, sparkline} from '/format.js';
import {el} from '/ui.js';
import {bar, rangeFilter, serviceFilters} from '/filters.js';
import {empty, nothingFound} from '/empty.js';
import {limited, slowest, sortOf, table} from '/table.js';

export function load({query}, signal) {
  return ask('/api/requests', {service: query.get('service'), environment: query.get('environment'), text: query.get('text'), sort: sortOf(columns('1h'), query, 'Errors'),
    since: sinceOf(query.get('since') || '1h')}, signal);
}

export function draw(data, page) {
  const rows = data.requests;
  if (!data.requests.length && ![...page.route.query.keys()].length) {
    return [el('h1', {}, 'Requests'), bar(page, rangeFilter(page, '1h')), empty(page, 'No request within the last hour',
      'Faultline counts the requests of servlets, all of them and exactly, whatever is sampled. Choose a longer time, or send one.')];
  }
  return [el('div.heading', {}, el('h1', {}, 'Requests'), el('p.quiet', {}, counted(data.count, 'request') + ' of ' + counted(data.total, 'route'))),
    bar(page, ...serviceFilters(page), rangeFilter(page, '1h')),
    limited(rows, data.total),
    rows.length ? table(page, 'requests', columns(page.route.query.get('since') || '1h'), rows, each => [each.service, each.environment, each.method, each.route].join(' '), 'Errors') : nothingFound('requests')];
}

/** The name leads to its traces, the share of errors to those that failed. */
function columns(since) {
  return [
    {name: 'Route', left: true, cell: each => [el('a.route', {href: tracesHref(each, since), title: 'its traces'}, el('span.method', {}, each.method), each.route || '(no route)'), el('span.service', {}, joined(' · ', each.service, each.environment))]},
    {name: 'Trend', cell: each => each.sparkline && each.sparkline.length ? sparkline(each.sparkline, 'requests over that time') : ''},
    {name: 'Rate', title: 'requests a second', key: 'count', value: each => each.count, cell: each => el('span', {title: exact(each.count)}, perSecond(each.perSecond))},
    {name: 'Requests', key: 'count', value: each => each.count, cell: each => count(each.count)},
    {name: 'Errors', title: 'answered with 500 or above, or failed', key: 'errors', value: each => each.errors * 1e6 + each.errorRate,
      cell: each => each.errors ? el('a.bad', {href: tracesHref(each, since, true), title: exact(each.errors) + ' of ' + exact(each.count)}, el('b', {}, percent(each.errorRate))) : el('span.quiet', {}, '0')},
    {name: 'p50', title: 'half of them took at most this', key: 'p50', value: each => each.p50Micros, cell: each => duration(each.p50Micros)},
    {name: 'p95', key: 'p95', value: each => each.p95Micros, cell: each => slow(each.p95Micros)},
    {name: 'p99', key: 'p99', value: each => each.p99Micros, cell: each => slow(each.p99Micros)},
    {name: 'Slowest', title: 'their traces', key: 'max', value: each => each.maxMicros, cell: each => slowest(each.slowest)},
  ];
}

function slow(micros) {
  return el(micros >= 1e6 ? 'span.slow' : 'span', {}, duration(micros));
}
