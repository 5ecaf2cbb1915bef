import type { EventEnvelope, Json } from '@outturn/kernel';
import { INSTANT, REDACTING, type CheckedEvent } from './stored-event.js';

// Nothing that a text would need an escape for, no half of a surrogate pair, and not the character that damaged UTF-8 is
// decoded to: all of these take the slow way.
const PLAIN = String.raw`[^"\\\u0000-\u001f\ud800-\udfff\ufffd]*`;
const COUNT = String.raw`(0|[1-9]\d{0,14})`;
// At most fifteen digits: a safe integer whatever they are.
const bare = String.raw`null|true|false|0|-?[1-9]\d{0,14}`;
const SCALAR = `(?:${bare}|"${PLAIN}")`;
const SCALAR_OF_TEXT = `(?:${bare}|"(${PLAIN})")`;

/** What is read out of an event, each by its own group of the expression. */
const read: ReadonlyMap<string, string> = new Map([
  ...['commandId', 'entity', 'eventId', 'ledger'].map((name) => [name, `"(${PLAIN})"`] as const),
  ...['knownFrom', 'recordedAt'].map((name) => [name, `"(${INSTANT})"`] as const),
  ...['entityVersion', 'position'].map((name) => [name, COUNT] as const),
  ['schemaVersion', COUNT.replace('(', '(?:')],
  ['batch', String.raw`\{"id":"(${PLAIN})","index":${COUNT},"size":${COUNT}\}`],
]);

/**
 * The canonical bytes of events that differ in their values alone: the same members in the same order as in one that was
 * parsed, written again and found canonical. One expression then does the work of the parsing, the writing and the
 * comparing, at a quarter of the cost. What it recognises is canonical JSON, because its members are literal parts of the
 * expression and a value is nothing that could be written in another way. What it does not recognise may be canonical all
 * the same, and is parsed.
 */
export class EventPattern {
  private constructor(
    private readonly expression: RegExp,
    /** How many members of the data may hold a text, and which of them the texts are, in their own order. */
    private readonly captured: number,
    private readonly texts: readonly number[],
  ) {}

  /**
   * @param event as it was parsed, out of bytes that are canonical
   * @param textMembers the members of its data that hold texts
   * @returns null where its like can't be told by a pattern
   */
  static of(event: EventEnvelope, textMembers: readonly string[]): EventPattern | null {
    // Those are few, and what they say of a text is checked as well.
    if (event.type === REDACTING || Object.keys(event.batch).join() !== 'id,index,size') return null;
    const captured = Object.keys(event.data).filter(
      (member) => textMembers.includes(member) && !isStructure(event.data[member] ?? null),
    );
    const data = membersOf(event.data, (name, value) => (captured.includes(name) ? SCALAR_OF_TEXT : patternOf(value)));
    const members = membersOf({ ...event }, (name, value) => {
      if (name === 'data') return data;
      return name === 'type' ? literal(event.type) : (read.get(name) ?? patternOf(value));
    });
    if (members === null) return null;
    const order = textMembers.map((member) => captured.indexOf(member)).filter((index) => index >= 0);
    return new EventPattern(new RegExp(`^${members}$`), captured.length, order);
  }

  /** @returns null where the text is not one of these, or can't be told to be one */
  read(text: string): CheckedEvent | null {
    const found = this.expression.exec(text);
    if (found === null) return null;
    // The members of an event are in the order of their names, and so are the groups: its data stands behind commandId.
    const group = (index: number): string => found[index] ?? '';
    const behind = DATA + this.captured;
    return {
      batch: { id: group(1), index: Number(group(2)), size: Number(group(3)) },
      commandId: group(4),
      texts: this.texts.length === 0 ? NONE : this.textsIn(found),
      entity: group(behind),
      entityVersion: Number(group(behind + 1)),
      eventId: group(behind + 2),
      knownFrom: group(behind + 3),
      ledger: group(behind + 4),
      position: Number(group(behind + 5)),
      recordedAt: group(behind + 6),
      redacts: null,
    };
  }

  private textsIn(found: RegExpExecArray): string[] {
    const texts: string[] = [];
    for (const index of this.texts) {
      // A member that holds no text took another way through the expression.
      const text = found[DATA + index] as string | undefined;
      if (text !== undefined) texts.push(text);
    }
    return texts;
  }
}

const NONE: readonly string[] = [];

/** The first group of the data. */
const DATA = 5;

const isStructure = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** An object with the members of this one; null where one of them has no pattern. */
function membersOf(object: object, valueOf: (name: string, value: Json) => string | null): string | null {
  const members: string[] = [];
  for (const [name, value] of Object.entries(object) as [string, Json][]) {
    const pattern = valueOf(name, value);
    if (pattern === null) return null;
    members.push(`${literal(name)}:${pattern}`);
  }
  return String.raw`\{${members.join(',')}\}`;
}

/** Any value in the place of this one; null for a list of structures, whose likes differ in length. */
function patternOf(value: Json): string | null {
  if (!isStructure(value)) return SCALAR;
  if (!Array.isArray(value)) return membersOf(value as object, (_name, member) => patternOf(member));
  return value.some(isStructure) ? null : String.raw`\[(?:${SCALAR}(?:,${SCALAR})*)?\]`;
}

const literal = (text: string): string => JSON.stringify(text).replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
