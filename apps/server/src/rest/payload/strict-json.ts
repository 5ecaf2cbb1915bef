import { createScanner, type JSONScanner } from 'jsonc-parser';
import { badRequest, type Refused } from '../../problem/problem.js';
import { placeOf, pointerOf } from './json-place.js';

/** Deeper than any command; a body that is deeper is a mistake or an attack. */
const MOST_LEVELS = 32;

/** Names that mean something to JavaScript objects themselves: a member called so is never meant well. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor']);

/** The kinds of token of jsonc-parser, whose own names are an ambient const enum that isolated modules can't read. */
const Token = {
  openObject: 1,
  closeObject: 2,
  openArray: 3,
  closeArray: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  text: 10,
  number: 11,
  lineBreak: 14,
  space: 15,
  end: 17,
} as const;

/** What may come next. */
type Expected = 'value' | 'first item' | 'first member' | 'member' | 'colon' | 'comma or close' | 'end';

interface Level {
  /** The names so far; null in an array. */
  readonly names: Set<string> | null;
  /** The member or item that is being read. */
  at: string | number;
}

/**
 * Reads a body as one JSON object. Where JSON.parse would take the last of two equal keys or overflow on a deep body,
 * this refuses; it walks the tokens once and calls itself never.
 * @throws Refused (400) with a JSON pointer, line and column
 */
export function parseStrictJson(bytes: Uint8Array): object {
  const text = decode(bytes);
  new Walk(text).run();
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest('BodyNotAnObject', { pointer: '', detail: 'the body must be a JSON object, such as {"id": "…"}' });
  }
  return value;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw badRequest('MalformedText', { pointer: '', detail: 'the body is not UTF-8' });
  }
}

class Walk {
  private readonly scanner: JSONScanner;
  private readonly levels: Level[] = [];
  private expected: Expected = 'value';

  constructor(private readonly text: string) {
    this.scanner = createScanner(text, false);
  }

  run(): void {
    for (;;) {
      const token: number = this.scanner.scan();
      if (token === Token.space || token === Token.lineBreak) continue;
      if (this.scanner.getTokenError() !== 0) throw this.malformed();
      if (token === Token.end) {
        if (this.expected !== 'end') throw this.malformed('the body ends too early');
        return;
      }
      this.take(token);
    }
  }

  private take(token: number): void {
    switch (this.expected) {
      case 'value':
        return this.value(token);
      case 'first item':
        return token === Token.closeArray ? this.close() : this.value(token);
      case 'first member':
        return token === Token.closeObject ? this.close() : this.member(token);
      case 'member':
        return this.member(token);
      case 'colon':
        if (token !== Token.colon) throw this.malformed();
        this.expected = 'value';
        return;
      case 'comma or close':
        return this.commaOrClose(token);
      case 'end':
        throw this.malformed('there is something behind the end of the object');
    }
  }

  private value(token: number): void {
    switch (token) {
      case Token.openObject:
        return this.open({ names: new Set(), at: '' }, 'first member');
      case Token.openArray:
        return this.open({ names: null, at: 0 }, 'first item');
      case Token.null:
      case Token.true:
      case Token.false:
      case Token.text:
      case Token.number:
        this.expected = this.levels.length === 0 ? 'end' : 'comma or close';
        return;
      default:
        throw this.malformed();
    }
  }

  private member(token: number): void {
    const level = this.levels.at(-1);
    if (token !== Token.text || level === undefined || level.names === null) throw this.malformed();
    const name = this.scanner.getTokenValue();
    level.at = name;
    if (FORBIDDEN.has(name)) throw this.refuse('ForbiddenKey', `no member may be called "${name}"`);
    if (level.names.has(name))
      throw this.refuse('DuplicateKey', `the member "${name.slice(0, 200).toWellFormed()}" is given twice`);
    level.names.add(name);
    this.expected = 'colon';
  }

  private open(level: Level, expected: Expected): void {
    if (this.levels.length === MOST_LEVELS) {
      throw this.refuse('BodyTooDeep', `the body is more than ${MOST_LEVELS} levels deep`);
    }
    this.levels.push(level);
    this.expected = expected;
  }

  private close(): void {
    this.levels.pop();
    this.expected = this.levels.length === 0 ? 'end' : 'comma or close';
  }

  private commaOrClose(token: number): void {
    const level = this.levels.at(-1);
    if (level === undefined) throw this.malformed();
    const isArray = level.names === null;
    if (token === (isArray ? Token.closeArray : Token.closeObject)) return this.close();
    if (token !== Token.comma) throw this.malformed();
    if (typeof level.at === 'number') level.at += 1;
    this.expected = isArray ? 'value' : 'member';
  }

  private malformed(detail = 'this is no JSON here'): Refused {
    return this.refuse('MalformedJson', detail);
  }

  private refuse(kind: string, detail: string): Refused {
    return badRequest(kind, {
      pointer: pointerOf(this.levels.map(({ at }) => at)),
      ...placeOf(this.text, this.scanner.getTokenOffset()),
      detail,
    });
  }
}
