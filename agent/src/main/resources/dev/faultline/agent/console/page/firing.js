// SPDX-License-Identifier: Apache-2.0
// What fires: in the order in which it matters, and in words.

import {faultHref, hrefOf, traceHref} from '/address.js';
import {clock, counted, shortFrame, simple} from '/format.js';
import {el, tag} from '/ui.js';

const SEVERITIES = ['info', 'warning', 'critical'];

/** The worst first, what is held back last. */
export function firingOf(alerts) {
  const all = alerts.rules.flatMap(rule => (rule.firing || []).map(each => ({rule, ...each})));
  return all.sort((a, b) => Boolean(a.held) - Boolean(b.held) || rank(b) - rank(a) || b.since - a.since);
}

function rank(each) {
  return SEVERITIES.indexOf(each.rule.severity);
}

/** "16.1 % of 124 requests failed", or "76 events". */
export function measureOf(each) {
  return each.measured || counted(each.count || 0, 'event');
}

/** What it is about, as values: a fingerprint as what was thrown, and where. */
export function aboutOf(each) {
  return Object.entries(each.labels || {}).map(([name, value]) => name === 'fingerprint' ? thrown(each.example) || value : value).join(' · ');
}

function thrown(example) {
  if (!example || !example.exception) return '';
  return simple(example.exception) + (example.place ? ' at ' + shortFrame(example.place).replace(/ \(.*/, '') : '');
}

/** Of the last event; after a restart, of what was last told of it. */
export function lastOf(each, history) {
  if (each.example) return each.example;
  const told = (history || []).find(row => row.key === each.key && (row.traceIds || []).length > 0);
  return {text: '', traceId: told ? told.traceIds[0] : '', fingerprint: (each.labels || {}).fingerprint || ''};
}

/** Where to go on: its trace, its fault, what was told of it. */
export function linksOf(each, history) {
  const last = lastOf(each, history);
  return [last.traceId ? el('a', {href: traceHref(last.traceId)}, 'trace') : null,
    last.fingerprint ? el('a', {href: faultHref(last.fingerprint)}, 'fault') : null,
    el('a', {href: hrefOf('alerts', {key: each.key})}, 'history')];
}

/** That it is not told, and until when. */
export function heldTag(each) {
  if (!each.held) return null;
  return tag('warn', each.silencedUntil ? 'silenced until ' + clock(each.silencedUntil) : each.held, each.held);
}
