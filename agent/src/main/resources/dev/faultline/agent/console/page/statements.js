// SPDX-License-Identifier: Apache-2.0
// SQL by digest: how often, how long, and how much of all the time it takes.

import {load as ask} from '/api.js';
import {sinceOf} from '/address.js';
import {count, counted, duration, exact, joined, percent, perSecond} from '/format.js';
import {el} from '/ui.js';
import {bar, rangeFilter, serviceFilters} from '/filters.js';
import {empty, nothingFound} from '/empty.js';
import {share, slowest, table} from '/table.js';

export function load({query}, signal) {
  return ask('/api/statements', {service: query.get('service'), environment: query.get('environment'), since: sinceOf(query.get('since') || '1h')}, signal);
}

export function draw(data, page) {
  const text = (page.route.query.get('text') || '').toLowerCase();
  const rows = data.statements.filter(each => (each.service + ' ' + each.statement + ' ' + each.namespace).toLowerCase().includes(text));
  if (!data.statements.length && ![...page.route.query.keys()].length) {
    return [el('h1', {}, 'SQL'), bar(page, rangeFilter(page, '1h')), empty(page, 'No statement within the last hour',
      'Faultline watches JDBC, through any pool. Choose a longer time, or let the application ask its database something.')];
  }
  const whole = rows.reduce((sum, each) => sum + each.totalMicros, 0);
  return [el('div.heading', {}, el('h1', {}, 'SQL'), el('p.quiet', {}, duration(whole) + ' in ' + counted(rows.length, 'statement'))),
    bar(page, ...serviceFilters(page), rangeFilter(page, '1h')),
    rows.length ? table(page, 'statements', columns(whole), rows, each => [each.service, each.environment, each.system, each.namespace, each.digest].join(' '), 'Time') : nothingFound('statements')];
}

function columns(whole) {
  return [
    {name: 'Statement', left: true, cell: each => [el('code.statement', {title: each.statement}, each.statement), el('span.service', {}, joined(' · ', each.service, each.environment, joined(' ', each.system, each.namespace))),
      each.folded ? el('span.tag.warn', {title: exact(each.folded) + ' of them directly after an equal one'}, 'N+1 ' + percent(each.folded / Math.max(1, each.count))) : null]},
    {name: 'Time', title: 'of the time that all statements took', value: each => each.totalMicros, cell: each => share(each.totalMicros, whole, percent(whole ? each.totalMicros / whole : 0))},
    {name: 'Rate', value: each => each.perSecond, cell: each => perSecond(each.perSecond)},
    {name: 'Times', value: each => each.count, cell: each => el('span', {title: exact(each.count)}, count(each.count))},
    {name: 'Errors', value: each => each.errors, cell: each => each.errors ? el('b.bad', {}, count(each.errors)) : el('span.quiet', {}, '0')},
    {name: 'p50', value: each => each.p50Micros, cell: each => duration(each.p50Micros)},
    {name: 'p95', value: each => each.p95Micros, cell: each => duration(each.p95Micros)},
    {name: 'p99', value: each => each.p99Micros, cell: each => duration(each.p99Micros)},
    {name: 'Slowest', title: 'their traces', value: each => each.maxMicros, cell: each => slowest(each.slowest)},
  ];
}
