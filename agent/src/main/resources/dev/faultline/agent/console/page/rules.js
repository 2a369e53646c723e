// SPDX-License-Identifier: Apache-2.0
// The rules that are written on the page, beside those of the file.

import {post} from '/api.js';
import {el} from '/ui.js';

let refused = [];   // what was wrong with the text that was last to be saved

/** A text area with all of them; it keeps what is typed until it is saved or the page is left. */
export function rulesEditor(data, page) {
  const text = data.pageRules || '';
  return el('details.writing', {id: 'writing'}, el('summary', {}, text ? 'Change the rules of this page' : 'Write rules here'),
    el('form', {onsubmit: event => save(event, page)},
      el('p.quiet', {}, 'One rule a line, beside those of the file. Channels are named in the file or the environment: an address is a password, and is not for a page.'),
      el('textarea', {id: 'page-rules', 'data-kept': '', rows: 6, spellcheck: 'false', 'aria-label': 'Rules of this page'}, text),
      refused.length ? el('ul.problems', {id: 'refused'}, refused.map(each => el('li.bad', {}, el('code', {}, each.line + ':' + each.column), ' ' + each.message))) : null,
      el('button', {type: 'submit', id: 'save-rules'}, 'Save')));
}

async function save(event, page) {
  event.preventDefault();
  const text = document.getElementById('page-rules').value;
  await page.act(async () => {
    const answer = await post('/api/alerts/rules', {text});
    refused = answer.problems || [];
  });
  page.redraw();
}
