// SPDX-License-Identifier: Apache-2.0
// A trace: what went wrong in it, and all of its spans.

import {load as ask} from '/api.js';
import {faultHref} from '/address.js';
import {backTo} from '/place.js';
import {clock, counted, duration, typeName} from '/format.js';
import {el} from '/ui.js';
import {copyButton} from '/copy.js';
import {linesOf, repeatsOf} from '/lines.js';
import {marks} from '/traces.js';
import {legend, waterfall} from '/waterfall.js';

export function load({id}, signal) {
  return ask('/api/traces/' + id, null, signal);
}

export function draw(trace, page) {
  const spans = trace.spans || [];
  return [backTo('traces', '← Traces'),
    el('div.head', {}, el('h1', {'data-title': trace.name || trace.traceId}, trace.name || trace.traceId, ' ', el('span.tags', {}, marks(trace))),
      el('p.facts', {}, spans.length ? [el('b', {}, duration(trace.durationMicros)), el('span', {}, trace.service), el('span', {}, clock(trace.time)), el('span', {}, counted(spans.length, 'span'))] : null,
        el('span.print', {}, 'trace ', el('code', {id: 'trace-id'}, trace.traceId)), copyButton(() => trace.traceId, 'Copy id'))),
    faultsOf(trace),
    repeatsOf(trace),
    spans.length ? [legend(trace), waterfall(trace, page, page.route.query.get('span') || '')] : [el('p.quiet', {}, 'Its spans have not arrived yet.'), linesOf(trace)],
    trace.spansLeftOut ? el('p.quiet.left-out', {}, counted(trace.spansLeftOut, 'more span') + ' of it left out: more than are kept of one trace.') : null,
    trace.spansWithoutAttributes ? el('p.quiet.left-out', {}, counted(trace.spansWithoutAttributes, 'span') + ' without attributes: more than are shown at once.') : null];
}

/** The span that the address names. */
export function target({query}) {
  return query.get('span') ? document.getElementById('span-' + query.get('span')) : null;
}

function faultsOf(trace) {
  const faults = trace.faults || [];
  if (!faults.length) return null;
  return el('ul.list.faults-of', {id: 'trace-faults'}, faults.map(fault => el('li', {'data-row': ''}, el('a.row', {href: faultHref(fault.fingerprint)},
    el('span.title', {}, el('span.type', {}, typeName(fault.type))), fault.message ? el('span.message', {}, fault.message) : null))));
}

