import type { Json } from './json.js';

const integerLike = /^(0|[1-9]\d*)$/;

function text(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('a lone surrogate has no UTF-8 bytes (RFC 8785, 3.2.2.2)');
  return JSON.stringify(value);
}

/**
 * The one text of a JSON value: RFC 8785 (JCS), narrowed to what an event may hold. Members whose value is
 * `undefined` are left out.
 * @throws TypeError for a number that is no safe integer (figures travel as decimal strings), an integer-like member
 * name (JavaScript engines reorder those), or a lone surrogate.
 */
export function canonicalJson(value: Json | undefined): string {
  switch (typeof value) {
    case 'string':
      return text(value);
    case 'number':
      if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new TypeError(`${value} is no safe integer`);
      return String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object': {
      if (value === null) return 'null';
      if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
      const members: string[] = [];
      // RFC 8785 sorts member names by UTF-16 code units, which is what JavaScript's default sort does.
      for (const name of Object.keys(value).sort()) {
        const member = (value as { [key: string]: Json | undefined })[name];
        if (member === undefined) continue;
        if (integerLike.test(name)) throw new TypeError(`the member name "${name}" looks like an integer`);
        members.push(`${text(name)}:${canonicalJson(member)}`);
      }
      return `{${members.join(',')}}`;
    }
    default:
      throw new TypeError(`${typeof value} is no JSON`);
  }
}
