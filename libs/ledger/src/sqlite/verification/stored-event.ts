import { isUtf8 } from 'node:buffer';
import type { EventEnvelope } from '@outturn/kernel';

/** What checking reads of an event. */
export interface CheckedEvent extends Pick<
  EventEnvelope,
  'ledger' | 'position' | 'entity' | 'entityVersion' | 'eventId' | 'recordedAt' | 'knownFrom' | 'commandId' | 'batch'
> {
  /** The digests of the texts that it holds. */
  readonly texts: readonly string[];
  /** The digest of the text that it takes out; null for every other event. */
  readonly redacts: string | null;
}

/** Which members of the data of an event hold digests of texts, by its type. */
export type TextMembers = (type: string) => readonly string[];

/** The event that takes a text out: its data names the text by `digest`. */
export const REDACTING = 'TextRedacted';

export function checkedEvent(event: EventEnvelope, textMembers: TextMembers): CheckedEvent {
  const { ledger, position, entity, entityVersion, eventId, recordedAt, knownFrom, commandId, batch, type, data } =
    event;
  const textIn = (member: string): string[] => (typeof data[member] === 'string' ? [data[member]] : []);
  const texts = textMembers(type).flatMap(textIn);
  const redacts = type === REDACTING ? (textIn('digest')[0] ?? null) : null;
  return { ledger, position, entity, entityVersion, eventId, recordedAt, knownFrom, commandId, batch, texts, redacts };
}

/** An event out of its stored bytes; null where they are none. */
export function readStoredEvent(bytes: string | Buffer): { event: EventEnvelope; canonical: boolean } | null {
  try {
    const text = typeof bytes === 'string' ? bytes : bytes.toString('utf8');
    const event: unknown = JSON.parse(text);
    if (!isEnvelope(event)) return null;
    // What JSON.parse keeps and JSON.stringify writes is RFC 8785 but for the order of the members and for what no event
    // may hold: a second member of the same name, which others may read instead of the last, is lost on the way.
    const canonical = (typeof bytes === 'string' || isUtf8(bytes)) && JSON.stringify(event) === text && mayHold(event);
    return { event, canonical };
  } catch {
    return null;
  }
}

const texts = ['ledger', 'entity', 'eventId', 'type', 'commandId'] as const;
const instants = ['recordedAt', 'knownFrom'] as const;
const counts = ['position', 'entityVersion', 'schemaVersion'] as const;

/** The source of an expression. */
export const INSTANT = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;
const instant = new RegExp(`^${INSTANT}$`);

/** Whether everything is there that checking relies on. */
function isEnvelope(value: unknown): value is EventEnvelope {
  if (!isObject(value)) return false;
  const { data, batch } = value;
  if (!texts.every((name) => typeof value[name] === 'string') || !isObject(data) || !isObject(batch)) return false;
  return (
    counts.every((name) => Number.isSafeInteger(value[name])) &&
    instants.every((name) => instant.test(String(value[name]))) &&
    typeof batch['id'] === 'string' &&
    Number.isSafeInteger(batch['index']) &&
    Number.isSafeInteger(batch['size'])
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const INTEGER_LIKE = /^(0|[1-9]\d*)$/;

/** Members in the order of their names, none that looks like an integer; safe integers; no lone surrogates. */
function mayHold(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (Array.isArray(value)) return value.every(mayHold);
  if (!isObject(value)) return true;
  let last: string | null = null;
  for (const name of Object.keys(value)) {
    if (last !== null && name <= last) return false;
    if (INTEGER_LIKE.test(name) || !name.isWellFormed() || !mayHold(value[name])) return false;
    last = name;
  }
  return true;
}
