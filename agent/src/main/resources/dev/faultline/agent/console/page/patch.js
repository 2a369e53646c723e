// SPDX-License-Identifier: Apache-2.0
// Makes what is on the page into what is wanted, and leaves alone what is the same: focus, scroll
// position, selected text, what was opened and what was typed all stay.

import {dispatch} from '/ui.js';

/** Children with a data-key or an id are found again wherever they move to. */
export function patch(parent, wanted) {
  const byKey = new Map();
  for (const child of parent.childNodes) if (keyOf(child)) byKey.set(keyOf(child), child);
  let at = parent.firstChild;
  for (const next of wanted) {
    const key = keyOf(next);
    const match = key ? byKey.get(key) : at && !keyOf(at) ? at : null;
    if (!match || !isSame(match, next)) {
      parent.insertBefore(next, at);
      continue;
    }
    if (match === at) at = at.nextSibling;
    else parent.insertBefore(match, at);
    update(match, next);
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

function keyOf(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node.dataset.key || node.id : '';
}

function isSame(a, b) {
  return a.nodeName === b.nodeName;
}

function update(old, next) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== next.data) old.data = next.data;
    return;
  }
  attributes(old, next);
  old.handlers = next.handlers;
  for (const type of Object.keys(next.handlers || {})) old.addEventListener(type, dispatch);
  if (old.hasAttribute('data-kept')) return;
  if (/^(INPUT|TEXTAREA)$/.test(old.nodeName)) {
    if (old !== document.activeElement) {
      if (old.value !== next.value) old.value = next.value;
      old.checked = next.checked;
    } else if (old.type === 'checkbox') {
      old.checked = next.checked;
    }
    return;
  }
  patch(old, [...next.childNodes]);
  if (old.nodeName === 'SELECT' && old !== document.activeElement && old.value !== next.value) old.value = next.value;
}

function attributes(old, next) {
  for (const {name} of [...old.attributes]) {
    if (!next.hasAttribute(name) && name !== 'open' && name !== 'style') old.removeAttribute(name);
  }
  for (const {name, value} of next.attributes) {
    if (name !== 'open' && name !== 'style' && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  if (old.style.cssText !== next.style.cssText) old.style.cssText = next.style.cssText;
}
