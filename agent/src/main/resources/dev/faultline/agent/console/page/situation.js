// SPDX-License-Identifier: Apache-2.0
// What is wrong right now, of everything: the headline of the first screen, and marks beside the
// names of the views. Asked for less often than what is looked at.

import {load} from '/api.js';
import {hrefOf, sinceOf, tracesHref} from '/address.js';
import {count, counted, exact, joined, percent, span, timeOf} from '/format.js';
import {el} from '/ui.js';
import {lostOf} from '/account.js';
import {aboutOf, firingOf, heldTag, lastOf, linksOf, measureOf} from '/firing.js';

const EVERY_MILLIS = 10000;
const WINDOW = '15m';
const SHOWN = 2;  // of each kind

export class Situation {
  constructor(changed) {
    this.changed = changed;
    this.summary = null;
    this.faults = null;
    this.requests = [];
    this.requested = 0;
    this.services = [];
    this.alerts = {rules: []};
    this.known = false;
    this.asked = 0;
    this.json = '';
  }

  /** Whether anything has ever arrived. */
  get hasData() {
    return !this.summary || this.summary.faults + this.summary.traces + this.summary.spans > 0 || this.services.length > 0;
  }

  async refresh() {
    if (Date.now() - this.asked < (this.hasData ? EVERY_MILLIS : 2000)) return;
    this.asked = Date.now();
    try {
      const [summary, faults, requests, services, alerts] = await Promise.all([load('/api/summary'),
        load('/api/faults', {limit: 1}), load('/api/requests', {since: sinceOf(WINDOW), sort: 'errors'}), load('/api/services'), load('/api/alerts')]);
      this.summary = summary;
      this.faults = faults;
      this.requests = requests ? requests.requests : [];
      this.requested = requests ? requests.count : 0;
      this.services = services ? services.services : [];
      this.alerts = alerts || {rules: []};
      this.known = true;
      const json = JSON.stringify([summary && [summary.faults, summary.traces], this.faults && this.faults.counts, this.requests, this.services, this.alerts]);
      if (json === this.json) return;
      this.json = json;
      this.changed();
    } catch (e) {
      this.asked = 0; // what is looked at says that nobody answers
    }
  }

  get counts() {
    return (this.faults && this.faults.counts) || {};
  }

  get firing() {
    return firingOf(this.alerts);
  }

  get silent() {
    return this.services.filter(each => each.state === 'silent');
  }

  get failing() {
    return this.requests.filter(each => each.errors > 0).sort((a, b) => b.errors - a.errors);
  }

  badges() {
    return {
      faults: this.fresh ? {text: count(this.fresh), title: 'new or regressed', bad: this.counts.regressed > 0} : null,
      services: this.silent.length ? {text: count(this.silent.length), title: 'silent', bad: true} : null,
      alerts: this.firing.length ? {text: count(this.firing.length), title: 'firing', bad: true} : null,
    };
  }

  /** Of the window's title. */
  prefix() {
    return this.firing.length ? '(' + this.firing.length + ') ' : '';
  }

  /** The headline: a verdict, and a card for each thing that is wrong. */
  headline() {
    if (!this.known) return el('section.now', {id: 'now', 'aria-label': 'Now'});
    const cards = [...this.firingCards(), ...this.silentCards(), ...this.failingCards(), ...this.lostCards(), ...this.newCards()];
    return el('section.now' + (this.isWrong ? '.wrong' : this.fresh ? '.look' : ''), {id: 'now', 'aria-label': 'Now'},
      el('p.verdict', {}, el('span.dot', {'aria-hidden': 'true'}), this.verdict()),
      el('div.cards', {}, cards.slice(0, 8)));
  }

  get isWrong() {
    return this.firing.length + this.silent.length + this.failing.length > 0;
  }

  verdict() {
    const names = [...new Set([...this.failing.map(each => each.service), ...this.silent.map(each => each.name), ...this.firing.map(each => (each.labels || {}).service)])].filter(Boolean);
    const seen = this.requested; // of all routes, however many are listed
    const traffic = seen ? counted(seen, 'request') + ' in 15 minutes' : 'no requests in 15 minutes';
    if (!this.isWrong) return this.calm(seen, traffic);
    return [el('b', {}, names.length > 3 ? counted(names.length, 'service') : names.length ? listed(names) : 'Something', names.length > 1 ? ' need' : ' needs', ' a look. '), traffic + '.'];
  }

  /** Nothing fails now; there may be faults nevertheless. */
  calm(seen, traffic) {
    const fresh = this.fresh;
    if (seen) return [el('b', {}, 'No request fails. '), traffic + (fresh ? '; ' + counted(fresh, 'fault') + ' to look at.' : '.')];
    return fresh ? [el('b', {}, counted(fresh, 'fault') + ' to look at. '), 'There were ' + traffic + '.'] : [el('b', {}, 'All is quiet. '), 'There were ' + traffic + '.'];
  }

  /** Faults that are new, or back again. */
  get fresh() {
    return (this.counts.new || 0) + (this.counts.regressed || 0);
  }

  firingCards() {
    const {firing} = this;
    const shown = [...new Map(firing.map(each => [each.rule.name, firing.find(other => other.rule === each.rule)])).values()].slice(0, SHOWN); // of each rule its first
    return shown.map((each, i) => card(each.held ? '' : 'bad', hrefOf('alerts'), ['Alert', each.rule.severity === 'critical' ? ', critical' : ''], each.rule.name, [
      joined(' · ', aboutOf(each), measureOf(each), 'for ' + span(Date.now() - each.since)),
      said(lastOf(each, this.alerts.history).text), heldTag(each),
      el('span.links', {}, linksOf(each, this.alerts.history).slice(0, 2), i === shown.length - 1 ? andMore(firing.length - shown.length, hrefOf('alerts')) : null)]));
  }

  silentCards() {
    return this.silent.slice(0, SHOWN).map((each, i) => card('bad', hrefOf('services'), 'Silent', each.name, ['last heard of ', timeOf(each.lastSeen), i === SHOWN - 1 ? andMore(this.silent.length - SHOWN, hrefOf('services')) : null]));
  }

  failingCards() {
    return this.failing.slice(0, SHOWN).map((each, i) => card('bad', tracesHref(each, WINDOW, true), percent(each.errorRate) + ' fail',
      joinedName(each), [each.service, ' · ', exact(each.errors), ' of ', counted(each.count, 'request'), i === SHOWN - 1 ? andMore(this.failing.length - SHOWN, hrefOf('requests', {since: WINDOW})) : null]));
  }

  lostCards() {
    const lost = this.services.reduce((sum, each) => sum + lostOf(each), 0);
    return lost ? [card('warn', hrefOf('services'), 'Lost', counted(lost, 'record'), ['by agents, on their way'])] : [];
  }

  newCards() {
    const {new: fresh = 0, regressed = 0} = this.counts;
    if (!fresh && !regressed) return [];
    const name = [fresh ? count(fresh) + ' new' : '', regressed ? count(regressed) + ' regressed' : ''].filter(Boolean).join(', ');
    return [card(regressed ? 'bad' : 'new', hrefOf('faults', {status: regressed ? 'regressed' : 'new'}), 'Faults', name, regressed ? 'back after they were resolved' : 'first seen within 24 hours')];
  }
}

function joinedName(request) {
  return joined(' ', request.method, request.route);
}

function said(text) {
  return text ? el('span.said', {}, text) : null;
}

/** Behind the last of those that are shown. */
function andMore(number, href) {
  return number > 0 ? el('a.and-more', {href}, 'and ' + count(number) + ' more') : null;
}

function listed(names) {
  return names.length < 2 ? names[0] : names.slice(0, -1).join(', ') + ' and ' + names[names.length - 1];
}

function card(tone, href, what, name, more) {
  return el('div.card' + (tone ? '.' + tone : ''), {}, el('span.what', {}, what), el('a.main', {href}, el('b', {}, name)), el('span.more', {}, more));
}

