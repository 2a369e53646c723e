// SPDX-License-Identifier: Apache-2.0
// The console's read-out, and what may be changed through it.

export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

function address(path, query) {
  const pairs = Object.entries(query || {}).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  return path + (pairs.length ? '?' + new URLSearchParams(pairs) : '');
}

/** Null where there is no such thing. */
export async function load(path, query, signal) {
  const response = await fetch(address(path, query), {headers: {Accept: 'application/json'}, signal});
  if (response.status === 404) return null;
  if (!response.ok) throw new Refused(response.status, await messageOf(response));
  return response.json();
}

/** A foreign page cannot send that header. */
export async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', 'X-Faultline': 'console', Accept: 'application/json'},
    body: JSON.stringify(body || {}),
  });
  if (!response.ok) throw new Refused(response.status, await messageOf(response));
  return response.json();
}

/** Ends the session, which the token began. */
export function logOut() {
  return fetch('/logout', {method: 'POST', redirect: 'manual'});
}

async function messageOf(response) {
  try {
    return (await response.json()).message || 'HTTP ' + response.status;
  } catch (e) {
    return 'HTTP ' + response.status;
  }
}
