// SPDX-License-Identifier: Apache-2.0
// What became of a fault, and how people stand to it, in words.

import {clock, exact, words} from '/format.js';
import {el, tag} from '/ui.js';

/** Word, tone, meaning. */
const STATES = {
  escaped: ['escaped', 'bad', 'left the request, or ended the thread'],
  cancelled_schedule: ['ended its schedule', 'bad', 'the periodic task will not run again'],
  unobserved: ['unobserved', 'lost', 'was put into a Future that nobody looked at'],
  handled: ['handled', 'good', 'was turned into a response, or given to a handler'],
  logged: ['logged', 'note', 'was given to a logger'],
};

const STATUSES = {
  'new': ['new', 'accent', 'first seen within 24 hours'],
  regressed: ['regressed', 'alarm', 'seen again after it was resolved'],
  resolved: ['resolved', 'good', 'until it is seen again'],
};

export function stateName(name) {
  return STATES[name] ? STATES[name][0] : words(name);
}

function stateTag(name) {
  if (!name) return null;
  const [word, tone, meaning] = STATES[name] || [words(name), '', null];
  return el('span.state' + (tone ? '.' + tone : ''), {title: meaning}, word);
}

function statusTag(fault) {
  if (fault.status === 'muted') return tag('', 'muted' + until(fault), 'makes no noise' + until(fault));
  const known = STATUSES[fault.status];
  return known ? tag(known[1], known[0], known[2]) : null;
}

function until(fault) {
  if (fault.mutedUntil) return ' until ' + clock(fault.mutedUntil);
  return fault.mutedUntilCount ? ' until ×' + exact(fault.mutedUntilCount) : '';
}

export function tagsOf(fault, state) {
  return [statusTag(fault), stateTag(state),
    fault.severity && !/^(ERROR|WARN)$/.test(fault.severity) ? tag('', fault.severity.toLowerCase(), 'severity') : null,
    fault.category ? tag('', fault.category + (fault.kind ? ' · ' + words(fault.kind) : ''), 'kind of error that the database told') : null];
}

export function times(fault) {
  return (fault.estimated ? '≈ ' : '') + exact(fault.count);
}

