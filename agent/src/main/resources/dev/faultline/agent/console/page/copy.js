// SPDX-License-Identifier: Apache-2.0
// To the clipboard; where that is not allowed, the text is shown and selected.

import {button, el} from '/ui.js';

export function copyButton(text, label) {
  return button('.copy', {}, event => copy(text(), event.currentTarget), label || 'Copy');
}

export async function copy(text, from) {
  try {
    await navigator.clipboard.writeText(text);
    if (!from) return;
    const label = from.firstChild.data;
    if (label === 'Copied') return;
    from.firstChild.data = 'Copied';
    setTimeout(() => { if (from.firstChild.data === 'Copied') from.firstChild.data = label; }, 1500);
  } catch (e) {
    byHand(text);
  }
}

function byHand(text) {
  const area = el('textarea', {readonly: true, rows: 16, 'aria-label': 'The text to copy'});
  area.value = text;
  const dialog = el('dialog.copying', {onclose: () => dialog.remove()}, el('h2', {}, 'Copy this'), area,
    el('button', {type: 'button', onclick: () => dialog.close()}, 'Close'));
  document.body.append(dialog);
  dialog.showModal();
  area.select();
}
