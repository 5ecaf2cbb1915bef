import type { Json } from './json.js';

type Members = { [name: string]: Json | undefined };

const integerLike = /^(0|[1-9]\d*)$/;

/**
 * The one text of a JSON value: RFC 8785 (JCS), narrowed to what an event may hold. Members whose value is
 * `undefined` are left out.
 * @throws TypeError for a number that is no safe integer (figures travel as decimal strings), an integer-like member
 * name (JavaScript engines reorder those), a lone surrogate, or an object that is no plain one (a Date, a Map).
 */
export function canonicalJson(value: Json | object | undefined): string {
  // JSON.stringify escapes texts as RFC 8785, 3.2.2.2 asks; what is left to do is the order.
  return JSON.stringify(inOrder(value as Json | undefined));
}

/** The value itself where its members are in order already, which costs half of a copy; a copy in order otherwise. */
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
      return Array.isArray(value) ? elementsInOrder(value) : membersInOrder(value as Members);
    default:
      throw new TypeError(`${typeof value} is no JSON`);
  }
}

function elementsInOrder(value: readonly Json[]): Json {
  const ordered = value.map(inOrder);
  return ordered.every((element, index) => element === value[index]) ? (value as Json) : ordered;
}

function membersInOrder(value: Members): Json {
  if (!isPlain(value)) throw new TypeError('only a plain object is JSON');
  const names = Object.keys(value);
  const sorted = areSorted(names);
  // RFC 8785 sorts member names by UTF-16 code units, which is what JavaScript's default sort does.
  if (!sorted) names.sort();
  let ordered: Members | null = sorted ? null : {};
  for (let at = 0; at < names.length; at += 1) {
    const name = names[at] as string;
    const member = value[name];
    const kept = member === undefined ? undefined : inOrder(member);
    // What lies before the first member that has to change is right as it is.
    if (ordered === null && (kept === undefined || kept !== member)) ordered = copyOf(value, names.slice(0, at));
    if (kept === undefined) continue;
    checkName(name);
    if (ordered !== null) set(ordered, name, kept);
  }
  return (ordered ?? value) as Json;
}

function areSorted(names: readonly string[]): boolean {
  for (let at = 1; at < names.length; at += 1) if ((names[at - 1] as string) > (names[at] as string)) return false;
  return true;
}

function checkName(name: string): void {
  if (name < ':' && integerLike.test(name)) throw new TypeError(`the member name "${name}" looks like an integer`);
  wellFormed(name);
}

function copyOf(value: Members, names: readonly string[]): Members {
  const copy: Members = {};
  for (const name of names) set(copy, name, value[name] as Json);
  return copy;
}

/** Of any realm: what comes from another thread or context has another Object. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}

function set(object: Members, name: string, value: Json): void {
  // An assignment would set the copy's prototype instead.
  if (name === '__proto__') Object.defineProperty(object, name, { value, enumerable: true });
  else object[name] = value;
}

function wellFormed(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('a lone surrogate has no UTF-8 bytes (RFC 8785, 3.2.2.2)');
  return text;
}
