// SPDX-License-Identifier: Apache-2.0
// What failed, and what was around it: the attributes of a fault, in blocks of terms and values.

import {duration, joined, words} from '/format.js';
import {el, pairs} from '/ui.js';

export function blocks(all) {
  return all.filter(([, rows]) => rows.some(row => row[1] !== '' && row[1] !== undefined && row[1] !== null))
    .map(([name, rows]) => el('section.block', {}, el('h2', {}, name), pairs(rows)));
}

/** What failed: the statement, the pool, the task. */
export function whatFailed(attributes) {
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

export function whatWasAround(data, attributes) {
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

