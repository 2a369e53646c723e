// SPDX-License-Identifier: Apache-2.0
// Alerts: what fires now, the rules, what was sent, silences, and channels to try.

import {load as ask, post} from '/api.js';
import {faultHref, hrefOf, traceHref} from '/address.js';
import {clock, counted, exact, span, timeOf} from '/format.js';
import {button, el, tag} from '/ui.js';
import {sample} from '/empty.js';
import {firingOf, heldTag, lastOf, linksOf, measureOf} from '/firing.js';
import {rulesEditor} from '/rules.js';
import {unknownIn} from '/silences.js';

const SAMPLE = 'payment: 5 minutes, >= 3 events "payment_failed" with status 500, by service -> wecom, with the last 5 fragments and the trace id';
const HOURS = [[1, '1 hour'], [4, '4 hours'], [24, '1 day'], [168, '1 week']];
const tests = new Map();   // channel -> how its test went

export function load(where, signal) {
  return ask('/api/alerts', null, signal);
}

export function draw(data, page) {
  const firing = firingOf(data);
  if (!data.rules.length && !data.channels.length) return [el('h1', {}, 'Alerts'), problems(data), noRules(data), rulesEditor(data, page)];
  return [el('div.heading', {}, el('h1', {}, 'Alerts'), el('p.quiet', {}, counted(data.rules.length, 'rule') + (data.file ? ', in ' + data.file : '') + ', ',
    firing.length ? el('b.bad', {}, firing.length + ' firing') : 'none firing')),
    problems(data),
    firing.length ? el('ul.firing', {id: 'firing'}, firing.map(each => firingCard(each, data, page))) : null,
    section('Rules', 'rules', data.rules.length ? el('ul.list', {}, data.rules.map(ruleRow)) : noRules(data), rulesEditor(data, page)),
    section('Channels', 'channels', data.channels.length ? el('ul.list', {}, data.channels.map(each => channelRow(each, page))) : el('p.quiet', {}, 'None is configured, so that nothing is sent.')),
    section('Silences', 'silences', silences(data, page)),
    section('History', 'history', history(data, page.route.query.get('key')), leftOut(data))];
}

function section(name, id, ...parts) {
  return el('section.block', {id}, el('h2', {}, name), parts);
}

/** What of the rules is not understood: where, and why. */
function problems(data) {
  const list = data.problems || [];
  return list.length ? el('ul.problems', {id: 'problems'}, list.map(each => el('li.bad', {},
    el('code', {}, [each.place, each.line, each.column].filter(Boolean).join(':')), ' ' + each.message))) : null;
}

function noRules(data) {
  return el('div.empty', {id: 'empty'}, el('h2', {}, 'No rule yet'),
    el('p.quiet', {}, 'A rule is one line', data.file ? [' in ', el('code', {}, data.file), ', which is watched'] : ' of the console\'s configuration', '. It counts on the server’s side, before sampling, and tells the channel once:'),
    sample('sample-rule', SAMPLE));
}

// ---- rules

function labelsOf(labels) {
  return Object.entries(labels || {}).map(([name, value]) => name === 'fingerprint' ? el('a.label', {href: faultHref(value)}, el('code', {}, name + '=' + value)) : el('code.label', {}, name + '=' + value));
}

function firingCard(each, data, page) {
  const {text} = lastOf(each, data.history);
  const matchers = Object.entries({rule: each.rule.name, ...each.labels}).map(([name, value]) => named(name) + '=' + quoted(value)).join(' ');
  return el('li' + (each.held ? '.held' : ''), {'data-key': each.key, 'data-row': ''}, el('div.what', {}, el('b', {}, each.rule.name), severity(each.rule.severity), labelsOf(each.labels), heldTag(each)),
    text ? el('p.said', {}, text) : null,
    el('p.facts', {}, el('b', {}, measureOf(each)), el('span', {}, 'for ' + span(Date.now() - each.since)), each.lastSeen ? el('span', {}, 'last ', timeOf(each.lastSeen)) : null, linksOf(each, data.history)),
    each.silencedUntil ? null : button('', {}, () => silence(page, matchers, 1, ''), 'Silence for 1 hour'));
}

/** As one value of a rule: between quotes where it must be. */
function quoted(value) {
  return value === '' || /[\s,%|=<>!#\\"\u201C\u201D\uFF0C\uFF05\uFF1A\u2265\u2264\u2192]|->/.test(value)
    ? '"' + value.replace(/[\\"\u201C\u201D]/g, '\\$&') + '"' : value;
}

/** A label as a matcher names it. */
function named(label) {
  return quoted(label) === label && !/^(env|type|text)$/i.test(label) ? label : 'attribute ' + quoted(label);
}

function severity(name) {
  return name ? tag(/critical|page/i.test(name) ? 'bad' : '', name, 'severity') : null;
}

function ruleRow(rule) {
  const isFiring = rule.firing && rule.firing.length > 0;
  return el('li.rule', {'data-key': rule.name, 'data-row': ''}, el('span.title', {}, el('b', {}, rule.name), isFiring ? tag('alarm', 'firing') : stateOf(rule), severity(rule.severity),
    (rule.channels || []).map(each => el('span.channel', {}, '→ ' + each))),
    el('code.text', {}, rule.text), rule.problem ? el('p.bad', {}, rule.problem) : null);
}

function stateOf(rule) {
  if (rule.problem) return tag('bad', 'does not work');
  if (rule.enabled === false) return tag('', 'off');
  return /^ok$/i.test(rule.state || 'ok') ? tag('good', 'ok') : tag('warn', String(rule.state).toLowerCase());
}

// ---- channels

function channelRow(channel, page) {
  const test = tests.get(channel.name);
  return el('li.channel-row', {'data-key': channel.name, 'data-channel': channel.name}, el('span.title', {}, el('b', {}, channel.name), channel.type !== channel.name ? tag('', channel.type) : null,
    channel.state && channel.state !== 'ok' ? tag('bad', channel.state === 'locked' ? 'refuses us' : 'fails') : null),
    button('.test', {disabled: Boolean(test && test.running)}, () => tryOut(channel.name, page), test && test.running ? 'Sending …' : 'Send a test'),
    el('span.facts', {}, el('code', {}, channel.target), el('span', {}, exact(channel.sent || 0) + ' sent'), channel.failed ? el('b.bad', {}, exact(channel.failed) + ' failed') : null,
      channel.dropped ? el('b.bad', {}, exact(channel.dropped) + ' told as a number only') : null, channel.waiting ? el('span', {}, exact(channel.waiting) + ' waiting') : null,
      channel.lastError ? el(channel.state === 'ok' ? 'span' : 'span.bad', {}, (channel.state === 'ok' ? 'last failure: ' : '') + channel.lastError) : null),
    test && test.text ? el('p.result' + (test.ok ? '.good' : '.bad'), {role: 'status'}, test.text) : null);
}

async function tryOut(name, page) {
  tests.set(name, {running: true});
  page.redraw();
  try {
    const answer = await post('/api/alerts/test', {channel: name});
    tests.set(name, {ok: answer.ok !== false, text: (answer.ok === false ? 'The test was not delivered' : 'The test was delivered at ' + clock(Date.now())) + (answer.detail || answer.message ? ': ' + (answer.detail || answer.message) : '.')});
  } catch (error) {
    tests.set(name, {ok: false, text: 'The test was not delivered: ' + error.message});
  }
  page.refresh();
  page.redraw();
}

// ---- silences

function silence(page, matchers, hours, comment) {
  return page.act(() => post('/api/alerts/silences', {matchers, until: Date.now() + hours * 3600000, comment}), 'Silent for ' + HOURS.find(each => each[0] === hours)[1] + '.');
}

function silences(data, page) {
  const list = data.silences;
  return [list.length ? el('ul.list', {}, list.map(each => el('li.silence', {'data-key': each.id}, el('span.title', {}, el('code', {}, each.matchers)),
    each.id && button('.end', {'aria-label': 'End the silence of ' + each.matchers}, () => page.act(() => post('/api/alerts/silences/' + encodeURIComponent(each.id) + '/delete'), 'The silence has ended.'), 'End it'),
    el('span.facts', {}, el('span', {}, 'until ' + clock(each.until)), each.comment ? el('span', {}, each.comment) : null, each.by ? el('span', {}, 'by ' + each.by) : null, unknownIn(each.matchers, data, page.situation).map(what => el('b.bad', {}, what)))))) : null, form(page)];
}

function form(page) {
  const value = name => document.getElementById('silence-' + name).value.trim();
  const submit = async event => {
    event.preventDefault();
    if (await silence(page, value('matchers'), Number(value('hours')), value('comment'))) {
      for (const name of ['matchers', 'comment']) document.getElementById('silence-' + name).value = '';
    }
  };
  return el('form.silencing', {id: 'silencing', onsubmit: submit},
    el('label', {}, el('span', {}, 'Silence what matches'), el('input', {id: 'silence-matchers', 'data-kept': '', required: true, placeholder: 'service=shop rule=payment', autocomplete: 'off', spellcheck: 'false'})),
    el('label', {}, el('span', {}, 'for'), el('select', {id: 'silence-hours', 'data-kept': ''}, HOURS.map(([hours, text]) => el('option', {value: hours}, text)))),
    el('label', {}, el('span', {}, 'because'), el('input', {id: 'silence-comment', 'data-kept': '', placeholder: 'deployment, 14:00', autocomplete: 'off'})),
    el('button', {type: 'submit'}, 'Silence'));
}

// ---- history

/** All, or what is about one of those that fire. */
function history(data, key) {
  const rows = key ? data.history.filter(each => isAbout(each, key)) : data.history;
  return [key ? el('p.facts', {}, el('span', {}, 'Only what is about ', el('code', {}, key)), el('a', {id: 'all-history', href: hrefOf('alerts')}, 'Show all')) : null,
    rows.length ? el('ol.history', {}, rows.map(historyRow)) : el('p.quiet', {}, key ? 'Nothing was told of it yet.' : 'No rule has fired yet.')];
}

/** A message about several names the first of them only. */
function isAbout(row, key) {
  return row.key === key || key.startsWith(row.rule + '{') && /\(and \d+ others?\)$/.test(row.text);
}

/** What was told, where the address says of what. */
export function target({query}) {
  return query.get('key') ? document.getElementById('history') : null;
}

const HELD = {silence: 'by a silence', maintenance: 'by a maintenance window', inhibition: 'by another rule'};
const EVENTS_LEFT = {late: 'came too late to count', repeated: 'were a record that had counted', own: 'were of Faultline itself', unjoined: 'never learnt how their request ended', overflowed: 'had no group of their own left'};

/** What was not told, and what was not counted as it came, since the console's start. */
function leftOut(data) {
  const said = (counts, words) => Object.entries(counts || {}).filter(([, count]) => count > 0).map(([reason, count]) => exact(count) + ' ' + (words[reason] || reason));
  const held = said(data.suppressed, HELD);
  const events = said(data.events, EVENTS_LEFT);
  return held.length || events.length ? el('p.quiet', {id: 'left-out'}, 'Since the console started: ',
    [held.length ? 'held back ' + held.join(', ') : '', events.length ? 'of events, ' + events.join(', ') : ''].filter(Boolean).join('; ') + '.') : null;
}

const EVENTS = {firing: 'alarm', escalated: 'alarm', repeat: 'warn', resolved: 'good'};

function historyRow(each) {
  return el('li', {'data-key': [each.time, each.rule, each.key, each.event].join(' ')}, el('span.when', {}, timeOf(each.time, clock(each.time))), tag(EVENTS[each.event] || '', each.event),
    el('div.what', {}, el('b', {}, each.rule), ' ', labelsOf(each.labels), each.text ? el('p', {}, each.text) : null,
      el('p.facts', {}, each.count ? el('span', {}, counted(each.count, 'event')) : null, (each.traceIds || []).slice(0, 5).map(id => el('a', {href: traceHref(id), title: id}, 'trace ' + id.slice(0, 8))),
        (each.deliveries || []).map(delivery => el('span' + (delivery.ok ? '.good' : '.bad'), {title: delivery.detail}, (delivery.ok ? '✓ ' : '✗ ') + delivery.channel + (delivery.ok || !delivery.detail ? '' : ': ' + delivery.detail))))));
}

