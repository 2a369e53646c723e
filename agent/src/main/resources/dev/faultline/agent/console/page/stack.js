// SPDX-License-Identifier: Apache-2.0
// A stack, cause by cause: the application's own frames stand out, those of libraries are folded.

import {button, el} from '/ui.js';
import {copy} from '/copy.js';
import {typeName} from '/format.js';

const LIBRARY = /^\s*at (?:[^/(]*\/)*(?:java|javax|jdk|sun|com\.sun|jakarta|kotlin|scala|groovy|io\.(?:netty|undertow|micrometer|opentelemetry)|reactor|org\.(?:apache|eclipse|glassfish|springframework|hibernate|jboss|postgresql|h2|hsqldb|mariadb|sqlite|junit)|com\.(?:zaxxer|mysql|fasterxml|microsoft))\./;
const FRAME = /^\s*at /;
const MORE = /^\s*\.\.\. [0-9]+ /;
const CAUSE = /^(\s*)(Caused by|Suppressed|Next): /;

/** [{label, depth, type, message, frames: [{text, own}]}] of the text of a stack. */
function causesOf(stack, own) {
  const isOwn = Array.isArray(own) && own.length ? line => own.some(frame => line.endsWith(frame)) : line => !LIBRARY.test(line);
  const causes = [];
  for (const line of stack.split('\n')) {
    const last = causes[causes.length - 1];
    const cause = CAUSE.exec(line);
    if (FRAME.test(line) || MORE.test(line)) {
      if (!last) causes.push({label: '', depth: 0, head: '', frames: []});
      const frame = FRAME.test(line);
      causes[causes.length - 1].frames.push({text: line.trim(), own: frame && isOwn(line.trim()), frame});
    } else if (cause || !last) {
      causes.push({label: cause ? cause[2] : '', depth: cause ? cause[1].replace(/    /g, '\t').length : 0, head: cause ? line.slice(cause[0].length) : line, frames: []});
    } else if (!last.frames.length) {
      last.head += '\n' + line; // a message of several lines
    } else if (line.trim()) {
      last.frames.push({text: line.trim(), own: true, frame: false});
    }
  }
  return causes;
}

/** Of the in-app frames of all causes; where there is none, nothing is folded. */
export function stackOf(stack, own, id) {
  const causes = causesOf(stack, own);
  const any = causes.some(cause => cause.frames.some(frame => frame.own));
  return el('div.stack', {id, role: 'region', 'aria-label': 'Stack trace'},
    button('.copy', {}, event => copy(stack, event.currentTarget), 'Copy'),
    causes.map((cause, i) => causeOf(cause, i, any, id)));
}

function causeOf(cause, number, fold, id) {
  const [type, message] = splitHead(cause.head);
  return el('section' + (cause.depth ? '.within' : ''), {},
    el('h3', {}, cause.label ? el('span.label', {}, cause.label) : null, el('span.type', {}, typeName(type)), message ? el('span.text', {}, message) : null),
    el('ol', {}, runs(cause.frames, fold).map((run, i) => run.length > 1 ? folded(run, id + '-' + number + '-' + i) : line(run[0]))));
}

/** "type: message", where a type has no blank. */
function splitHead(head) {
  const colon = head.indexOf(':');
  const type = colon < 0 ? head : head.slice(0, colon);
  return /\s/.test(type.trim()) ? ['', head] : [type.trim(), colon < 0 ? '' : head.slice(colon + 1).trim()];
}

/** Frames of libraries that follow each other are one run; all others are alone. */
function runs(frames, fold) {
  const all = [];
  for (const frame of frames) {
    const last = all[all.length - 1];
    if (fold && !frame.own && last && !last[0].own) last.push(frame); else all.push([frame]);
  }
  return all;
}

function line(frame) {
  return el('li' + (frame.own ? '.app' : '.lib'), {}, shown(frame.text));
}

/** The method and the line are what one looks for. */
function shown(text) {
  const parts = /^at (.*?)([^./]+\.[^.(]+)(\(.*)$/.exec(text);
  return parts ? [el('span.at', {}, 'at '), el('span.package', {}, parts[1]), el('b', {}, parts[2]), el('span.file', {}, parts[3])] : text;
}

function folded(run, id) {
  const frames = run.filter(frame => frame.frame);
  const more = run.filter(frame => !frame.frame).map(frame => frame.text).join(' ');
  const count = frames.length === 1 ? '1 library frame' : frames.length + ' library frames';
  const first = /^at (?:[^/(]*\/)*(.*)\.[^.]+\.[^.(]+\(/.exec(frames.length ? frames[0].text : '');
  return el('li.fold', {}, el('details', {id}, el('summary', {}, count, first ? el('span.from', {}, first[1]) : null, more ? el('span.from', {}, more) : null),
    el('ol', {}, run.map(line))));
}
