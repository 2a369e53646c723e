// SPDX-License-Identifier: Apache-2.0
// A fault as Markdown, for an issue tracker. What arrived is put into code, where it means nothing.

import {faultHref} from '/address.js';
import {idOf} from '/example.js';
import {exact} from '/format.js';

const MAX_STACK = 20000;

export function markdownOf(fault, example, trace) {
  const attributes = example.attributes;
  const lines = ['## ' + inline(fault.type) + (fault.request ? ' in ' + inline(fault.request) : ''), ''];
  if (example.message) lines.push(fenced(example.message), '');
  if (example.sentence) lines.push(inline(example.sentence), '');
  const rows = [
    ['Occurrences', exact(fault.count) + (fault.estimated ? ' (estimated)' : '') + ', ' + iso(fault.firstSeen) + ' to ' + iso(fault.lastSeen)],
    ['Service', [example.service, example.environment, example.release].filter(Boolean).map(inline).join(' · ')],
    ['Where', inline(fault.where)], ['State', inline(fault.state)],
    ['SQL', [fault.category, fault.kind, attributes['faultline.sql.state']].filter(Boolean).map(inline).join(' · ')],
    ['Statement', inline(attributes['db.query.text'])], ['Thread', inline(attributes['thread.name'])],
    ['Trace', example.traceId ? inline(example.traceId) + (trace ? ' (' + exact(trace.spans.length) + ' spans)' : '') : ''],
    ['Fingerprint', inline(fault.fingerprint)], ['Link', location.origin + location.pathname + faultHref(fault.fingerprint, idOf(example))],
  ];
  lines.push('| | |', '|---|---|', ...rows.filter(([, value]) => value).map(([name, value]) => '| ' + name + ' | ' + value.replace(/\|/g, '\\|') + ' |'), '');
  const crumbs = example.breadcrumbs || [];
  if (crumbs.length) {
    lines.push('### What happened before', '', fenced(crumbs.map(each => '-' + each.beforeMillis + ' ms  ' + each.kind + (each.failed ? ', failed' : '') + ': ' + each.text).join('\n')), '');
  }
  if (example.stack) lines.push('### Stack', '', fenced(example.stack.slice(0, MAX_STACK)), '');
  return lines.join('\n');
}

function iso(millis) {
  const time = new Date(millis);
  return isNaN(time) ? '' : time.toISOString();
}

/** Longer than any run of backticks within. */
function fence(text, least) {
  const longest = Math.max(0, ...(text.match(/`+/g) || []).map(run => run.length));
  return '`'.repeat(Math.max(least, longest + 1));
}

function inline(text) {
  if (!text) return '';
  const one = String(text).replace(/\s+/g, ' ').trim();
  const mark = fence(one, 1);
  return mark.length > 1 ? mark + ' ' + one + ' ' + mark : mark + one + mark;
}

function fenced(text) {
  const mark = fence(text, 3);
  return mark + '\n' + text.trimEnd() + '\n' + mark;
}
