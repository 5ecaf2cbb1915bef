import { batchIdOf, commandIdOf, eventIdOf, type EventEnvelope, type JsonObject } from '@outturn/kernel';
import type { Ledger, LedgerReader, ProposedBatch, Proposal, TextToKeep } from '../ledger.js';

/** An event that a test says. Without a version it follows the last of its entity. */
export interface SaidEvent {
  readonly entity: string;
  readonly type: 'Said' | 'Withdrawn';
  readonly data: JsonObject;
  readonly entityVersion?: number;
  readonly occurredAt?: string;
}

export interface SaidBatch {
  readonly events: readonly SaidEvent[];
  readonly clock?: ProposedBatch['clock'];
  readonly occurredAt?: string;
}

/** One command of a test, with everything it writes. */
export interface Saying {
  readonly batches: readonly SaidBatch[];
  /** The Idempotency-Key; left out, one of its own. */
  readonly key?: string;
  readonly texts?: readonly TextToKeep[];
  readonly redact?: readonly string[];
}

export const said = (entity: string, data: JsonObject = { value: 'a' }, entityVersion?: number): SaidEvent => ({
  entity,
  type: 'Said',
  data,
  ...(entityVersion === undefined ? {} : { entityVersion }),
});

export const withdrawn = (entity: string): SaidEvent => ({ entity, type: 'Withdrawn', data: {} });

/** A command of one batch. */
export const together = (...events: readonly SaidEvent[]): Saying => ({ batches: [{ events }] });

export const commandOf = (reader: Pick<LedgerReader, 'ledger'>, key: string): string =>
  commandIdOf(reader.ledger, 'tester', key);

let keys = 0;
export const freshKey = (): string => `key ${(keys += 1)} of ${process.pid}`;

/** What a command writes, decided against the reader of its transaction. */
export function proposalOf(
  reader: LedgerReader,
  saying: Saying & { readonly key: string },
): Proposal<readonly EventEnvelope[]> {
  const commandId = commandOf(reader, saying.key);
  const versions = new Map<string, number>();
  let index = 0;
  const batches = saying.batches.map((batch, batchIndex): ProposedBatch => ({
    id: batchIdOf(commandId, batchIndex),
    events: batch.events.map(({ entity, type, data, entityVersion, occurredAt }) => {
      const version = entityVersion ?? (versions.get(entity) ?? reader.versionOf(entity)) + 1;
      versions.set(entity, version);
      const eventId = eventIdOf(commandId, index);
      index += 1;
      const when = occurredAt === undefined ? {} : { occurredAt };
      return { entity, entityVersion: version, eventId, type, schemaVersion: 1, data, ...when };
    }),
    clock: batch.clock ?? 'live',
    ...(batch.occurredAt === undefined ? {} : { occurredAt: batch.occurredAt }),
    actor: 'tester',
    actorAssurance: 'asserted',
    via: 'terminal',
    commandId,
    commandDigest: 'a digest',
    correlationId: commandId,
    causationId: null,
  }));
  return { batches, texts: saying.texts ?? [], redact: saying.redact ?? [], answer: ({ events }) => events() };
}

/** Writes a command and gives the events that it is answered with. */
export function say(ledger: Ledger, saying: Saying): Promise<readonly EventEnvelope[]> {
  const key = saying.key ?? freshKey();
  return ledger.write((reader) => proposalOf(reader, { ...saying, key }));
}

export const positionsOf = (events: readonly EventEnvelope[]): number[] => events.map(({ position }) => position);

export const allEvents = (ledger: Ledger): EventEnvelope[] =>
  ledger.read((reader) => [...reader.events(1, reader.position)]);
