// SPDX-License-Identifier: Apache-2.0
// Numbers, times and names, as people read them.

import {el, svg} from '/ui.js';

const whole = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', {notation: 'compact', maximumFractionDigits: 1});

export function count(number) {
  return Math.abs(number) < 1e6 ? whole.format(number) : compact.format(number);
}

export function exact(number) {
  return whole.format(number);
}

/** "1 fault", "2 faults". */
export function counted(number, thing) {
  return count(number) + ' ' + thing + (number === 1 ? '' : 's');
}

export function percent(share) {
  const value = share * 100;
  if (value === 0) return '0 %';
  return (value < 0.1 ? '< 0.1' : value < 10 ? value.toFixed(1) : Math.round(value)) + ' %';
}

export function perSecond(rate) {
  if (!rate) return '0/s';
  if (rate < 1 / 60) return '< 1/min';
  if (rate < 1) return (rate * 60).toFixed(rate * 60 < 10 ? 1 : 0) + '/min';
  return (rate < 100 ? rate.toFixed(1) : count(Math.round(rate))) + '/s';
}

export function duration(micros) {
  if (micros < 1000) return Math.round(micros) + ' µs';
  if (micros < 1e6) return (micros / 1e3).toFixed(micros < 1e4 ? 2 : micros < 1e5 ? 1 : 0) + ' ms';
  if (micros < 6e7) return (micros / 1e6).toFixed(2) + ' s';
  return micros < 3.6e9 ? (micros / 6e7).toFixed(1) + ' min' : count(Math.round(micros / 3.6e9)) + ' h';
}

/** Of milliseconds, in one unit: "4 min". */
export function span(millis) {
  const seconds = Math.max(0, Math.round(millis / 1000));
  if (seconds < 60) return seconds + ' s';
  if (seconds < 3600) return Math.round(seconds / 60) + ' min';
  if (seconds < 172800) return Math.round(seconds / 3600) + ' h';
  return count(Math.round(seconds / 86400)) + ' d';
}

export function ago(millis) {
  return span(Date.now() - millis) + ' ago';
}

/** 8.64e15 is the last moment that a Date knows. */
function date(millis) {
  return new Date(Math.min(8.64e15, Math.max(-8.64e15, Number(millis) || 0)));
}

export function clock(millis) {
  const time = date(millis);
  const today = new Date().toDateString() === time.toDateString();
  return today ? time.toLocaleTimeString() : time.toLocaleString();
}

/** A moment, as "4 min ago", which the shell keeps true; or with a text of its own. */
export function timeOf(millis, text) {
  const time = date(millis);
  return el('time', {datetime: time.toISOString(), title: time.toLocaleString(), 'data-ago': text === undefined ? millis : null},
    text === undefined ? ago(millis) : text);
}

export function words(name) {
  return name.replace(/_/g, ' ');
}

export function simple(type) {
  return type.slice(type.lastIndexOf('.') + 1) || type;
}

/** A class name, its package in a softer tone. */
export function typeName(type) {
  const dot = type.lastIndexOf('.') + 1;
  return [dot ? el('span.package', {}, type.slice(0, dot)) : null, type.slice(dot)];
}

/** com.shop.Orders.create(Orders.java:42) as Orders.create (Orders.java:42). */
export function shortFrame(where) {
  const parts = /^(.*?)([^.]+\.[^.(]+)(\(.*)?$/.exec(where);
  return parts ? parts[2] + ' ' + (parts[3] || '') : where;
}

export function joined(between, ...texts) {
  return texts.filter(text => text !== undefined && text !== null && text !== '').join(between);
}

/** Bars of counts over time. */
export function sparkline(counts, title) {
  const most = Math.max(1, ...counts);
  const step = 100 / Math.max(1, counts.length);
  return svg('svg', {'class': 'spark', viewBox: '0 0 100 24', preserveAspectRatio: 'none', role: 'img', 'aria-label': title},
    svg('title', {}, title),
    counts.map((each, i) => {
      const height = each ? Math.max(2, each / most * 23) : 0.75;
      return svg('rect', {'class': each ? null : 'none', x: (i * step).toFixed(2), y: (24 - height).toFixed(2), width: (step * 0.75).toFixed(2), height: height.toFixed(2)});
    }));
}
