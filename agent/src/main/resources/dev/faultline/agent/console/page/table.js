// SPDX-License-Identifier: Apache-2.0
// Tables of figures, which are sorted by a click on a column's name.

import {changed, traceHref} from '/address.js';
import {count, duration} from '/format.js';
import {button, el} from '/ui.js';

/**
 * A table. columns: [{name, title, value: row => number, cell: row => content, left, key}]; those with
 * a value can be sorted by, the greatest first; the key is what the console calls that.
 */
export function table(page, id, columns, rows, keyOf, usual) {
  const by = chosen(columns, page.route.query, usual);
  const sorted = [...rows].sort((a, b) => by.value(b) - by.value(a));
  return el('div.table', {}, el('table', {id},
    el('thead', {}, el('tr', {}, columns.map(column => head(column, column === by, usual)))),
    el('tbody', {}, sorted.map(row => el('tr', {'data-key': keyOf(row)}, columns.map(column =>
      el(column.left ? 'td' : 'td.r', {'data-label': column.name}, column.cell(row))))))));
}

function chosen(columns, query, usual) {
  return columns.find(each => each.name === query.get('sort') && each.value) || columns.find(each => each.name === usual);
}

/** By what the console is to sort, before it lists the first of them. */
export function sortOf(columns, query, usual) {
  return chosen(columns, query, usual).key;
}

/** That there are more than are listed. */
export function limited(rows, total) {
  return rows.length < total ? el('p.quiet.limited', {id: 'limited'}, 'The first ' + count(rows.length) + ' of ' + count(total) + ' by that order; a filter or the search looks at all.') : null;
}

function head(column, isSorted, usual) {
  const classes = column.left ? 'th' : 'th.r';
  if (!column.value) return el(classes, {scope: 'col', title: column.title}, column.name);
  return el(classes, {scope: 'col', 'aria-sort': isSorted ? 'descending' : null, title: column.title},
    button('.plain', {}, () => changed({sort: column.name === usual ? '' : column.name}), column.name, el('span.arrow', {'aria-hidden': 'true'}, isSorted ? ' ↓' : '')));
}

/** Links to the slowest examples. */
export function slowest(list) {
  return el('span.slowest', {}, (list || []).slice(0, 3).map(each =>
    el('a' + (each.failed || Number(each.status) >= 500 ? '.bad' : ''), {href: traceHref(each.traceId), title: 'the trace ' + each.traceId + (each.status ? ', status ' + each.status : '')}, duration(each.durationMicros))));
}

/** A share of the whole, as a bar. */
export function share(part, whole, text) {
  return el('span.share', {}, el('span.bar', {'aria-hidden': 'true'}, el('i', {style: {width: (whole ? Math.min(100, part / whole * 100) : 0) + '%'}})), el('span.value', {}, text));
}
