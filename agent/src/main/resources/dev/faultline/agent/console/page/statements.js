// SPDX-License-Identifier: Apache-2.0
// SQL by digest: how often, how long, and how much of all the time it takes.

import {load as ask} from '/api.js';
import {sinceOf} from '/address.js';
import {count, counted, duration, exact, joined, percent, perSecond} from '/format.js';
import {el} from '/ui.js';
import {bar, rangeFilter, serviceFilters} from '/filters.js';
import {empty, nothingFound} from '/empty.js';
import {copyButton} from '/copy.js';
import {limited, share, slowest, sortOf, table} from '/table.js';

export function load({query}, signal) {
  return ask('/api/statements', {service: query.get('service'), environment: query.get('environment'), text: query.get('text'), sort: sortOf(columns(0), query, 'Time'),
    since: sinceOf(query.get('since') || '1h')}, signal);
}

export function draw(data, page) {
  const rows = data.statements;
  if (!data.statements.length && ![...page.route.query.keys()].length) {
    return [el('h1', {}, 'SQL'), bar(page, rangeFilter(page, '1h')), empty(page, 'No statement within the last hour',
      'Faultline watches JDBC, through any pool. Choose a longer time, or let the application ask its database something.')];
  }
  const whole = data.totalMicros;
  return [el('div.heading', {}, el('h1', {}, 'SQL'), el('p.quiet', {}, duration(whole) + ' in ' + counted(data.total, 'statement'))),
    bar(page, ...serviceFilters(page), rangeFilter(page, '1h')),
    limited(rows, data.total),
    rows.length ? table(page, 'statements', columns(whole), rows, keyOf, 'Time') : nothingFound('statements')];
}

function keyOf(each) {
  return [each.service, each.environment, each.system, each.namespace, each.digest].join(' ');
}

/** Two lines of it, and all when it is opened. */
function statement(each) {
  return el('details.statement', {'data-key': 'text'}, el('summary', {title: 'all of it'}, el('code', {}, each.statement)), copyButton(() => each.statement));
}

function columns(whole) {
  return [
    {name: 'Statement', left: true, cell: each => [statement(each), el('span.service', {}, joined(' · ', each.service, each.environment, joined(' ', each.system, each.namespace))),
      each.folded ? el('span.tag.warn', {title: exact(each.folded) + ' of ' + exact(each.count)}, percent(each.folded / Math.max(1, each.count)) + ' right after an equal one (N+1)') : null]},
    {name: 'Time', title: 'of the time that all statements took', value: each => each.totalMicros, cell: each => share(each.totalMicros, whole, percent(whole ? each.totalMicros / whole : 0))},
    {name: 'Rate', key: 'count', value: each => each.perSecond, cell: each => perSecond(each.perSecond)},
    {name: 'Times', key: 'count', value: each => each.count, cell: each => el('span', {title: exact(each.count)}, count(each.count))},
    {name: 'Errors', key: 'errors', value: each => each.errors, cell: each => each.errors ? el('b.bad', {}, count(each.errors)) : el('span.quiet', {}, '0')},
    {name: 'p50', key: 'p50', value: each => each.p50Micros, cell: each => duration(each.p50Micros)},
    {name: 'p95', key: 'p95', value: each => each.p95Micros, cell: each => duration(each.p95Micros)},
    {name: 'p99', key: 'p99', value: each => each.p99Micros, cell: each => duration(each.p99Micros)},
    {name: 'Slowest', title: 'their traces', key: 'max', value: each => each.maxMicros, cell: each => slowest(each.slowest)},
  ];
}
