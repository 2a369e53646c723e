// SPDX-License-Identifier: Apache-2.0
// A trace's spans against time, across services and threads.

import {faultHref} from '/address.js';
import {count, duration, simple} from '/format.js';
import {button, el, pairs} from '/ui.js';
import {extentOf, foldedIn, gapsOf, rowsOf, statementOf, treeOf} from '/tree.js';
import {severityOf} from '/lines.js';

const MAX_ROWS = 3000;
const MAX_INDENT = 14;
let of = '';               // the trace that the following is about
let closed = new Set();
let opened = new Set();
let all = false;           // all rows, however many

function remember(traceId) {
  if (of === traceId) return;
  of = traceId;
  closed = new Set();
  opened = new Set();
  all = false;
}

function servicesOf(trace) {
  return [...new Set(trace.spans.map(span => span.service))].sort();
}

/** Each service's colour. */
export function legend(trace) {
  const services = servicesOf(trace);
  const spans = name => trace.spans.filter(span => span.service === name).length;
  return el('ul.legend', {id: 'legend', 'aria-label': 'Services'}, services.map((name, i) =>
    el('li.s' + i % 8, {}, el('i', {'aria-hidden': 'true'}), name, el('span.quiet', {}, count(spans(name))))),
    trace.spans.some(span => span.failed) ? el('li.failed', {}, el('i', {'aria-hidden': 'true'}), 'failed') : null,
    el('li.gapped', {}, el('i', {'aria-hidden': 'true'}), 'nothing recorded'));
}

export function waterfall(trace, page, marked) {
  remember(trace.traceId);
  const extent = extentOf(trace.spans);
  const tree = treeOf(trace);
  const rows = rowsOf(tree, closed, opened, marked);
  const faults = new Map();
  for (const fault of trace.faults || []) faults.set(fault.spanId, [...(faults.get(fault.spanId) || []), fault]);
  const services = servicesOf(trace);
  const context = {
    extent, faults, marked, page, threads: new Map(trace.spans.map(span => [span.spanId, span])),
    colour: name => '.s' + services.indexOf(name) % 8,
  };
  const ticks = ticksOf(extent.total);
  const fall = el('div.fall', {id: 'waterfall', style: {'--tick': (ticks.length > 1 ? ticks[1].at * 100 : 100) + '%'}}, ruler(ticks, tree, page));
  for (const row of all ? rows : rows.slice(0, MAX_ROWS)) fall.append(DRAW[row.kind](row, context));
  if (!all && rows.length > MAX_ROWS) fall.append(button('.more', {}, () => { all = true; page.redraw(); }, 'Show all ' + count(rows.length) + ' rows'));
  return fall;
}

/** At round times, five or so of them. */
function ticksOf(total) {
  const rough = total / 5;
  const power = Math.pow(10, Math.floor(Math.log10(rough)));
  const step = [1, 2, 5, 10].map(each => each * power).find(each => each >= rough);
  const ticks = [];
  for (let at = 0; at < total * 0.92 && ticks.length < 12; at += step) ticks.push({at: at / total, text: at ? duration(at) : '0'});
  return ticks;
}

/** Of spans that have others within, but for the outermost. */
function parentsIn(tree) {
  const ids = [];
  const open = [...tree.roots];
  while (open.length) {
    const node = open.pop();
    if (node.children.length && node.parent) ids.push(node.span.spanId);
    open.push(...node.children);
  }
  return ids;
}

function ruler(ticks, tree, page) {
  return el('div.ruler', {},
    el('span.fold', {}, button('.plain', {id: 'collapse', title: 'Only the outermost'}, () => { closed = new Set(parentsIn(tree)); page.redraw(); }, 'Collapse'),
      button('.plain', {id: 'expand'}, () => { closed = new Set(); page.redraw(); }, 'Expand')),
    el('span.ticks', {'aria-hidden': 'true'}, ticks.map(tick => el('span', {style: {left: tick.at * 100 + '%'}}, tick.text))),
    el('span.time', {}, 'took'));
}

const DRAW = {span: spanRow, group: groupRow, line: lineRow};

function indent(depth) {
  return {style: {'--depth': Math.min(depth, MAX_INDENT)}};
}

function place(start, length, extent) {
  const width = Math.max(0.25, length / extent.total * 100);
  const left = Math.min(100 - width, (start - extent.start) / extent.total * 100);
  return {left: Math.max(0, left) + '%', width: Math.min(100, width) + '%'};
}

function spanRow({node, depth, inner, isClosed}, context) {
  const {span} = node;
  const faults = context.faults.get(span.spanId) || [];
  const bad = span.failed || faults.length > 0;
  const toggle = () => { if (isClosed) closed.delete(span.spanId); else closed.add(span.spanId); context.page.redraw(); };
  const times = foldedIn(span);
  const total = Number(span.attributes['faultline.fold.total_seconds']) * 1e6 || span.durationMicros;
  const name = el('span.name', indent(depth),
    inner ? el('span.caret' + (isClosed ? '.closed' : '.opened'), {'aria-hidden': 'true', onclick: event => { event.preventDefault(); toggle(); }}) : el('span.caret'),
    el('span.text', {title: span.name}, span.name || span.spanId), isClosed ? el('span.hidden-count', {}, '+' + count(inner)) : null,
    times > 1 ? repeated(times, total) : null, threadOf(span, context.threads.get(span.parentSpanId)),
    faults.map(fault => el('span.tag.bad', {title: fault.message}, simple(fault.type))));
  const details = el('details.span' + context.colour(span.service) + (bad ? '.bad' : '') + (span.spanId === context.marked ? '.marked' : ''), {
    id: 'span-' + span.spanId, 'data-row': '', ontoggle: event => fill(event.currentTarget, span, context),
    onkeydown: event => { if (inner && (event.key === 'ArrowLeft' && !isClosed || event.key === 'ArrowRight' && isClosed)) { event.preventDefault(); toggle(); } }},
    el('summary', {}, name,
      el('span.track', {'aria-hidden': 'true'}, el('i.bar', {style: place(span.startMicros, span.durationMicros, context.extent)}), gapMarks(node, context.extent)),
      el('span.time', {}, duration(span.durationMicros))),
    el('div.inside', {'data-kept': ''}));
  return details;
}

function repeated(times, total) {
  return el('span.tag.warn', {title: 'the same statement, one after the other'}, 'N+1 ×' + count(times) + ' · ' + duration(total));
}

/** Where another thread of the same service goes on. */
function threadOf(span, parent) {
  const thread = span.attributes['thread.name'];
  const before = parent && parent.service === span.service ? parent.attributes['thread.name'] : '';
  return thread && thread !== before ? el('span.thread', {title: 'thread ' + thread}, '⇢ ' + thread) : null;
}

function gapMarks(node, extent) {
  return gapsOf(node, Math.max(extent.total * 0.03, 500)).map(([from, to]) => {
    const wide = (to - from) / extent.total > 0.07;
    return el('i.gap', {style: place(from, to - from, extent), title: 'nothing recorded for ' + duration(to - from)}, wide ? el('span', {}, duration(to - from)) : null);
  });
}

/** Built when it is opened: 2,000 spans have 20,000 attributes. */
function fill(details, span, context) {
  const inside = details.querySelector('.inside');
  if (!details.open || inside.firstChild) return;
  const rows = Object.entries(span.attributes).map(([key, value]) => [key, /\.text$|statement$/.test(key) ? el('code', {}, value) : String(Array.isArray(value) ? value.join(', ') : value)]);
  const faults = context.faults.get(span.spanId) || [];
  inside.append(pairs([...faults.map(fault => ['fault', el('a', {href: faultHref(fault.fingerprint)}, fault.type)]), ['service', span.service], ['starts after', duration(span.startMicros - context.extent.start)], ['kind', span.kind], ['span id', el('code', {}, span.spanId)], ...rows]));
}

function groupRow({spans, depth, isOpen}, context) {
  const first = spans[0];
  const total = spans.reduce((sum, span) => sum + span.durationMicros, 0);
  const failed = spans.some(span => span.failed);
  const toggle = event => { event.preventDefault(); if (isOpen) opened.delete(first.spanId); else opened.add(first.spanId); context.page.redraw(); };
  const id = (isOpen ? 'group-' : 'span-') + first.spanId;
  return el('div.span.group' + context.colour(first.service) + (failed ? '.bad' : ''), {'data-key': 'group-' + first.spanId, id, 'data-row': ''},
    button('.summary', {'aria-expanded': String(isOpen), title: statementOf(first)}, toggle,
      el('span.name', indent(depth), el('span.caret' + (isOpen ? '.opened' : '.closed')), el('span.text', {}, first.name || statementOf(first)), repeated(spans.length, total)),
      el('span.track', {'aria-hidden': 'true'}, spans.slice(0, 400).map(span => el('i.bar' + (span.failed ? '.failed' : ''), {style: place(span.startMicros, span.durationMicros, context.extent)}))),
      el('span.time', {}, duration(total))));
}

function lineRow({line, depth}, {extent}) {
  const [word, tone] = severityOf(line.severity);
  const at = Math.max(0, Math.min(extent.total, line.time * 1000 - extent.start));
  return el('div.line' + (tone ? '.' + tone : ''), {},
    el('span.name', {...indent(depth), title: line.text}, el('span.word', {}, word), line.text),
    el('span.track', {'aria-hidden': 'true'}, el('i.mark', {style: {left: at / extent.total * 100 + '%'}})),
    el('span.time', {}, '+' + duration(at)));
}
