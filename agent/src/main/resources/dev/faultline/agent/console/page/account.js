// SPDX-License-Identifier: Apache-2.0
// The agent's account in words: what was recorded, and what became of it.

/** No loss: left out by configuration, or covered by a later record. */
const HARMLESS = ['ignored', 'sampled', 'superseded'];

const REASONS = {
  lane_full: 'the machine was too busy for Faultline\'s own thread',
  queue_full: 'the endpoint takes less than is recorded, and memory for it was full',
  spool_full: 'the endpoint takes less than is recorded, and the spool on disk was full',
  trace_full: 'a trace had more spans than faultline.trace.max-spans',
  rejected: 'the endpoint did not want them',
  too_large: 'larger than the endpoint takes',
  retries_exhausted: 'they failed again and again',
  shutdown: 'the JVM ended first',
  ratelimit_backoff: 'the endpoint limits the rate',
  send_error: 'the endpoint did not take them',
  partial_write: 'refused, while others of their batch were taken',
  encoding_failed: 'could not be written',
  spool_corrupt: 'a file of the spool was damaged',
  out_of_memory: 'the heap was full',
  ignored: 'ignored by configuration',
  sampled: 'left out by sampling',
  superseded: 'covered by a later point',
};

export function reason(name) {
  const status = /^http_([0-9]{3})$/.exec(name);
  return status ? 'the endpoint answered ' + status[1] : REASONS[name] || name.replace(/_/g, ' ');
}

export function isLoss(name) {
  return !HARMLESS.includes(name);
}

export function lostIn(record) {
  return Object.entries(record.dropped || {}).reduce((sum, [name, times]) => sum + (isLoss(name) ? times : 0), 0);
}

/** Records lost by all instances of a service. */
export function lostOf(service) {
  return (service.instances || []).reduce((sum, instance) => sum + (instance.records || []).reduce((all, each) => all + lostIn(each), 0), 0);
}
