// SPDX-License-Identifier: Apache-2.0
// What a trace tells beside its spans: log lines, and SQL that was repeated.

import {clock, count, duration} from '/format.js';
import {button, el} from '/ui.js';

/** A severity as OTLP numbers it, or by its name: word and tone. */
export function severityOf(severity) {
  const number = Number(severity);
  if (severity === '') return ['LOG', ''];
  if (!Number.isFinite(number)) return [String(severity), /^(ERROR|FATAL)$/i.test(severity) ? 'bad' : /^WARN/i.test(severity) ? 'warn' : ''];
  if (number >= 21) return ['FATAL', 'bad'];
  if (number >= 17) return ['ERROR', 'bad'];
  if (number >= 13) return ['WARN', 'warn'];
  return [number >= 9 ? 'INFO' : number >= 5 ? 'DEBUG' : number > 0 ? 'TRACE' : 'LOG', ''];
}

export function linesOf(trace) {
  const lines = trace.lines || [];
  if (!lines.length) return null;
  return el('section.block.order-lines', {}, el('h2', {}, 'Log lines of the trace'), listOf(lines, 'lines', timeOfDay));
}

/** What a service has said outside of any trace: the last warnings and worse, the latest first. */
export function lastLinesOf(service) {
  const lines = service.lines || [];
  if (!lines.length) return null;
  const id = 'last-lines-of-' + service.name + '-' + service.environment;
  return el('details.last-lines', {id}, el('summary', {}, 'Last warnings outside of a trace: ' + lines.length), listOf(lines, id + '-list', clock));
}

function listOf(lines, id, when) {
  return el('ol.lines', {id}, lines.map(line => {
    const [word, tone] = severityOf(line.severity);
    return el('li' + (tone ? '.' + tone : ''), {}, el('span.when', {}, when(line.time)), el('span.word', {}, word), el('span.service', {}, line.service), el('span.text', {}, line.text));
  }));
}

function timeOfDay(millis) {
  const time = new Date(Math.min(8.64e15, millis));
  return time.toTimeString().slice(0, 8) + '.' + String(time.getMilliseconds()).padStart(3, '0');
}

/** Loops of equal SQL: how often, and what they cost. */
export function repeatsOf(trace) {
  const repeats = trace.repeats || [];
  if (!repeats.length) return null;
  return el('ul.repeats', {id: 'repeats'}, repeats.map(each => el('li', {},
    el('span.tag.warn', {}, 'N+1'), el('b', {}, count(each.times) + ' times'), el('span', {}, duration(each.totalMicros) + ' in total'),
    button('.link', {title: 'Show the first'}, () => show(each.spanId), el('code', {}, each.statement)))));
}

function show(spanId) {
  const row = document.getElementById('span-' + spanId);
  if (!row) return;
  row.scrollIntoView({block: 'center'});
  row.querySelector('summary, button').focus();
}
