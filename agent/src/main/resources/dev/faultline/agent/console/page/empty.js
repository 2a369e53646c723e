// SPDX-License-Identifier: Apache-2.0
// Where there is nothing to show: what to do next.

import {hrefOf} from '/address.js';
import {el} from '/ui.js';
import {copyButton} from '/copy.js';
import {backTo} from '/place.js';

/** Nothing has ever arrived: the one line to add. */
function firstRun() {
  const usual = location.port === '4318';
  const line = 'java -javaagent:faultline.jar ' + (usual ? '' : '-Dfaultline.endpoint=' + location.origin + ' ') + '-jar your-application.jar';
  const other = 'OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf\nOTEL_EXPORTER_OTLP_ENDPOINT=' + location.origin;
  return el('div.empty.first', {id: 'empty'},
    el('h1', {}, 'Nothing has arrived yet'),
    el('p', {}, 'Add one flag to the command that starts your Java application. What goes wrong or slow in it shows up here, by itself.'),
    sample('first-line', line),
    el('p', {}, 'An application with an OpenTelemetry SDK, in any language, needs two variables:'),
    sample('first-sdk', other),
    el('p.quiet.waiting', {}, el('span.pulse', {'aria-hidden': 'true'}), 'Listening at ' + location.origin));
}

export function sample(id, text) {
  return el('div.sample', {}, el('pre', {id, tabindex: '0'}, text), copyButton(() => text));
}

/** What is shown in place of an empty list. */
export function empty(page, line, next, ...more) {
  if (!page.situation.hasData) return firstRun();
  return el('div.empty', {id: 'empty'}, el('h2', {}, line), el('p.quiet', {}, next), more);
}

/** The filters leave nothing. */
export function nothingFound(view) {
  return el('div.empty', {id: 'empty'}, el('h2', {}, 'Nothing matches'),
    el('p.quiet', {}, 'Widen the time, or take away a filter.'), el('p', {}, el('a', {href: hrefOf(view)}, 'Clear all filters')));
}

export function gone(where) {
  return [backTo(where.view, '← Back'),
    el('div.empty', {id: 'empty'}, el('h1', {}, 'This is not here'),
      el('p.quiet', {}, where.view === 'traces' ? 'The trace has not arrived yet, was not kept, or is gone by now. This page looks again every 2 s.' : 'It is gone by now, or the link is wrong.'),
      el('p', {}, el('code', {}, decoded(where.id))))];
}

function decoded(id) {
  try {
    return decodeURIComponent(id);
  } catch (e) {
    return id;
  }
}
