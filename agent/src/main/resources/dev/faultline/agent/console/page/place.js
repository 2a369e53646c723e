// SPDX-License-Identifier: Apache-2.0
// How far down one was: Back finds the list as it was left, and so does its link.

import {hrefOf, route} from '/address.js';
import {el} from '/ui.js';

const lists = new Map();   // view -> {hash, y}: how each list was left
let returning = null;      // where the link back leads to
let shown = '';            // the address that was drawn last
let stamping = 0;

export function startPlace() {
  history.scrollRestoration = 'manual'; // what is to be scrolled is not there yet
  window.addEventListener('scroll', () => {
    clearTimeout(stamping);
    stamping = setTimeout(stamp, 150);
  }, {passive: true});
  window.addEventListener('hashchange', () => clearTimeout(stamping));
  document.addEventListener('click', stamp, {capture: true}); // before a link is followed
}

/** Into the history's entry, which may come back. */
function stamp() {
  clearTimeout(stamping);
  if (location.hash !== shown) return; // one is on the way already
  const y = Math.round(scrollY);
  if (((history.state || {}).y || 0) !== y) history.replaceState({y}, '');
  const {view, id} = route();
  if (!id) lists.set(view, {hash: location.hash, y});
}

/** Of what is shown now; undefined where one comes to it anew. */
export function placeBefore() {
  if (history.state && history.state.y !== undefined) return history.state.y;
  return returning && returning.hash === location.hash ? returning.y : undefined;
}

/** What is shown, if it is a list, is what the next link back leads to. */
export function arrived({view, id}) {
  returning = null;
  shown = location.hash;
  if (!id) lists.set(view, {hash: location.hash, y: Math.round(scrollY)});
}

/** To the list as it was left, with its filters. */
export function backTo(view, label) {
  const list = lists.get(view);
  return el('a.back', {href: list ? list.hash : hrefOf(view), onclick: () => { returning = list || null; }}, label);
}
