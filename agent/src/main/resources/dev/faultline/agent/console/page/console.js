// SPDX-License-Identifier: Apache-2.0
// The shell: which view is shown, asking anew every two seconds, and what all views share.

import {logOut, Refused} from '/api.js';
import {hrefOf, route} from '/address.js';
import {ago} from '/format.js';
import {patch} from '/patch.js';
import {el, plain} from '/ui.js';
import {Situation} from '/situation.js';
import {gone} from '/empty.js';
import {startKeys} from '/keys.js';
import {arrived, placeBefore, startPlace} from '/place.js';
import {startSearch, showSearched} from '/search.js';
import * as faults from '/faults.js';
import * as fault from '/fault.js';
import * as traces from '/traces.js';
import * as trace from '/trace.js';
import * as requests from '/requests.js';
import * as statements from '/statements.js';
import * as services from '/services.js';
import * as alerts from '/alerts.js';

const POLL_MILLIS = 2000;
const main = document.getElementById('main');
const state = document.getElementById('state');
const LISTS = {faults, traces, requests, statements, services, alerts};
const SINGLES = {faults: fault, traces: trace};

let shown = '';     // what is on the page, as JSON: it is drawn anew only when that changes
let at = null;      // the address that it was drawn for
let data = null;
let asking = null;  // the request under way

const situation = new Situation(() => {
  document.getElementById('logout').hidden = !(situation.summary && situation.summary.login);
  draw();
});

/** What a view may ask of the shell. */
const page = {
  situation,
  get route() { return route(); },
  redraw: () => draw(),
  refresh: () => refresh(),
  /** Does something, says how it went, and shows what it changed. True when it was done. */
  async act(action, done, undo) {
    try {
      await action();
      if (done) toast(done, undo);
      return true;
    } catch (error) {
      toast(error instanceof Refused ? error.message : 'The console does not answer.', null, true);
      return false;
    } finally {
      refresh();
    }
  },
};

function viewOf({view, id}) {
  const known = LISTS[view] ? view : 'faults';
  return id && SINGLES[known] ? SINGLES[known] : LISTS[known];
}

async function refresh() {
  if (asking) asking.abort();
  const mine = new AbortController();
  asking = mine;
  const where = route();
  let address = location.hash;
  const view = viewOf(where);
  situation.refresh(mine.signal);
  try {
    const answer = await view.load(where, mine.signal);
    if (asking !== mine) return;
    if (view.settle && location.hash === address) {
      view.settle(answer);
      address = location.hash;
    }
    const json = JSON.stringify(answer);
    if (json !== shown || address !== at) {
      const changed = address !== at;
      const moved = at === null || at.split('?')[0] !== address.split('?')[0];
      data = answer;
      shown = json;
      at = address;
      if (moved && view.enter) view.enter(where);
      draw();
      if (changed) showSearched(where);
      if (changed) arrive(where, view, moved);
    }
    say('');
  } catch (error) {
    if (error.name === 'AbortError') return;
    if (error.status === 401) return location.assign('/login' + location.hash); // and back to what was looked at
    if (asking === mine) say(trouble(error));
    if (!(error instanceof TypeError || error instanceof Refused)) console.error(error);
  } finally {
    if (asking === mine) asking = null;
    times();
  }
}

function trouble(error) {
  if (error instanceof Refused) return 'The console cannot answer: ' + error.message;
  return 'The console does not answer. What is shown is from before; it is asked again every 2 s.';
}

function draw() {
  if (location.hash !== at) return; // what there is was asked for another view
  const where = route();
  const focused = main.contains(document.activeElement) ? document.activeElement : null;
  const view = viewOf(where);
  patch(main, [data === null ? gone(where) : view.draw(data, page)].flat(Infinity).filter(Boolean));
  if (focused && focused.isConnected && document.activeElement !== focused) focused.focus({preventScroll: true});
  const title = main.querySelector('h1');
  document.title = situation.prefix() + plain(title ? title.dataset.title || title.textContent : '') + ' · Faultline';
  nav(where.view);
}

/** After moving: where one was before, or what the address names; the top of another view. */
function arrive(where, view, moved) {
  const before = placeBefore();
  const target = view.target ? view.target(where) : null;
  if (before !== undefined) window.scrollTo(0, before);
  else if (target) target.scrollIntoView({block: 'center'});
  else if (moved) window.scrollTo(0, 0);
  arrived(where);
}

function nav(name) {
  const badges = situation.badges();
  for (const link of document.querySelectorAll('#nav a')) {
    if (link.dataset.view === name) link.setAttribute('aria-current', 'page'); else link.removeAttribute('aria-current');
    const badge = badges[link.dataset.view];
    const text = link.firstChild.data;
    patch(link, [document.createTextNode(text), badge ? el('span.badge' + (badge.bad ? '.bad' : ''), {title: badge.title}, badge.text) : null].filter(Boolean));
  }
}

function times() {
  for (const each of main.querySelectorAll('time[data-ago]')) {
    const text = ago(Number(each.dataset.ago));
    if (each.firstChild && each.firstChild.data !== text) each.firstChild.data = text;
  }
}

function say(problem) {
  if (state.textContent !== problem) state.textContent = problem;
}

let toasting = 0;

function toast(text, undo, bad) {
  const box = document.getElementById('toast');
  clearTimeout(toasting);
  box.replaceChildren(el('span', {}, text), undo ? el('button', {type: 'button', onclick: () => { box.replaceChildren(); undo(); }}, 'Undo') : '');
  box.className = bad ? 'bad' : '';
  toasting = setTimeout(() => box.replaceChildren(), bad ? 12000 : 7000);
}

async function poll() {
  if (!document.hidden && !asking) await refresh();
  setTimeout(poll, POLL_MILLIS);
}

window.addEventListener('hashchange', () => refresh());
document.addEventListener('visibilitychange', () => { if (!document.hidden) refresh(); });
document.querySelector('.skip').addEventListener('click', event => {
  event.preventDefault(); // the part of the address after # says what is shown
  main.focus();
});
document.addEventListener('click', event => {
  for (const menu of document.querySelectorAll('details.menu[open]')) if (!menu.contains(event.target)) menu.open = false;
});
document.getElementById('theme').addEventListener('click', () => {
  const dark = getComputedStyle(document.documentElement).getPropertyValue('color-scheme').trim();
  const isDark = dark === 'dark' || dark !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches;
  const theme = isDark ? 'light' : 'dark';
  document.documentElement.dataset.theme = theme;
  try { localStorage.setItem('faultline.theme', theme); } catch (e) { /* until the page is left, then */ }
});
document.getElementById('logout').addEventListener('click', () => logOut().then(() => location.assign('/login'), () => say('The console does not answer.')));
if (!location.hash) history.replaceState(null, '', hrefOf('faults'));
startPlace();
startSearch();
startKeys(page, () => viewOf(route()));
poll();
