import type { Json } from './json.js';

type Members = { [name: string]: Json | undefined };

const integerLike = /^(0|[1-9]\d*)$/;

/**
 * The one text of a JSON value: RFC 8785 (JCS), narrowed to what an event may hold. Members whose value is
 * `undefined` are left out.
 * @throws TypeError for a number that is no safe integer (figures travel as decimal strings), an integer-like member
 * name (JavaScript engines reorder those), a lone surrogate, or an object that is no plain one (a Date, a Map).
 */
export function canonicalJson(value: Json | undefined): string {
  // JSON.stringify escapes texts as RFC 8785, 3.2.2.2 asks; what is left to do is the order, which a copy gives it.
  return JSON.stringify(inOrder(value));
}

function inOrder(value: Json | undefined): Json {
  switch (typeof value) {
    case 'string':
      return wellFormed(value);
    case 'number':
      if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new TypeError(`${value} is no safe integer`);
      return value;
    case 'boolean':
      return value;
    case 'object':
      if (value === null) return null;
      return Array.isArray(value) ? value.map(inOrder) : membersInOrder(value as Members);
    default:
      throw new TypeError(`${typeof value} is no JSON`);
  }
}

function membersInOrder(value: Members): Json {
  if (!isPlain(value)) throw new TypeError('only a plain object is JSON');
  const ordered: { [name: string]: Json } = {};
  // RFC 8785 sorts member names by UTF-16 code units, which is what JavaScript's default sort does.
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member === undefined) continue;
    if (integerLike.test(name)) throw new TypeError(`the member name "${name}" looks like an integer`);
    wellFormed(name);
    // An assignment would set the copy's prototype instead.
    if (name === '__proto__') define(ordered, name, inOrder(member));
    else ordered[name] = inOrder(member);
  }
  return ordered;
}

/** Of any realm: what comes from another thread or context has another Object. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

const define = (object: object, name: string, value: Json): void => {
  Object.defineProperty(object, name, { value, enumerable: true });
};

function wellFormed(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('a lone surrogate has no UTF-8 bytes (RFC 8785, 3.2.2.2)');
  return text;
}
