// SPDX-License-Identifier: Apache-2.0
// What is shown is in the part of the address after #, so that it can be linked and Back works.

/** #/faults/ID?service=shop as {view: 'faults', id: 'ID', query: URLSearchParams}. */
export function route() {
  const [path, query] = splitAt(location.hash.replace(/^#/, ''), '?');
  const parts = path.split('/');
  return {view: parts[1] || 'faults', id: parts.slice(2).join('/'), query: new URLSearchParams(query)};
}

function splitAt(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

export function hrefOf(path, query) {
  const pairs = Object.entries(query || {}).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  return '#/' + path + (pairs.length ? '?' + new URLSearchParams(pairs) : '');
}

export function traceHref(id, spanId) {
  return hrefOf('traces/' + encodeURIComponent(id), {span: spanId});
}

/** Of the newest example, where none is named. */
export function faultHref(fingerprint, example) {
  return hrefOf('faults/' + encodeURIComponent(fingerprint), {example});
}

/** Of one route of a service. */
export function tracesHref(request, since, failed) {
  const text = (request.method + ' ' + request.route).trim();
  return hrefOf('traces', {service: request.service, environment: request.environment, text, failed: failed ? 'true' : '', since});
}

/** The same view with other filters; '' takes one away. What is typed makes no history. */
export function changed(changes, silently) {
  const hash = hashWith(changes);
  if (hash === location.hash) return;
  if (silently) history.replaceState(history.state, '', hash); else history.pushState(null, '', hash);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

/** Says more of what is shown already: nothing is asked for anew. */
export function noted(changes) {
  history.replaceState(history.state, '', hashWith(changes));
}

function hashWith(changes) {
  const {view, id, query} = route();
  for (const [key, value] of Object.entries(changes)) {
    if (value === '' || value === null) query.delete(key); else query.set(key, value);
  }
  const text = query.toString();
  return '#/' + view + (id ? '/' + id : '') + (text ? '?' + text : '');
}

const TRACE = /^(?:00-)?([0-9a-f]{32})(?:-[0-9a-f]{16}-[0-9a-f]{2})?$/i;

/** The trace id in an id or a traceparent; '' where it is none. */
export function traceIdIn(text) {
  const found = TRACE.exec(text.trim());
  return found ? found[1].toLowerCase() : '';
}

const RANGES = {'15m': 15, '1h': 60, '6h': 360, '24h': 1440, '7d': 10080, '30d': 43200};

export const RANGE_NAMES = [['15m', '15 minutes'], ['1h', 'hour'], ['6h', '6 hours'], ['24h', '24 hours'], ['7d', '7 days'], ['30d', '30 days']];

/** Since when, of "1h" and the like, or of milliseconds; '' is ever. By ten seconds, as answers are compared. */
export function sinceOf(range) {
  if (/^[0-9]+$/.test(range || '')) return range;
  const minutes = RANGES[range];
  return minutes ? Math.floor(Date.now() / 10000) * 10000 - minutes * 60000 : '';
}
