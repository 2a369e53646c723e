// SPDX-License-Identifier: Apache-2.0
// Places that complain of the same: a pool that is empty fails in whatever asks it.

import {hrefOf} from '/address.js';
import {counted, simple} from '/format.js';
import {el} from '/ui.js';

const LEAST = 3;
const SHOWN = 2;
const MIN_TEXT = 12;  // a shorter one would find others too

/** The same type and message, but for numbers: [{type, text, faults}], the most first. */
function causesIn(faults) {
  const byComplaint = new Map();
  for (const fault of faults) {
    const key = fault.type + ' ' + (fault.message || '').replace(/\d+/g, '#');
    if (!byComplaint.has(key)) byComplaint.set(key, []);
    byComplaint.get(key).push(fault);
  }
  return [...byComplaint.values()].filter(each => each.length >= LEAST).sort((a, b) => b.length - a.length)
    .map(each => ({type: each[0].type, text: constantOf(each[0].message || ''), faults: each})).filter(each => each.text.length >= MIN_TEXT);
}

/** The longest part without a number. */
function constantOf(message) {
  return message.split(/\d+/).map(each => each.trim().replace(/^[-,:(\s]+/, '')).sort((a, b) => b.length - a.length)[0];
}

/** A line for each, above a list in which they are rows apart. */
export function causes(faults, query) {
  if (query.get('text')) return null;
  const found = causesIn(faults).slice(0, SHOWN);
  return found.length ? el('ul.causes', {id: 'causes'}, found.map(each => el('li', {}, counted(each.faults.length, 'place') + ' with one complaint: ',
    el('a', {href: hrefOf('faults', {...Object.fromEntries(query), text: each.text, offset: ''})}, simple(each.type) + ' “' + each.text + '”')))) : null;
}
