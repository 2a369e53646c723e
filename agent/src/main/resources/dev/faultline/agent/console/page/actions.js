// SPDX-License-Identifier: Apache-2.0
// What one does about faults: resolve, reopen, mute.

import {post} from '/api.js';
import {counted} from '/format.js';
import {menu} from '/ui.js';

const HOUR = 3600000;

function path(fingerprint, what) {
  return '/api/faults/' + encodeURIComponent(fingerprint) + '/' + what;
}

async function each(fingerprints, what, body) {
  for (const fingerprint of fingerprints) await post(path(fingerprint, what), body);
}

/** Whether they can be made again what they were is for the caller to say: reopened, they are open, and neither new nor regressed. */
export function resolve(page, fingerprints, undoable) {
  const act = () => fingerprints.length === 1 ? post(path(fingerprints[0], 'resolve')) : post('/api/faults/resolve', {fingerprints});
  return page.act(act, 'Resolved ' + counted(fingerprints.length, 'fault') + '.', undoable ? () => reopen(page, fingerprints) : null);
}

export function reopen(page, fingerprints) {
  return page.act(() => each(fingerprints, 'reopen'), 'Open again.');
}

export function unmute(page, fingerprints) {
  return page.act(() => each(fingerprints, 'unmute'), 'No longer muted.');
}

/** For how long. Which of them it is undone for, as above. */
export function muteMenu(page, id, fingerprints, undoable, done) {
  const mute = (body, how) => async () => {
    const chosen = fingerprints();
    const undo = undoable(chosen) ? () => unmute(page, chosen) : null;
    await page.act(() => each(chosen, 'mute', body()), 'Muted ' + counted(chosen.length, 'fault') + ' ' + how + '.', undo);
    if (done) done();
  };
  return menu(id, 'Mute', [
    ['for 1 hour', mute(() => ({until: Date.now() + HOUR}), 'for an hour')],
    ['for 1 day', mute(() => ({until: Date.now() + 24 * HOUR}), 'for a day')],
    ['for 1 week', mute(() => ({until: Date.now() + 168 * HOUR}), 'for a week')],
    ['until ten times as many', mute(() => ({tenfold: true}), 'until there are ten times as many')],
    ['for ever', mute(() => ({forever: true}), 'for ever')],
  ]);
}
