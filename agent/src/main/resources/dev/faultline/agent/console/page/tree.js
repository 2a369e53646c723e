// SPDX-License-Identifier: Apache-2.0
// The rows of a waterfall: spans as a tree, with log lines in their places and loops of equal SQL
// put together.

const LEAST_REPEATED = 5;

/** How many equal statements a span stands for. */
export function foldedIn(span) {
  return Number(span.attributes['faultline.fold.count']) || 1;
}

export function statementOf(span) {
  return span.attributes['db.query.text'] || span.attributes['db.statement'] || '';
}

/** When the first begins and the last ends, in microseconds. */
export function extentOf(spans) {
  let start = Infinity;
  let end = -Infinity;
  for (const span of spans) {
    start = Math.min(start, span.startMicros);
    end = Math.max(end, span.startMicros + span.durationMicros);
  }
  return {start, end, total: Math.max(1, end - start)};
}

/** {span, children, lines}: the roots. Parents in a circle, or absent, do not lose a span. */
export function treeOf(trace) {
  const nodes = new Map();
  const sorted = [...trace.spans].sort((a, b) => a.startMicros - b.startMicros);
  for (const span of sorted) nodes.set(span.spanId, {span, children: [], lines: [], parent: null});
  const roots = [];
  for (const span of sorted) {
    const node = nodes.get(span.spanId);
    const parent = nodes.get(span.parentSpanId);
    if (parent && !isWithin(parent, node)) {
      node.parent = parent;
      parent.children.push(node);
    } else {
      roots.push(node);
    }
  }
  const homeless = [];
  for (const line of trace.lines || []) (nodes.has(line.spanId) ? nodes.get(line.spanId).lines : homeless).push(line);
  return {roots, homeless};
}

function isWithin(node, ancestor) {
  for (let each = node; each; each = each.parent) if (each === ancestor) return true;
  return false;
}

/** Equal statements of one parent, which have nothing within, become {group: [nodes]} where the first was. */
function grouped(children) {
  const equal = new Map();
  for (const node of children) {
    const statement = node.children.length || node.lines.length ? '' : statementOf(node.span);
    if (!statement) continue;
    if (!equal.has(statement)) equal.set(statement, []);
    equal.get(statement).push(node);
  }
  const groupOf = new Map();
  for (const group of equal.values()) if (group.length >= LEAST_REPEATED) for (const node of group) groupOf.set(node, group);
  const out = [];
  for (const node of children) {
    const group = groupOf.get(node);
    if (!group) out.push({node, at: node.span.startMicros});
    else if (group[0] === node) out.push({group, at: node.span.startMicros});
  }
  return out;
}

/**
 * What is to be listed: [{kind: 'span' | 'group' | 'line', depth, ...}]. Closed are the ids of spans
 * whose inner ones are hidden, opened those of groups that are shown one by one.
 */
export function rowsOf(tree, closed, opened, marked) {
  const rows = [];
  const open = [...merged(grouped(tree.roots), tree.homeless)].reverse().map(item => ({item, depth: 0}));
  while (open.length) {
    const {item, depth, grouped: inGroup} = open.pop();
    if (item.line) {
      rows.push({kind: 'line', line: item.line, depth});
    } else if (item.group) {
      const first = item.group[0].span.spanId;
      const isOpen = opened.has(first) || item.group.some(node => node.span.spanId === marked);
      rows.push({kind: 'group', spans: item.group.map(node => node.span), depth, isOpen});
      if (isOpen) push(open, item.group.map(node => ({node, at: node.span.startMicros})), depth + 1);
    } else {
      const {node} = item;
      const inner = node.children.length + node.lines.length;
      const isClosed = closed.has(node.span.spanId);
      rows.push({kind: 'span', node, depth, inner, isClosed, inGroup});
      if (!isClosed) push(open, merged(grouped(node.children), node.lines), depth + 1);
    }
  }
  return rows;
}

function push(open, items, depth) {
  for (let i = items.length - 1; i >= 0; i--) open.push({item: items[i], depth});
}

function merged(items, lines) {
  const all = lines.length ? [...items, ...lines.map(line => ({line, at: line.time * 1000}))] : items;
  return lines.length ? all.sort((a, b) => a.at - b.at) : all;
}

/** Times of a span in which none of its inner ones ran: [[start, end]], if longer than that. */
export function gapsOf(node, least) {
  if (!node.children.length) return [];
  const end = node.span.startMicros + node.span.durationMicros;
  const gaps = [];
  let at = node.span.startMicros;
  for (const {span} of node.children) { // by start
    if (span.startMicros - at >= least && at < end) gaps.push([at, Math.min(end, span.startMicros)]);
    at = Math.max(at, span.startMicros + span.durationMicros);
  }
  if (end - at >= least) gaps.push([at, end]);
  return gaps;
}
