import type { EventEnvelope } from '@outturn/kernel';
import { EventPattern } from './event-pattern.js';
import { checkedEvent, readStoredEvent, type CheckedEvent, type TextMembers } from './stored-event.js';

/** How many events of one type are taken for a pattern: where that is not enough, they are too different for it to pay. */
const MOST_MODELS = 8;

/** How many types have patterns: a ledger that was tampered with may hold any number of them. */
const MOST_TYPES = 200;

interface Learnt {
  models: number;
  readonly patterns: EventPattern[];
}

/** Reads events out of their stored bytes: by pattern where their like was read before. */
export class EventRecogniser {
  /** By the type of their events. */
  private readonly learnt = new Map<string, Learnt>();

  constructor(private readonly textMembers: TextMembers) {}

  /** @returns null where the bytes are no event */
  read(bytes: string | Buffer): { readonly event: CheckedEvent; readonly canonical: boolean } | null {
    const known = typeof bytes === 'string' ? this.recognised(bytes) : null;
    if (known !== null) return { event: known, canonical: true };
    const stored = readStoredEvent(bytes);
    if (stored === null) return null;
    if (stored.canonical && typeof bytes === 'string') this.learn(stored.event, bytes);
    return { event: checkedEvent(stored.event, this.textMembers), canonical: stored.canonical };
  }

  private recognised(text: string): CheckedEvent | null {
    for (const pattern of this.learnt.get(typeIn(text))?.patterns ?? []) {
      const event = pattern.read(text);
      if (event !== null) return event;
    }
    return null;
  }

  private learn(event: EventEnvelope, text: string): void {
    const learnt = this.learnt.get(event.type) ?? { models: 0, patterns: [] };
    if (learnt.models === MOST_MODELS || this.learnt.size === MOST_TYPES) return;
    this.learnt.set(event.type, learnt);
    learnt.models += 1;
    const pattern = EventPattern.of(event, this.textMembers(event.type));
    // One that needs an escape is not even like itself.
    if (pattern !== null && pattern.read(text) !== null) learnt.patterns.push(pattern);
  }
}

const TYPE = '"type":"';

/** What is probably the type of an event: it says no more than which patterns to try. */
function typeIn(text: string): string {
  const from = text.lastIndexOf(TYPE) + TYPE.length;
  return text.slice(from, text.indexOf('"', from));
}
