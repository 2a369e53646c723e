// SPDX-License-Identifier: Apache-2.0
// The search box: a trace id or a fingerprint leads there from anywhere; all else narrows a list.

import {changed, faultHref, hrefOf, route, traceHref, traceIdIn} from '/address.js';

const FINGERPRINT = /^[0-9a-f]{16}$/i;
const box = document.getElementById('search');
const NARROWED = ['faults', 'traces', 'requests', 'statements'];
let typing = 0;

export function startSearch() {
  box.addEventListener('input', () => {
    clearTimeout(typing);
    const id = traceIdIn(box.value);
    if (id) {
      leave(traceHref(id));
      return;
    }
    typing = setTimeout(() => { if (isList(route())) narrow(true); }, 250);
  });
  document.getElementById('find').addEventListener('submit', event => {
    event.preventDefault();
    clearTimeout(typing);
    go();
  });
  box.addEventListener('search', () => { if (!box.value && isList(route())) narrow(false); }); // its own x
}

function go() {
  const text = box.value.trim();
  const id = traceIdIn(text);
  if (id) leave(traceHref(id));
  else if (FINGERPRINT.test(text)) leave(faultHref(text.toLowerCase()));
  else if (isList(route())) narrow(false);
  else if (text) leave(hrefOf('faults', {text}));
}

function leave(hash) {
  box.blur();
  location.hash = hash;
}

function narrow(silently) {
  changed({text: box.value.trim(), offset: ''}, silently);
}

function isList(where) {
  return !where.id && NARROWED.includes(where.view);
}

/** What the address says is searched for. */
export function showSearched(where) {
  if (document.activeElement !== box) box.value = isList(where) ? where.query.get('text') || '' : '';
}
