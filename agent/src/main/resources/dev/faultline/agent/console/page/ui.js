// SPDX-License-Identifier: Apache-2.0
// Elements. Whatever arrived is put on the page as text, and never as markup.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * An element: el('a.row', {href: '#/', onclick: event => ...}, 'text', child, [children] ...).
 * Children that are null, false or '' are left out.
 */
export function el(name, attributes, ...children) {
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(' ');
  dress(element, attributes || {});
  append(element, children);
  return element;
}

export function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  dress(element, attributes);
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === '') continue;
    element.append(child instanceof Node ? child : plain(String(child)));
  }
}

/** Without characters that turn the direction of all text after them. */
export function plain(text) {
  return text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

function dress(element, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) on(element, key.slice(2), value);
    else if (key === 'style') styled(element.style, value);
    else if (key === 'value' || key === 'checked') element[key] = value;
    else element.setAttribute(key, value === true ? '' : key === 'title' || key === 'aria-label' ? plain(String(value)) : value);
  }
}

/** By CSSOM, which the policy allows. */
function styled(style, values) {
  for (const [key, value] of Object.entries(values)) {
    if (key.startsWith('--')) style.setProperty(key, value); else style[key] = value;
  }
}

/** What is to be done is kept on the element, so that patch() can replace it. */
function on(element, type, handler) {
  if (!element.handlers) element.handlers = {};
  element.handlers[type] = handler;
  element.addEventListener(type, dispatch);
}

export function dispatch(event) {
  const handler = this.handlers[event.type];
  if (handler) handler.call(this, event);
}

export function button(name, attributes, onclick, ...children) {
  return el('button' + name, {type: 'button', ...attributes, onclick}, ...children);
}

/** Terms and values; those without a value are left out. */
export function pairs(rows) {
  const list = el('dl.pairs');
  for (const [name, value] of rows) {
    if (value === '' || value === null || value === undefined) continue;
    list.append(el('dt', {}, name), el('dd', {}, Array.isArray(value) ? value.join(', ') : value));
  }
  return list;
}

export function tag(tone, text, title) {
  return el('span.tag' + (tone ? '.' + tone : ''), {title}, text);
}

/** A drop-down of a few actions: [[label, action], ...]. */
export function menu(id, label, actions, attributes) {
  const details = el('details.menu', {id, ...attributes});
  details.append(el('summary', {}, label), el('div.items', {role: 'group'},
    actions.map(([name, action]) => button('', {}, () => { document.getElementById(id).open = false; action(); }, name))));
  return details;
}

/** A label and a choice: options are [value, text] or texts. What is usual does not stand out. */
export function choice(label, value, options, onchange, usual) {
  const select = el('select', {'aria-label': label, onchange: event => onchange(event.target.value)});
  for (const each of options) {
    const [key, text] = Array.isArray(each) ? each : [each, each];
    select.append(el('option', {value: key, selected: key === value}, text));
  }
  if (value && !options.some(each => (Array.isArray(each) ? each[0] : each) === value)) {
    select.append(el('option', {value, selected: true}, value));
  }
  return el('label.choice' + (value && value !== usual ? '.set' : ''), {}, el('span', {}, label), select);
}
