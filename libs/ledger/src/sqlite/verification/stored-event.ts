import { isUtf8 } from 'node:buffer';
import type { EventEnvelope } from '@outturn/kernel';

/** An event out of its stored bytes; null where they are none. */
export function readStoredEvent(bytes: string | Buffer): { event: EventEnvelope; canonical: boolean } | null {
  try {
    const text = typeof bytes === 'string' ? bytes : bytes.toString('utf8');
    const event: unknown = JSON.parse(text);
    if (!isEnvelope(event)) return null;
    // What JSON.parse keeps and JSON.stringify writes is RFC 8785 but for the order of the members: a second member of
    // the same name, which others may read instead of the last, is lost on the way.
    const canonical = (typeof bytes === 'string' || isUtf8(bytes)) && JSON.stringify(event) === text && inOrder(event);
    return { event, canonical };
  } catch {
    return null;
  }
}

const texts = ['ledger', 'entity', 'eventId', 'type', 'recordedAt', 'knownFrom', 'commandId'] as const;

/** Whether everything is there that checking relies on. */
function isEnvelope(value: unknown): value is EventEnvelope {
  if (!isObject(value)) return false;
  const { data, batch, position, entityVersion } = value;
  if (!texts.every((name) => typeof value[name] === 'string') || !isObject(data) || !isObject(batch)) return false;
  return (
    Number.isSafeInteger(position) &&
    Number.isSafeInteger(entityVersion) &&
    typeof batch['id'] === 'string' &&
    Number.isSafeInteger(batch['index']) &&
    Number.isSafeInteger(batch['size'])
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function inOrder(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(inOrder);
  if (!isObject(value)) return true;
  let last: string | null = null;
  for (const name of Object.keys(value)) {
    if (last !== null && name <= last) return false;
    if (!inOrder(value[name])) return false;
    last = name;
  }
  return true;
}
