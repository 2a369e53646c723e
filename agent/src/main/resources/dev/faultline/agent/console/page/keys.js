// SPDX-License-Identifier: Apache-2.0
// What the keyboard does. A view adds its own: keys = {e: page => ...}.

import {el} from '/ui.js';

const HELP = [
  ['j, k', 'the next, the one before'], ['Enter', 'open it'], ['x', 'select it'], ['e', 'resolve it, or what is selected'],
  ['m', 'mute it, or what is selected'], ['n, p', 'the next example, or page; the one before'], ['c', 'copy a fault as Markdown'], ['←, →', 'close or open what is within a span'], ['/', 'search'],
  ['1 … 6', 'Faults, Traces, Requests, SQL, Services, Alerts'], ['Esc', 'back, or close'], ['?', 'this'],
];

export function startKeys(page, view) {
  document.getElementById('help').addEventListener('click', toggleHelp);
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Escape') return escape(event);
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.nodeName) && event.target.type !== 'checkbox') return;
    const action = ACTIONS[event.key] || (view().keys || {})[event.key];
    if (!action || document.querySelector('dialog[open]') && event.key !== '?') return;
    event.preventDefault();
    action(page);
  });
}

const ACTIONS = {
  '/': () => document.getElementById('search').select(),
  '?': toggleHelp,
  j: () => move(1),
  k: () => move(-1),
};
for (let i = 1; i <= 6; i++) {
  ACTIONS[i] = () => document.querySelectorAll('#nav a')[i - 1].click();
}

/** The row that the keyboard is at, if any. */
export function current() {
  return document.activeElement && document.activeElement.closest('#main [data-row]');
}

function move(step) {
  const rows = [...document.querySelectorAll('#main [data-row]')];
  if (!rows.length) return;
  const at = rows.indexOf(current());
  const row = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step))];
  (row.matches('a, summary, button') ? row : row.querySelector('a, summary, button')).focus();
  row.scrollIntoView({block: 'nearest'});
}

function escape(event) {
  const menu = document.querySelector('details.menu[open]');
  const back = document.querySelector('#main .back');
  if (document.querySelector('dialog[open]')) return;
  if (menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
  } else if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.nodeName)) {
    event.preventDefault(); // which would clear a search box
    event.target.blur();
  } else if (back) {
    back.click();
  }
}

function toggleHelp() {
  let dialog = document.getElementById('keys');
  if (dialog && dialog.open) return dialog.close();
  if (!dialog) {
    dialog = el('dialog', {id: 'keys', 'aria-label': 'Keys'}, el('h2', {}, 'Keys'),
      el('dl.keys', {}, HELP.map(([key, what]) => [el('dt', {}, el('kbd', {}, key)), el('dd', {}, what)])),
      el('button', {type: 'button', onclick: () => dialog.close()}, 'Close'));
    document.body.append(dialog);
  }
  dialog.showModal();
}
