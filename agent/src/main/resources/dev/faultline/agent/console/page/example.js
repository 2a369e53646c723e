// SPDX-License-Identifier: Apache-2.0
// Which example of a fault is looked at: one, by its id in the address, until another is chosen.

import {changed, noted} from '/address.js';
import {clock, counted, exact} from '/format.js';
import {button, el} from '/ui.js';

let held = null;  // {fingerprint, example}: what is read stays, though the console lets go old ones

/** Records of other SDKs may have none. */
export function idOf(example) {
  return example.id || [example.time, example.instance, example.traceId].filter(Boolean).join('-');
}

/** The one that the address names; the newest, where it names none or one that is gone. */
export function chosenOf(fault, query) {
  const id = query.get('example');
  const found = id && fault.examples.find(each => idOf(each) === id);
  const kept = held && held.fingerprint === fault.fingerprint && id === idOf(held.example) ? held.example : null;
  const example = found || kept || fault.examples[0] || null;
  held = example && {fingerprint: fault.fingerprint, example};
  return {example, missing: Boolean(id) && !found && !kept};
}

/** Keeps to it, whatever comes. */
export function pin(example) {
  if (example) noted({example: idOf(example)});
}

export function stepper(fault, example, missing) {
  const {examples} = fault;
  const at = examples.findIndex(each => idOf(each) === idOf(example));
  const go = to => () => changed({example: idOf(examples[to])}, true);
  const newer = at < 0 ? examples.length : at;
  if (examples.length < 2 && at === 0 && !missing) return null;
  return el('div.stepper', {id: 'examples', role: 'group', 'aria-label': 'Examples'},
    button('.before', {disabled: at === 0, 'aria-label': 'The newer example'}, go(Math.max(0, newer - 1)), '←'),
    el('span', {}, at < 0 ? 'An older example' : 'Example ' + (at + 1) + ' of ' + examples.length),
    button('.after', {disabled: at < 0 || at >= examples.length - 1, 'aria-label': 'The older example'}, go(at + 1), '→'),
    el('span.quiet', {}, clock(example.time), example.instance ? [' on ', el('span', {title: example.instance}, shortId(example.instance))] : '',
      example.count > 1 ? ', stands for ' + exact(example.count) : ''),
    missing ? el('span.warn', {}, 'The one of the link is not kept any more: this is the newest.') : null,
    newer > 0 ? button('.newest', {}, go(0), counted(newer, 'newer example')) : null);
}

/** Of a random one, the beginning tells it from others. */
function shortId(id) {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(id) ? id.slice(0, 8) : id;
}
