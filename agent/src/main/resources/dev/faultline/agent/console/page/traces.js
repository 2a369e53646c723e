// SPDX-License-Identifier: Apache-2.0
// Traces, the latest first.

import {load as ask} from '/api.js';
import {changed, sinceOf, traceHref} from '/address.js';
import {count, counted, duration, timeOf} from '/format.js';
import {button, el, tag} from '/ui.js';
import {bar, pageKeys, pager, rangeFilter, serviceFilters} from '/filters.js';
import {empty, nothingFound} from '/empty.js';

const LIMIT = 100;

export function load({query}, signal) {
  const asked = {limit: LIMIT};
  for (const name of ['service', 'environment', 'text', 'failed', 'slow', 'offset']) asked[name] = query.get(name);
  return ask('/api/traces', {...asked, since: sinceOf(query.get('since'))}, signal);
}

export function draw(data, page) {
  const filtered = [...page.route.query.keys()].length > 0;
  if (!data.traces.length && !filtered) return empty(page, 'No trace has arrived', 'Traces come with the first requests.');
  const total = data.total === undefined ? data.traces.length : data.total;
  return [el('div.heading', {}, el('h1', {}, 'Traces'), el('p.quiet', {}, counted(total, 'trace') + ', the latest first')),
    bar(page, ...serviceFilters(page), flag(page, 'failed', 'Failed'), flag(page, 'slow', 'Slow'), rangeFilter(page)),
    data.traces.length ? el('ul.list.traces', {id: 'traces'}, bars(data.traces)) : nothingFound('traces'),
    pager(page, total, data.traces.length, LIMIT)];
}

function flag(page, name, label) {
  const on = page.route.query.get(name) === 'true';
  return button('.toggle', {'aria-pressed': String(on), 'data-value': name}, () => changed({[name]: on ? '' : 'true', offset: ''}), label);
}

function bars(traces) {
  const longest = Math.max(1, ...traces.map(trace => trace.durationMicros));
  return traces.map(trace => el('li', {'data-key': trace.traceId, 'data-row': trace.traceId}, el('a.row' + (trace.failed ? '.failed' : ''), {href: traceHref(trace.traceId)},
    el('span.title', {}, el('span.type', {}, trace.name || trace.traceId), marks(trace)),
    el('span.facts', {}, el('span.service', {}, trace.service), trace.environment ? el('span', {}, trace.environment) : null,
      el('span', {}, counted(trace.spanCount, 'span')), el('code.id', {}, trace.traceId)),
    el('span.length', {'aria-hidden': 'true'}, el('i', {style: {width: Math.max(0.5, trace.durationMicros / longest * 100) + '%'}})),
    el('span.count', {}, el('b', {}, duration(trace.durationMicros))), el('span.seen', {}, timeOf(trace.time)))));
}

export function marks(trace) {
  const status = Number(trace.status || 0);
  return [trace.status ? tag(status >= 500 ? 'bad' : '', trace.status) : null,
    trace.faultCount ? tag('bad', counted(trace.faultCount, 'fault')) : trace.failed && status < 500 ? tag('bad', 'failed') : null,
    trace.mostRepeated >= 10 ? tag('warn', 'N+1 ×' + count(trace.mostRepeated), 'equal statements in a row') : null,
    trace.slow ? tag('warn', 'slow') : null];
}

export const keys = pageKeys;
