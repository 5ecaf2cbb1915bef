import { isUtf8 } from 'node:buffer';
import type { EventEnvelope } from '@outturn/kernel';

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

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Whether everything is there that checking relies on. */
function isEnvelope(value: unknown): value is EventEnvelope {
  if (!isObject(value)) return false;
  const { data, batch } = value;
  if (!texts.every((name) => typeof value[name] === 'string') || !isObject(data) || !isObject(batch)) return false;
  return (
    counts.every((name) => Number.isSafeInteger(value[name])) &&
    instants.every((name) => INSTANT.test(String(value[name]))) &&
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
