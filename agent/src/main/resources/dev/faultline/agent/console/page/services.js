// SPDX-License-Identifier: Apache-2.0
// Services and their instances: who is alive, and what became of what their agents recorded.

import {load as ask, post} from '/api.js';
import {hrefOf} from '/address.js';
import {count, counted, duration, exact, joined, percent, perSecond, span, timeOf} from '/format.js';
import {el, menu, tag} from '/ui.js';
import {empty} from '/empty.js';
import {lastLinesOf} from '/lines.js';
import {isLoss, lostIn, lostOf, reason} from '/account.js';

const ORDER = ['silent', 'alive', 'quiet'];
const SHOWN = 5;  // instances of a service
const SIGNALS = {sightings: 'sightings of exceptions', logs: 'log lines', metrics: 'points of metrics'};

export function load(where, signal) {
  return ask('/api/services', null, signal);
}

export function draw(data, page) {
  if (!data.services.length) return empty(page, 'No service is known yet', 'A service shows up with the first thing that it sends.');
  const number = state => data.services.filter(each => each.state === state).length;
  const services = [...data.services].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || lostOf(b) - lostOf(a) || a.name.localeCompare(b.name));
  return [el('div.heading', {}, el('h1', {}, 'Services'),
    el('p.quiet', {}, counted(number('alive'), 'service') + ' alive', number('silent') ? [', ', el('b.bad', {}, number('silent') + ' silent')] : '', number('quiet') ? ', ' + number('quiet') + ' quiet' : '')),
    el('div.services', {id: 'services'}, services.map(each => card(each, page)))];
}

function card(service, page) {
  const lost = lostOf(service);
  return el('section.service-card' + (service.state === 'silent' ? '.silent' : ''), {'data-key': [service.name, service.environment, service.release].join(' '), 'data-row': '', 'data-service': service.name},
    el('div.line-up', {}, el('h2', {}, dot(service), service.name),
      service.environment || service.release ? el('span.quiet', {}, joined(' · ', service.environment, service.release)) : null,
      stateTag(service),
      lost ? tag('bad', counted(lost, 'record') + ' lost') : null, forgetting(service, page)),
    el('div.glance', {},
      figure('requests', el('a', {href: hrefOf('requests', {service: service.name})}, perSecond(service.requestsPerSecond))),
      figure('failed', el(service.errorRate > 0 ? 'b.bad' : 'span', {}, percent(service.errorRate || 0))),
      figure('p95', service.p95Micros ? duration(service.p95Micros) : '–'),
      figure('faults', el('a', {href: hrefOf('faults', {service: service.name})}, count(service.faults || 0))),
      figure('last heard of', timeOf(service.lastSeen))),
    instances(service.instances || [], service.name),
    lastLinesOf(service));
}

const DOTS = {alive: '.good', silent: '.bad', quiet: '.none'};

function dot(each) {
  return el('span.dot' + DOTS[each.state], {'aria-hidden': 'true'});
}

function stateTag(service) {
  if (service.state === 'alive') return tag('good', 'alive');
  const time = span(Date.now() - service.lastSeen);
  return service.state === 'silent' ? tag('bad', 'silent for ' + time, 'it told its metrics regularly, and nothing has come from it since')
    : tag('', 'quiet for ' + time, 'it sends when there is something, and tells no metrics regularly');
}

/** Of what is gone for good: after a second click. */
function forgetting(service, page) {
  const gone = (service.instances || []).filter(each => !each.alive).length;
  if (!gone) return null;
  const what = service.alive ? 'Forget ' + count(gone) + ' that ' + (gone === 1 ? 'is' : 'are') + ' gone' : 'Forget';
  const act = () => page.act(() => post('/api/services/forget', {service: service.name, environment: service.environment}), 'Forgotten: ' + service.name + '. It is back with the next thing that it sends.');
  return menu(['forget', service.name, service.environment].join('-'), what, [['Yes, it is gone for good', act]], {'class': 'menu forget'});
}

/** Those that need a look first, and the others folded where there are many. */
function instances(all, name) {
  const lost = each => (each.records || []).reduce((sum, record) => sum + lostIn(record), 0);
  const sorted = [...all].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || lost(b) - lost(a));
  const more = sorted.slice(SHOWN);
  return [sorted.slice(0, SHOWN).map(instance),
    more.length ? el('details.instance', {id: 'more-of-' + name}, el('summary', {}, counted(more.length, 'more instance')), more.map(instance)) : null];
}

function figure(name, value) {
  return el('div.figure', {}, el('span.term', {}, name), el('span.value', {}, value));
}

function instance(each) {
  return el('div.instance', {'data-key': each.id},
    el('p.facts', {}, el('span', {}, dot(each), el('b', {}, each.host || each.id)),
      each.pid ? el('span', {}, 'process ' + each.pid) : null, each.jvm ? el('span', {}, each.jvm) : null,
      each.agent ? el('span', {}, (/^[0-9]/.test(each.agent) ? 'Faultline ' : '') + each.agent) : null,
      each.startedMillis ? el('span', {}, 'up ' + span((each.alive ? Date.now() : each.lastSeen) - each.startedMillis)) : null,
      costOf(each),
      each.alive ? null : el('span', {}, 'last heard of ', timeOf(each.lastSeen))),
    each.records && each.records.length ? el('ul.account', {'aria-label': 'What became of what was recorded'}, each.records.map(accountLine)) : null);
}

/** What the agent's own threads took of a processor, since the process was started. */
function costOf(each) {
  const millis = (each.totals || {})['faultline.threads.cpu_time'];
  const upMillis = each.lastSeen - each.startedMillis;
  if (millis === undefined || !each.startedMillis || upMillis < 1000) return null;
  return el('span.cost', {title: duration(millis * 1000) + ' of CPU by Faultline\'s own threads'}, 'its agent takes ' + percent(millis / upMillis) + ' of a core');
}

/** "otlp: 48,120 spans recorded, 48,008 delivered, 112 on their way." */
function accountLine(record) {
  const losses = Object.entries(record.dropped || {}).filter(([name, times]) => times > 0 && isLoss(name));
  const left = Object.entries(record.dropped || {}).filter(([name, times]) => times > 0 && !isLoss(name));
  const lost = lostIn(record);
  return el('li' + (lost ? '.lost' : ''), {}, el('span.exporter', {}, record.exporter || 'hooks'),
    el('span.what', {}, exact(record.recorded) + ' ' + (SIGNALS[record.signal] || record.signal) + ' recorded, ' + exact(record.delivered) + ' delivered',
      record.pending ? ', ' + exact(record.pending) + ' on their way' : '', lost ? null : ', none lost',
      losses.map(([name, times]) => el('b.bad', {}, exact(times) + ' lost: ' + reason(name))),
      left.map(([name, times]) => el('span.quiet', {}, exact(times) + ' ' + reason(name)))));
}
