// SPDX-License-Identifier: Apache-2.0
// The first screen: what is wrong now, and one line for each place that something goes wrong.

import {load as ask} from '/api.js';
import {faultHref, sinceOf} from '/address.js';
import {count, counted, exact, shortFrame, span, sparkline, timeOf, typeName, words} from '/format.js';
import {button, el} from '/ui.js';
import {muteMenu, reopen, resolve, unmute} from '/actions.js';
import {bar, filter, pageKeys, pager, rangeFilter, serviceFilters, tabs} from '/filters.js';
import {causes} from '/causes.js';
import {empty, nothingFound} from '/empty.js';
import {current} from '/keys.js';
import {stateName, tagsOf, times} from '/states.js';

const LIMIT = 100;
const chosen = new Set();  // fingerprints
let order = [];            // as they were listed last
let open = new Set();      // those of them that are neither new nor regressed, nor closed

export function load({query}, signal) {
  const asked = {limit: LIMIT};
  for (const name of ['service', 'environment', 'release', 'status', 'state', 'category', 'text', 'sort', 'offset']) asked[name] = query.get(name);
  return ask('/api/faults', {...asked, since: sinceOf(query.get('since'))}, signal);
}

export function enter() {
  chosen.clear();
  order = [];
}

export function draw(data, page) {
  const query = page.route.query;
  const any = data.faults.length > 0 || [...query.keys()].length > 0 || Object.values(data.counts || {}).some(each => each > 0);
  if (!any) {
    if (!page.situation.hasData) return empty(page);
    return [page.situation.headline(), empty(page, 'No fault has arrived', 'Data is coming in, and nothing has gone wrong so far.')];
  }
  const faults = steady(data.faults);
  for (const each of chosen) if (!faults.some(fault => fault.fingerprint === each)) chosen.delete(each);
  return [page.situation.headline(),
    el('div.heading', {}, el('h1', {}, 'Faults'), statusTabs(page, data.counts || {})),
    bar(page, ...serviceFilters(page), named(page, 'state', 'State', data.states, stateName), named(page, 'category', 'Category', data.categories, words),
      query.get('release') ? filter(page, 'release', 'Release', []) : null, rangeFilter(page),
      filter(page, 'sort', 'Sort', [['first', 'first seen'], ['count', 'how often'], ['trend', 'growing']], 'last seen')),
    chosen.size ? selection(page) : causes(faults, query),
    faults.length ? el('ul.list.faults', {id: 'faults', onkeydown: selectByKey(page)}, faults.map(fault => row(fault, page))) : nothingFound('faults'),
    searchedSince(data),
    pager(page, data.total, faults.length, LIMIT)];
}

/** Free text is looked for in the latest groups only, where there are very many. */
function searchedSince(data) {
  return data.searchedSince ? el('p.quiet.left-out', {}, 'Looked at groups that were seen since ', timeOf(data.searchedSince), ' only: there are too many to look at all.') : null;
}

/** While one points at the list, or is in it, rows stay where they are. */
function steady(faults) {
  const list = document.getElementById('faults');
  const held = list && (list.matches(':hover') || list.contains(document.activeElement) || chosen.size > 0);
  const sameRows = held && faults.some(each => order.includes(each.fingerprint));
  const sorted = sameRows ? [...faults].sort((a, b) => place(a) - place(b)) : faults;
  order = sorted.map(each => each.fingerprint);
  open = new Set(faults.filter(each => each.status === 'open').map(each => each.fingerprint));
  return sorted;
}

function place(fault) {
  return order.indexOf(fault.fingerprint);
}

function statusTabs(page, counts) {
  const sum = (counts.new || 0) + (counts.regressed || 0) + (counts.open || 0);
  return tabs(page, 'status', 'Which faults', [['', 'Unresolved', sum], ['new', 'New', counts.new || 0], ['regressed', 'Regressed', counts.regressed || 0, 'alarm'],
    ['open', 'Known', counts.open || 0], ['resolved', 'Resolved', counts.resolved || 0], ['muted', 'Muted', counts.muted || 0]]);
}

function named(page, name, label, tally, nameOf) {
  const options = Object.entries(tally || {}).filter(([key]) => key).sort((a, b) => b[1] - a[1]);
  if (!options.length && !page.route.query.get(name)) return null;
  return filter(page, name, label, options.map(([key, times]) => [key, nameOf(key) + ' (' + count(times) + ')']));
}

function row(fault, page) {
  const id = fault.fingerprint;
  const box = el('input', {type: 'checkbox', 'aria-label': 'Select ' + fault.type, checked: chosen.has(id), onchange: event => {
    if (event.target.checked) chosen.add(id); else chosen.delete(id);
    page.redraw();
  }});
  return el('li.fault' + (chosen.has(id) ? '.chosen' : ''), {'data-key': id, 'data-row': id}, el('label.select', {}, box),
    el('a.row', {href: faultHref(id)},
      el('span.title', {}, el('span.type', {title: fault.type}, typeName(fault.type)), tagsOf(fault, fault.state)),
      fault.message ? el('span.message', {}, fault.message) : null,
      el('span.facts', {},
        el('span.service', {}, (fault.services && fault.services.length ? fault.services : [fault.service]).join(', ')),
        placeOf(fault),
        fault.where ? el('code', {title: fault.where}, shortFrame(fault.where)) : null,
        fault.via ? el('code.via', {title: 'the next frame of the application: ' + fault.via}, '← ' + shortFrame(fault.via).replace(/ \(.*/, '')) : null,
        fault.release ? el('span.release', {title: 'release'}, fault.release) : null),
      fault.sparkline && fault.sparkline.length ? el('span.trend', {}, sparkline(fault.sparkline, trendOf(fault))) : el('span.trend'),
      el('span.count', {title: exact(fault.count) + (fault.estimated ? ' occurrences, estimated' : ' occurrences')}, el('b', {}, (fault.estimated ? '≈' : '×') + count(fault.count))),
      el('span.seen', {}, timeOf(fault.lastSeen), el('span.first', {}, 'first ', timeOf(fault.firstSeen)))));
}

export function trendOf(fault) {
  const total = fault.sparkline.reduce((sum, each) => sum + each, 0);
  return exact(total) + ' in the last ' + span(fault.sparkline.length * (fault.sparkMillis || 3600000));
}

/** The request that it happened in; or else the task, or the thread. */
function placeOf(fault) {
  if (fault.request) return el('code', {}, fault.request);
  if (fault.task) return el('code', {title: fault.task}, 'task ' + fault.task.slice(fault.task.lastIndexOf('.') + 1));
  return fault.thread ? el('code', {}, 'thread ' + fault.thread) : null;
}

// ---- several at once

function selection(page) {
  const status = page.route.query.get('status');
  const clear = () => { chosen.clear(); page.redraw(); };
  return el('div.selection', {id: 'selection', role: 'group', 'aria-label': 'What to do with the selected'},
    el('b', {}, counted(chosen.size, 'fault') + ' selected'),
    status === 'resolved' ? button('', {}, () => { reopen(page, [...chosen]); clear(); }, 'Reopen') : button('.main', {id: 'resolve-selected'}, () => { resolve(page, [...chosen], areOpen(chosen)); clear(); }, 'Resolve'),
    status === 'muted' ? button('', {}, () => { unmute(page, [...chosen]); clear(); }, 'Unmute') : muteMenu(page, 'mute-selected', () => [...chosen], areOpen, clear),
    button('', {}, () => { for (const each of order) chosen.add(each); page.redraw(); }, 'All of this page'),
    button('', {}, clear, 'None'));
}

function areOpen(fingerprints) {
  return [...fingerprints].every(each => open.has(each));
}

function selectByKey(page) {
  return event => {
    if (event.key === 'x' && !event.ctrlKey && !event.metaKey) toggle(page);
  };
}

function toggle(page) {
  const row = current();
  if (!row) return;
  const id = row.dataset.row;
  if (chosen.has(id)) chosen.delete(id); else chosen.add(id);
  page.redraw();
}

/** What is selected, or else the row one is at. */
function meant() {
  const row = current();
  return chosen.size ? [...chosen] : row && row.dataset.row ? [row.dataset.row] : [];
}

export const keys = {
  ...pageKeys,
  e: page => {
    const those = meant();
    if (those.length) resolve(page, those, areOpen(those));
    chosen.clear();
  },
  m: page => {
    for (const each of meant()) chosen.add(each);
    page.redraw();
    const menu = document.getElementById('mute-selected');
    if (!menu) return;
    menu.open = true;
    menu.querySelector('button').focus();
  },
};
