// SPDX-License-Identifier: Apache-2.0
// A fault: what became of it, what led to it, its stack, what was around it, and its trace.

import {load as ask} from '/api.js';
import {faultHref, traceHref} from '/address.js';
import {count, counted, duration, exact, span, sparkline, timeOf, typeName} from '/format.js';
import {button, el} from '/ui.js';
import {backTo} from '/place.js';
import {muteMenu, reopen, resolve, unmute} from '/actions.js';
import {copyButton} from '/copy.js';
import {chosenOf, pin, stepper} from '/example.js';
import {blocks, whatFailed, whatWasAround} from '/facts.js';
import {trendOf} from '/faults.js';
import {linesOf, repeatsOf} from '/lines.js';
import {markdownOf} from '/markdown.js';
import {stackOf} from '/stack.js';
import {tagsOf, times} from '/states.js';
import {legend, waterfall} from '/waterfall.js';

export async function load({id, query}, signal) {
  const fault = await ask('/api/faults/' + id, null, signal);
  if (!fault) return null;
  const {example, missing} = chosenOf(fault, query);
  const traceId = example && example.traceId;
  return {fault, example, missing, trace: traceId ? await ask('/api/traces/' + encodeURIComponent(traceId), null, signal) : null};
}

/** From now on the address names what is read: what comes meanwhile must not take its place. */
export function settle(answer) {
  if (answer) pin(answer.example);
}

export function draw({fault, example: one, missing, trace}, page) {
  const example = one || {attributes: {}, breadcrumbs: [], stack: '', state: fault.state, message: fault.message, type: fault.type};
  const attributes = example.attributes || {};
  return [
    backTo('faults', '← Faults'),
    el('div.head', {},
      el('h1', {'data-title': fault.type}, typeName(fault.type), ' ', el('span.tags', {}, tagsOf(fault, example.state || fault.state))),
      example.message ? el('p.said', {}, example.message) : null,
      example.sentence ? el('p.sentence', {}, example.sentence) : null,
      glance(fault, example),
      actions(fault, example, trace, page)),
    attributes['faultline.hint'] ? el('p.hint', {}, attributes['faultline.hint']) : null,
    one ? stepper(fault, one, missing) : null,
    el('div.columns', {},
      el('div.wide', {},
        wayOf(attributes['faultline.way']),
        storyOf(example),
        el('section.block.order-stack', {}, el('h2', {}, 'Stack'),
          example.stack ? stackOf(example.stack, attributes['faultline.in_app_frames'], 'stack') : el('p.quiet', {}, 'It came without a stack.')),
        earlierStackOf(attributes),
        traceOf(example, trace, page)),
      el('div.narrow', {},
        el('div.order-failed', {}, blocks(whatFailed(attributes))),
        whereSeen(fault),
        similarTo(fault),
        el('div.order-around', {}, blocks(whatWasAround(fault, attributes)))))];
}

/** How often, when and where. */
function glance(fault, example) {
  return el('div.glance', {},
    figure(fault.estimated ? 'times, about' : 'times', times(fault)),
    figure('last seen', timeOf(fault.lastSeen)), figure('first seen', timeOf(fault.firstSeen)),
    figure('service', example.service || fault.service),
    example.environment || fault.environment ? figure('environment', example.environment || fault.environment) : null,
    example.release || fault.release ? figure('release', example.release || fault.release) : null,
    fault.sparkline && fault.sparkline.length ? figure('last ' + span(fault.sparkline.length * (fault.sparkMillis || 3600000)), sparkline(fault.sparkline, trendOf(fault))) : null);
}

function figure(name, value) {
  return el('div.figure', {}, el('span.term', {}, name), el('span.value', {}, value));
}

function actions(fault, example, trace, page) {
  const print = fault.fingerprint;
  return el('div.actions', {id: 'actions'},
    fault.status === 'resolved' ? button('.main', {id: 'reopen'}, () => reopen(page, [print]), 'Reopen')
      : button('.main', {id: 'resolve'}, () => resolve(page, [print], fault.status === 'open'), 'Resolve'),
    fault.status === 'muted' ? button('', {id: 'unmute'}, () => unmute(page, [print]), 'Unmute') : muteMenu(page, 'mute', () => [print], () => fault.status === 'open'),
    el('span', {id: 'copy-markdown'}, copyButton(() => markdownOf(fault, example, trace), 'Copy as Markdown')),
    example.traceId ? el('a.button', {href: traceHref(example.traceId, example.spanId)}, 'Trace') : null,
    el('span.print', {title: 'the same for all faults of this type at this place'}, 'fingerprint ', el('code', {}, print)));
}

function block(name, order, ...parts) {
  return el('section.block.' + order, {}, el('h2', {}, name), parts);
}

/** Where it was seen, one step after the other. */
function wayOf(steps) {
  if (!Array.isArray(steps) || !steps.length) return null;
  return block('Its way', 'order-way', el('ol.way', {}, steps.map(step => el('li', {}, step))));
}

const KINDS = {statement: 'SQL', connection: 'connection', transaction: 'transaction', task: 'task', log: 'log'};

/** What happened in its trace before it, and it last. */
function storyOf(example) {
  const crumbs = example.breadcrumbs || [];
  if (!crumbs.length) return null;
  const list = el('ol.story', {id: 'story'});
  for (const crumb of crumbs) {
    list.append(el('li' + (crumb.failed ? '.bad' : ''), {},
      el('span.when', {title: 'before the fault was seen'}, crumb.beforeMillis ? '−' + duration(Math.round(crumb.beforeMillis * 1000)) : '0'),
      el('span.kind', {}, KINDS[crumb.kind] || crumb.kind),
      el('span.what', {}, crumb.text),
      el('span.took', {}, crumb.tookMillis ? duration(Math.round(crumb.tookMillis * 1000)) : '')));
  }
  if (!crumbs[crumbs.length - 1].failed) {
    list.append(el('li.bad', {}, el('span.when', {}, '0'), el('span.kind', {}, 'thrown'),
      el('span.what', {}, example.type.slice(example.type.lastIndexOf('.') + 1)), el('span.took', {})));
  }
  return block('What happened before', 'order-story', list);
}

/** What the same had for a stack before the JVM left it out. */
function earlierStackOf(attributes) {
  const stack = attributes['faultline.earlier_stacktrace'];
  return stack ? block('Stack of an earlier one', 'order-stack', el('p.quiet', {}, 'The last that the JVM recorded for the same type at the same place.'), stackOf(stack, null, 'earlier')) : null;
}

function whereSeen(fault) {
  const rows = fault.byService || [];
  if (!rows.length) return null;
  return block('Where it is seen', 'order-seen', el('table.plain', {id: 'by-service'},
    el('thead', {}, el('tr', {}, ['Service', 'Environment', 'Release', 'Times', 'Last'].map((name, i) => el(i > 2 ? 'th.r' : 'th', {scope: 'col'}, name)))),
    el('tbody', {}, rows.map(row => el('tr', {}, el('td', {}, row.service), el('td', {}, row.environment || '–'), el('td', {}, row.release || '–'),
      el('td.r', {title: exact(row.count)}, count(row.count)), el('td.r', {}, timeOf(row.lastSeen, span(Date.now() - row.lastSeen))))))));
}

function similarTo(fault) {
  const similar = fault.similar || [];
  if (!similar.length) return null;
  return block('Similar', 'order-similar', el('ul.similar', {id: 'similar'}, similar.map(each => el('li', {},
    el('a', {href: faultHref(each.fingerprint)}, el('b', {}, each.type.slice(each.type.lastIndexOf('.') + 1)), el('span.times', {}, '×' + count(each.count))),
    each.message ? el('span.text', {}, each.message) : null, el('span.why', {}, each.why)))));
}

function traceOf(example, trace, page) {
  if (!example.traceId) return null;
  const link = el('a', {href: traceHref(example.traceId, example.spanId)}, el('code', {}, example.traceId));
  if (!trace || !trace.spans.length) {
    return block('Trace', 'order-trace', el('p.quiet', {}, 'Its trace is not here: not arrived yet, or gone by now. ', link));
  }
  return [block('Trace', 'order-trace', el('p.facts', {}, link, el('span', {}, counted(trace.spans.length, 'span'))), repeatsOf(trace), legend(trace),
    waterfall(trace, page, example.spanId)), linesOf(trace)];
}

function step(name) {
  return () => { const found = document.querySelector('#examples .' + name + ':not([disabled])'); if (found) found.click(); };
}

function press(id) {
  return () => { const found = document.querySelector(id); if (found) found.click(); };
}

export const keys = {
  n: step('after'),
  p: step('before'),
  e: press('#resolve'),
  c: press('#copy-markdown button'),
  m: () => {
    const menu = document.getElementById('mute');
    if (!menu) return;
    menu.open = true;
    menu.querySelector('button').focus();
  },
};

