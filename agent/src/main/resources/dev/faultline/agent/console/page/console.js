// SPDX-License-Identifier: Apache-2.0
// Everything that arrived is put on the page as text, by textContent, and never as markup.
'use strict';

const main = document.getElementById('main');
const state = document.getElementById('state');
const numbers = document.getElementById('numbers');
const POLL_MILLIS = 2000;
let shown = '';   // what is on the page, as JSON: it is drawn anew only when that changes
let at = '';      // the address that it was drawn for
let chosen = 0;   // which example of a fault
let wanted = {state: '', category: ''};   // which faults are listed; '' for all
let arrived = 0;  // faults and traces so far, all told

/** An element: el('a.row', {href: '#/'}, 'text', child ...). */
function el(name, attributes, ...children) {
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== null) element.setAttribute(key, value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined && child !== ''));
  return element;
}

function svg(name, attributes) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

const whole = new Intl.NumberFormat();

function duration(micros) {
  if (micros < 1000) return micros + ' µs';
  if (micros < 1e6) return (micros / 1e3).toFixed(micros < 1e4 ? 2 : micros < 1e5 ? 1 : 0) + ' ms';
  return micros < 6e7 ? (micros / 1e6).toFixed(2) + ' s' : (micros / 6e7).toFixed(1) + ' min';
}

function ago(millis) {
  const seconds = Math.max(0, Math.round((Date.now() - millis) / 1000));
  if (seconds < 60) return seconds + ' s ago';
  if (seconds < 3600) return Math.round(seconds / 60) + ' min ago';
  return seconds < 86400 ? Math.round(seconds / 3600) + ' h ago' : clock(millis);
}

function clock(millis) {
  const time = new Date(millis);
  const today = new Date().toDateString() === time.toDateString();
  return today ? time.toLocaleTimeString() : time.toLocaleString();
}

/** A class name, its package in a softer tone. */
function typeName(type) {
  const dot = type.lastIndexOf('.') + 1;
  return [el('span.package', {}, type.slice(0, dot)), type.slice(dot)];
}

/** com.shop.Orders.create(Orders.java:42) as Orders.create (Orders.java:42). */
function shortFrame(where) {
  const parts = /^(.*?)([^.]+\.[^.(]+)(\(.*)?$/.exec(where);
  return parts ? parts[2] + ' ' + (parts[3] || '') : where;
}

function timeOf(millis, text) {
  return el('time', {datetime: new Date(millis).toISOString(), title: new Date(millis).toLocaleString(), 'data-ago': text === undefined ? millis : null},
    text === undefined ? ago(millis) : text);
}

function pairs(rows) {
  const list = el('dl.pairs');
  for (const [name, value] of rows) {
    if (value === '' || value === null || value === undefined) continue;
    list.append(el('dt', {}, name), el('dd', {}, value instanceof Node ? value : Array.isArray(value) ? value.join(', ') : String(value)));
  }
  return list;
}

// ---- faults

/** What became of a fault: word, tone, and what it means. */
const STATES = {
  escaped: ['escaped', 'bad', 'left the request, or ended the thread'],
  cancelled_schedule: ['ended its schedule', 'bad', 'the periodic task will not run again'],
  unobserved: ['unobserved', 'lost', 'was put into a Future that nobody looked at'],
  handled: ['handled', 'good', 'was turned into a response, or given to a handler'],
  logged: ['logged', 'note', 'was given to a logger'],
};

function stateTag(name) {
  if (!name) return null;
  const [word, tone, meaning] = STATES[name] || [name.replace(/_/g, ' '), '', ''];
  return el('span.tag' + (tone ? '.' + tone : ''), {title: meaning || null}, word);
}

function tagsOf(fault, state) {
  return [stateTag(state),
    fault.severity && fault.severity !== 'ERROR' ? el('span.tag', {title: 'severity'}, fault.severity.toLowerCase()) : null,
    fault.category ? el('span.tag', {title: 'kind of error that the database told'}, fault.category + (fault.kind ? ' · ' + words(fault.kind) : '')) : null,
  ].filter(Boolean);
}

function drawFaults(data) {
  if (!data.faults.length) return [emptyState('No fault has arrived.')];
  const matches = fault => (!wanted.state || fault.state === wanted.state) && (!wanted.category || fault.category === wanted.category);
  if (!data.faults.some(matches)) wanted = {state: '', category: ''};
  const list = el('ul.list');
  for (const fault of data.faults.filter(matches)) list.append(el('li', {}, faultRow(fault)));
  return [el('h1', {}, 'Faults'), el('p.quiet', {}, 'One line for each place that something goes wrong, the latest first.'), filters(data.faults), list];
}

function faultRow(fault) {
  return el('a.row', {href: '#/faults/' + encodeURIComponent(fault.fingerprint)},
    el('span.title', {}, ...typeName(fault.type), ' ', ...tagsOf(fault, fault.state)),
    el('span.side', {},
      el('span.count', {title: fault.estimated ? 'occurrences, estimated' : 'occurrences'}, (fault.estimated ? '≈' : '×') + whole.format(fault.count)),
      timeOf(fault.lastSeen)),
    fault.message ? el('span.message', {}, fault.message) : null,
    el('span.facts', {},
      el('span', {}, fault.service),
      placeOf(fault),
      fault.where ? el('code', {title: fault.where}, shortFrame(fault.where)) : null,
      fault.via ? el('code', {title: 'the next frame of the application: ' + fault.via}, '← ' + shortFrame(fault.via).replace(/ \(.*/, '')) : null,
      el('span', {}, 'first ', timeOf(fault.firstSeen))));
}

/** The request that it happened in; or else the task, or the thread. */
function placeOf(fault) {
  if (fault.request) return el('code', {}, fault.request);
  if (fault.task) return el('code', {title: fault.task}, 'task ' + fault.task.slice(fault.task.lastIndexOf('.') + 1));
  return fault.thread ? el('code', {}, 'thread ' + fault.thread) : null;
}

function words(name) {
  return name.replace(/_/g, ' ');
}

/** Buttons that narrow the list, where there is something to choose. */
function filters(faults) {
  const bar = el('div.tabs', {role: 'group', 'aria-label': 'Which faults'});
  const all = el('button', {type: 'button', 'aria-pressed': String(!wanted.state && !wanted.category)}, 'All ' + faults.length);
  all.addEventListener('click', () => narrow({state: '', category: ''}));
  bar.append(all);
  for (const kind of ['state', 'category']) {
    for (const name of [...new Set(faults.map(fault => fault[kind]))].filter(Boolean).sort()) {
      const count = faults.filter(fault => fault[kind] === name).length;
      const button = el('button', {type: 'button', 'aria-pressed': String(wanted[kind] === name)}, (kind === 'state' && STATES[name] ? STATES[name][0] : words(name)) + ' ' + count);
      button.addEventListener('click', () => narrow({...wanted, [kind]: wanted[kind] === name ? '' : name}));
      bar.append(button);
    }
  }
  return bar.children.length > 2 ? bar : el('br');
}

function narrow(what) {
  wanted = what;
  shown = '';
  refresh();
}

function emptyState(line) {
  if (arrived) return el('div.empty', {}, el('h1', {}, line), el('p.quiet', {}, 'Data is coming in; there is nothing of this kind yet.'));
  const flag = el('pre', {tabindex: '0'}, 'java -javaagent:faultline.jar -jar your-application.jar');
  const parts = [el('h1', {}, line),
    el('p.quiet', {}, 'Add one flag to the command that starts your Java application; what goes wrong or slow in it shows up here.'),
    flag];
  if (location.port !== '4318') {
    flag.textContent = 'java -javaagent:faultline.jar -Dfaultline.endpoint=' + location.origin + ' -jar your-application.jar';
  }
  parts.push(el('p.quiet', {}, 'Any OpenTelemetry SDK that speaks OTLP in JSON may send here too: ' + location.origin));
  return el('div.empty', {}, ...parts);
}

async function drawFault(data) {
  chosen = Math.min(chosen, data.examples.length - 1);
  const example = data.examples[chosen];
  const attributes = example.attributes;
  const parts = [
    el('a.back', {href: '#/faults'}, '← Faults'),
    el('h1', {}, ...typeName(data.type), ' ', ...tagsOf(data, example.state)),
    example.message ? el('p.said', {}, example.message) : null,
    el('p.sentence', {}, example.sentence),
    glance(data, example),
    attributes['faultline.hint'] ? el('p.hint', {}, attributes['faultline.hint']) : null,
    data.examples.length > 1 ? tabs(data.examples) : null,
    ...wayOf(attributes['faultline.way']),
    ...storyOf(example),
    el('div.blocks', {}, ...blocks(whatFailed(attributes))),
    el('h2', {}, 'Stack'),
    example.stack ? stackOf(example.stack, attributes['faultline.in_app_frames'])
      : el('p.quiet', {}, 'It came without a stack.'),
    ...earlierStackOf(attributes['faultline.earlier_stacktrace']),
    el('div.blocks', {}, ...blocks(whatWasAround(data, attributes))),
  ];
  if (example.traceId) parts.push(...await traceOf(example));
  return parts.filter(Boolean);
}

/** How often, when and where, in one line. */
function glance(data, example) {
  return el('p.facts.glance', {},
    el('b', {title: data.estimated ? 'occurrences, estimated' : 'occurrences'}, (data.estimated ? '≈' : '×') + whole.format(data.count)),
    el('span', {}, 'last ', timeOf(data.lastSeen)), el('span', {}, 'first ', timeOf(data.firstSeen)),
    el('span', {}, data.service),
    el('span', {title: 'the same for all faults of this type at this place'}, 'fingerprint ', el('code', {}, data.fingerprint)),
    example.traceId ? el('span', {}, 'trace ', el('a', {href: '#/traces/' + encodeURIComponent(example.traceId)}, el('code', {}, example.traceId))) : null);
}

/** What the same had for a stack before the JVM left it out. */
function earlierStackOf(stack) {
  return stack ? [el('h2', {}, 'Stack of an earlier one'), el('p.quiet', {}, 'The last that the JVM recorded for the same type at the same place.'), stackOf(stack)] : [];
}

/** Where it was seen, one step after the other. */
function wayOf(steps) {
  if (!Array.isArray(steps) || !steps.length) return [];
  return [el('h2', {}, 'Its way'), el('ol.way', {}, ...steps.map(step => el('li', {}, step)))];
}

const KINDS = {statement: 'SQL', connection: 'connection', transaction: 'transaction', task: 'task', log: 'log'};

/** What happened in its trace before it, and it last. */
function storyOf(example) {
  const crumbs = example.breadcrumbs;
  if (!crumbs.length) return [];
  const list = el('ol.story');
  for (const crumb of crumbs) {
    list.append(el('li' + (crumb.failed ? '.bad' : ''), {},
      el('span.when', {title: 'before the fault was seen'}, crumb.beforeMillis ? '−' + duration(Math.round(crumb.beforeMillis * 1000)) : '0'),
      el('span.kind', {}, KINDS[crumb.kind] || crumb.kind),
      el('span.what', {}, crumb.text),
      el('span.took', {}, crumb.tookMillis ? duration(Math.round(crumb.tookMillis * 1000)) : '')));
  }
  if (!crumbs[crumbs.length - 1].failed) {
    list.append(el('li.bad', {}, el('span.when', {}, '0'), el('span.kind', {}, 'thrown'),
      el('span.what', {}, example.type.slice(example.type.lastIndexOf('.') + 1)), el('span.took', {})));
  }
  return [el('h2', {}, 'What happened before'), list];
}

/** What failed: the statement, the pool, the task. */
function whatFailed(attributes) {
  const seconds = attributes['faultline.operation.duration_seconds'];
  const took = seconds === undefined ? '' : duration(Math.round(seconds * 1e6));
  const statement = attributes['db.query.text'];
  const digest = attributes['faultline.query.digest'];
  const database = attributes['db.system.name'] || attributes['faultline.sql.category'];
  return [
    ['Database', database ? [
      ['Category', joined(' · ', attributes['faultline.sql.category'], attributes['faultline.sql.kind'] && words(attributes['faultline.sql.kind']))],
      ['Worth a retry', attributes['faultline.sql.transient'] === undefined ? '' : attributes['faultline.sql.transient'] ? 'yes, it may pass' : 'no'],
      ['SQLState', joined(', vendor code ', attributes['faultline.sql.state'], attributes['faultline.sql.vendor_code'] || '')],
      ['Statement', statement ? el('code', {}, statement) : ''],
      ['Took', took],
      ['Batch', batchOf(attributes)],
      ['Digest', digest ? el('code', {}, digest) : ''],
      ['Database', joined(' ', attributes['db.system.name'], attributes['db.namespace'])],
      ['Server', joined(':', attributes['server.address'], attributes['server.port'])],
    ] : []],
    ['Pool', poolOf(attributes)],
    ['Task', attributes['faultline.task.name'] ? [
      ['Task', el('code', {}, attributes['faultline.task.name'])],
      ['Executor', attributes['faultline.task.executor']],
      ['Waited', attributes['faultline.task.queue_time'] === undefined ? '' : duration(Math.round(attributes['faultline.task.queue_time'] * 1e6))],
      ['Periodic', attributes['faultline.task.periodic'] ? 'yes' : ''],
      ['Ran for', database ? '' : took],
    ] : []],
  ];
}

function whatWasAround(data, attributes) {
  return [
    ['Request', [
      ['Request', requestOf(attributes)],
      ['Query', attributes['url.query']],
      ['User', attributes['enduser.id']],
      ['Client', attributes['client.address']],
      ['User agent', attributes['user_agent.original']],
      ['Session', attributes['faultline.session.hash']],
      ...startingWith(attributes, 'faultline.request.parameter.', 'Parameter '),
      ...startingWith(attributes, 'http.request.header.', 'Header '),
    ]],
    ['Place', [
      ['Thread', attributes['thread.name']],
      ['Thrown in', data.where ? el('code', {}, data.where) : ''],
      ['Via', data.via ? el('code', {}, data.via) : ''],
      ['Root cause', joined(': ', attributes['faultline.root_cause.type'], attributes['faultline.root_cause.message'])],
    ]],
  ];
}

/** How far a batch came. */
function batchOf(attributes) {
  const is = name => attributes['faultline.sql.batch.' + name];
  const first = is('first_failed_index');
  return joined(', ', is('size') === undefined ? '' : is('size') + ' in all', is('succeeded') === undefined ? '' : is('succeeded') + ' succeeded',
    is('failed') === undefined ? '' : is('failed') + ' failed', first === undefined ? '' : 'the first of them is number ' + (first + 1));
}

/** How full the pool was: of tasks, or of connections. */
function poolOf(attributes) {
  const is = name => attributes['faultline.pool.' + name];
  return [
    ['Name', is('name')],
    ['Type', is('type')],
    ['In use', joined(' of ', is('active'), is('max'))],
    ['Size', is('size')],
    ['Waiting', joined(', of at most ', is('queued'), is('queue_capacity'))],
    ['Shut down', is('shut_down') ? 'yes' : ''],
  ];
}

function blocks(all) {
  return all.filter(([, rows]) => rows.some(row => row[1] !== '' && row[1] !== undefined && row[1] !== null))
    .map(([name, rows]) => el('section', {}, el('h2', {}, name), pairs(rows)));
}

/** Those of the texts that there are. */
function joined(between, ...texts) {
  return texts.filter(text => text !== undefined && text !== null && text !== '').join(between);
}

function startingWith(attributes, prefix, label) {
  return Object.entries(attributes).filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [label + name.slice(prefix.length), value]);
}

function requestOf(attributes) {
  const method = attributes['http.request.method'] || '';
  const path = attributes['url.path'] || attributes['http.route'] || '';
  const status = attributes['http.response.status_code'];
  const route = attributes['url.path'] && attributes['http.route'] && path !== attributes['http.route'] ? '   (' + attributes['http.route'] + ')' : '';
  return (method + ' ' + path).trim() + (status ? ' → ' + status : '') + route;
}

function tabs(examples) {
  const bar = el('div.tabs', {role: 'group', 'aria-label': 'Examples'});
  examples.forEach((example, i) => {
    const button = el('button', {type: 'button', 'aria-pressed': String(i === chosen)}, (i === 0 ? 'Latest, ' : '') + clock(example.time));
    button.addEventListener('click', () => { chosen = i; shown = ''; refresh(); });
    bar.append(button);
  });
  return bar;
}

const LIBRARY = /^\s*at (?:[^/(]*\/)*(?:java|javax|jdk|sun|com\.sun|jakarta|kotlin|scala|groovy|io\.(?:netty|undertow|micrometer|opentelemetry)|reactor|org\.(?:apache|eclipse|glassfish|springframework|hibernate|jboss|postgresql|h2|hsqldb|mariadb|sqlite|junit)|com\.(?:zaxxer|mysql|fasterxml|microsoft))\./;

/** The application's own frames stand out: those that it was told of, or else those of no known library. */
function stackOf(stack, own) {
  const pre = el('pre.stack', {tabindex: '0', 'aria-label': 'Stack trace'});
  const isOwn = Array.isArray(own) ? line => own.some(frame => line.endsWith(frame)) : line => !LIBRARY.test(line);
  for (const line of stack.split('\n')) {
    const frame = /^\s*at /.test(line);
    const kind = frame ? (isOwn(line) ? 'app' : 'lib') : /^\s*\.\.\. /.test(line) ? 'lib' : 'head';
    pre.append(el('span.' + kind, {}, line), '\n');
  }
  return pre;
}

async function traceOf(example) {
  const data = await load('/api/traces/' + encodeURIComponent(example.traceId));
  if (!data || !data.spans.length) return [el('h2', {}, 'Trace'), el('p.quiet', {}, 'Its trace is not here: not arrived yet, or out of memory by now.')];
  return [el('h2', {}, 'Trace'), waterfall(data, example.spanId)];
}

// ---- traces

function drawTraces(data) {
  if (!data.traces.length) return [emptyState('No trace has arrived.')];
  const list = el('ul.list');
  for (const trace of data.traces) {
    list.append(el('li', {}, el('a.row', {href: '#/traces/' + encodeURIComponent(trace.traceId)},
      el('span.title', {}, trace.name || trace.traceId),
      el('span.side', {}, el('span.count', {}, duration(trace.durationMicros)), timeOf(trace.time)),
      el('span.facts', {}, el('span', {}, trace.service), ...marks(trace),
        el('span', {}, trace.spanCount === 1 ? '1 span' : whole.format(trace.spanCount) + ' spans')))));
  }
  return [el('h1', {}, 'Traces'), el('p.quiet', {}, 'The latest first, 200 at most.'), el('br'), list];
}

function marks(trace) {
  const list = [];
  if (trace.status) list.push(el(Number(trace.status) >= 500 ? 'span.tag.bad' : 'span.tag', {}, trace.status));
  if (trace.faultCount) list.push(el('span.tag.bad', {}, trace.faultCount === 1 ? '1 fault' : trace.faultCount + ' faults'));
  else if (trace.failed && Number(trace.status || 0) < 500) list.push(el('span.tag.bad', {}, 'failed'));
  if (trace.mostRepeated >= 10) list.push(el('span.tag.slow', {title: 'equal statements in a row'}, '×' + whole.format(trace.mostRepeated) + ' same SQL'));
  if (trace.slow) list.push(el('span.tag.slow', {}, 'slow'));
  return list;
}

function drawTrace(data) {
  const parts = [el('a.back', {href: '#/traces'}, '← Traces'), el('h1', {}, data.name || data.traceId)];
  if (data.spans.length) {
    parts.push(el('p.facts', {}, el('span', {}, data.service), el('span', {}, clock(data.time)),
      el('span', {}, duration(data.durationMicros)), ...marks(data), el('code', {}, data.traceId)));
  }
  if (data.faults.length) {
    parts.push(el('h2', {}, 'Faults'), el('ul.list', {}, ...data.faults.map(fault =>
      el('li', {}, el('a.row', {href: '#/faults/' + encodeURIComponent(fault.fingerprint)},
        el('span.title', {}, ...typeName(fault.type)),
        fault.message ? el('span.message', {}, fault.message) : null)))));
  }
  parts.push(el('h2', {}, 'Waterfall'));
  parts.push(data.spans.length ? waterfall(data, '') : el('p.quiet', {}, 'Its spans have not arrived yet.'));
  if (data.spansLeftOut) parts.push(el('p.quiet', {}, whole.format(data.spansLeftOut) + ' more spans are left out.'));
  return parts;
}

/** Spans in the order of a tree, with their depth. */
function treeOf(spans) {
  const byId = new Map(spans.map(span => [span.spanId, span]));
  const children = new Map();
  const roots = [];
  for (const span of [...spans].sort((a, b) => a.startMicros - b.startMicros)) {
    if (span.parentSpanId !== span.spanId && byId.has(span.parentSpanId)) {
      if (!children.has(span.parentSpanId)) children.set(span.parentSpanId, []);
      children.get(span.parentSpanId).push(span);
    } else {
      roots.push(span);
    }
  }
  const rows = [];
  const seen = new Set();
  const open = roots.map(span => [span, 0]).reverse();
  while (open.length) {
    const [span, depth] = open.pop();
    if (seen.has(span)) continue;
    seen.add(span);
    rows.push([span, depth]);
    const inner = children.get(span.spanId) || [];
    for (let i = inner.length - 1; i >= 0; i--) open.push([inner[i], depth + 1]);
  }
  for (const span of spans) if (!seen.has(span)) rows.push([span, 0]); // parents in a circle
  return rows;
}

function waterfall(trace, marked) {
  let start = Infinity;
  let end = 0;
  for (const span of trace.spans) {
    start = Math.min(start, span.startMicros);
    end = Math.max(end, span.startMicros + span.durationMicros);
  }
  const total = Math.max(1, end - start);
  const faulty = new Set((trace.faults || []).map(fault => fault.spanId));
  const fall = el('div.fall');
  for (const [span, depth] of treeOf(trace.spans)) fall.append(spanRow(span, depth, start, total, marked, faulty));
  return fall;
}

function spanRow(span, depth, start, total, marked, faulty) {
  const attributes = span.attributes;
  const kind = attributes['db.system.name'] || attributes['db.system'] ? '.db' : attributes['faultline.task.name'] ? '.task' : '';
  const bad = span.failed || faulty.has(span.spanId) ? '.bad' : '';
  const times = attributes['faultline.fold.count'];
  const name = el('span.name', {title: span.name}, span.name || span.spanId, times > 1 ? el('span.times', {}, '×' + whole.format(times)) : null);
  name.style.paddingLeft = Math.min(depth, 12) * 14 + 'px';
  const bar = svg('svg', {viewBox: '0 0 1000 12', preserveAspectRatio: 'none', 'aria-hidden': 'true'});
  const width = Math.max(4, span.durationMicros / total * 1000);
  const left = Math.min(1000 - width, (span.startMicros - start) / total * 1000);
  bar.append(svg('rect', {'class': 'track', x: 0, y: 0, width: 1000, height: 12}),
    svg('rect', {'class': 'bar', x: left, y: 0, width: width, height: 12}));
  const rows = Object.entries(attributes).map(([key, value]) => [key, /\.text$|statement$/.test(key) ? el('code', {}, value) : value]);
  const row = el('details' + kind + bad, {id: 'span-' + span.spanId}, el('summary', {}, name, bar, el('span.time', {}, duration(span.durationMicros))),
    pairs([['service', span.service], ['starts after', duration(span.startMicros - start)], ...rows]));
  if (marked && span.spanId === marked) row.classList.add('marked');
  return row;
}

// ---- around

const NUMBERS = {
  failed: 'traces that have failed',
  slow: 'traces that were slow',
  repeated: 'statements that were the same as the one before them, and are told with that as one',
};

function drawNumbers(summary) {
  const services = summary.services;
  arrived = summary.faults + summary.traces;
  const items = [
    ['fault', summary.faults, summary.faults > 0],
    ['trace', summary.traces], ['failed', summary.failed, summary.failed > 0], ['slow', summary.slow],
    ['statement', summary.statements], ['repeated', summary.statementsFolded],
  ];
  numbers.replaceChildren(...(arrived === 0 ? [] : items.map(([name, value, bad]) =>
    el(bad ? 'div.number.bad' : 'div.number', {title: NUMBERS[name]}, el('b', {}, whole.format(value)),
      el('span', {}, /^(failed|slow|repeated)$/.test(name) || value === 1 ? name : name + 's')))));
  state.className = '';
  state.textContent = services.length === 0 ? 'Waiting for data' : services.length < 4 ? services.join(', ') : services.length + ' services';
}

async function load(path) {
  const response = await fetch(path, {headers: {Accept: 'application/json'}});
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(response.status);
  return response.json();
}

const VIEWS = [
  [/^#\/faults\/(.+)$/, id => '/api/faults/' + id, drawFault, 'faults'],
  [/^#\/traces\/(.+)$/, id => '/api/traces/' + id, drawTrace, 'traces'],
  [/^#\/traces$/, () => '/api/traces', drawTraces, 'traces'],
  [/^/, () => '/api/faults', drawFaults, 'faults'],
];

async function refresh() {
  const address = location.hash || '#/faults';
  const [pattern, path, draw, name] = VIEWS.find(([each]) => each.test(address));
  try {
    const [summary, data] = await Promise.all([load('/api/summary'), load(path((pattern.exec(address) || [])[1]))]);
    if (address !== (location.hash || '#/faults')) return;
    drawNumbers(summary);
    const json = JSON.stringify(data);
    if (json !== shown || address !== at) await redraw(address, json, data, draw, name);
    for (const each of main.querySelectorAll('time[data-ago]')) each.textContent = ago(Number(each.dataset.ago));
  } catch (error) {
    state.className = 'lost';
    state.textContent = 'The console does not answer';
  }
}

async function redraw(address, json, data, draw, name) {
  const moved = address !== at;
  if (moved) chosen = 0;
  const parts = data ? await draw(data) : [el('a.back', {href: '#/' + name}, '← Back'), el('h1', {}, 'This is not here any more'),
    el('p.quiet', {}, 'The console keeps the latest, in memory.')];
  const focused = main.contains(document.activeElement) && document.activeElement.getAttribute('href');
  const open = moved ? [] : [...main.querySelectorAll('details[open]')].map(each => each.id);
  const closed = moved ? [] : [...main.querySelectorAll('details:not([open])')].map(each => each.id);
  main.replaceChildren(...parts);
  for (const id of open) { const each = document.getElementById(id); if (each) each.open = true; }
  for (const id of closed) { const each = document.getElementById(id); if (each) each.open = false; }
  shown = json;
  at = address;
  for (const link of document.querySelectorAll('nav a')) {
    if (link.dataset.view === name) link.setAttribute('aria-current', 'page'); else link.removeAttribute('aria-current');
  }
  document.title = (main.querySelector('h1') || {textContent: ''}).textContent + ' · Faultline';
  if (moved) { window.scrollTo(0, 0); return; }
  if (focused) for (const link of main.querySelectorAll('a')) if (link.getAttribute('href') === focused) { link.focus(); break; }
}

window.addEventListener('hashchange', refresh);
document.querySelector('.skip').addEventListener('click', event => {
  event.preventDefault(); // the part of the address after # says what is shown
  main.focus();
});
document.addEventListener('visibilitychange', () => { if (!document.hidden) refresh(); });
document.addEventListener('keydown', event => {
  const back = main.querySelector('.back');
  if (event.key === 'Escape' && back) back.click();
});
setInterval(() => { if (!document.hidden) refresh(); }, POLL_MILLIS);
refresh();
