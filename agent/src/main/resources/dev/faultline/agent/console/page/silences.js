// SPDX-License-Identifier: Apache-2.0
// What is odd about a silence.

/** One matcher that says "is": its name, and its values. */
const MATCHER = /(?:^|\s)(service|environment|rule)=((?:"(?:[^"\\]|\\.)*"|[^\s"])+)/g;

/** What a silence names that nobody knows: a slip of the pen would silence nothing. */
export function unknownIn(matchers, alerts, {summary}) {
  const known = {
    service: new Set(summary ? summary.services : []),
    environment: new Set(summary ? summary.environments : []),
    rule: new Set(alerts.rules.map(each => each.name)),
  };
  const out = [];
  for (const [, name, values] of matchers.matchAll(MATCHER)) {
    const list = values.split('|').map(plain);
    if (!summary || list.some(each => each.includes('*') || known[name].has(each))) continue;
    out.push('no ' + name + ' ' + list.join(', ') + ' is known: a slip?');
  }
  return out;
}

function plain(value) {
  return value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value;
}
