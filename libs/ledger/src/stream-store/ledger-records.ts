import { createHash } from 'node:crypto';
import { canonicalJson, nameBasedId, OUTTURN, type EventEnvelope } from '@outturn/kernel';
import { LedgerDamaged } from '../errors.js';
import type { TextToKeep } from '../ledger.js';
import type { RestoredBatch } from '../restored-part.js';
import type { NewRecord, StreamRecord } from './stream-store.js';

// What lies in a ledger's stream. The first record founds the ledger. Every other belongs to a write, the records of one
// command or one file, which counts as a whole or not at all; only events have positions. See decision record 0020.

/** Where a text belongs; its words and salt lie in a stream of their own. */
export type TextPlace = Omit<TextToKeep, 'salt' | 'text'>;

/** A row of a file that was taken in, under its keyed digest. */
export type KeyedRow = readonly [digest: string, entity: string, entityVersion: number];

/** What goes with events and is none: it has no position and no leaf. */
export interface Beside {
  readonly texts: readonly TextPlace[];
  readonly sourceRows: readonly KeyedRow[];
  /** Digests of the texts that the write removes. */
  readonly redacted: readonly string[];
  /** How long (in milliseconds) whoever asks for a turn by this record may need; it belongs to no write of events. */
  readonly turn?: number;
}

/** The Merkle root (hex) of the ledger as it was when an append was decided. */
export interface Base {
  readonly position: number;
  readonly root: string;
}

/** A record's place among those of its write. */
export interface Part {
  readonly id: string;
  readonly index: number;
  readonly size: number;
}

export type LedgerRecord = { readonly revision: number; readonly created: number; readonly base: Base | null } & (
  | { readonly kind: 'founded'; readonly id: string; readonly ledger: string; readonly sourceKey: string }
  | { readonly kind: 'event'; readonly part: Part; readonly event: EventEnvelope; readonly bytes: string }
  | { readonly kind: 'beside'; readonly part: Part; readonly beside: Beside }
  | { readonly kind: 'abandoned' }
);

/**
 * The first record of a ledger, with the key of its row digests (hex), which every replica must share. Ids that are made by
 * name are those of one stream: a store may remember an id for the first stream that used it, and serve several prefixes.
 * @param stream where it is to lie
 */
export const founding = (stream: string, ledger: string, sourceKey: string): NewRecord => ({
  id: nameBasedId(`founded ${stream} ${createHash('sha256').update(sourceKey).digest('hex')}`, OUTTURN),
  type: 'LedgerFounded',
  data: { ledger, format: 1, sourceKey },
  metadata: { kind: 'founded' },
});

/** Closes a write that its writer left unfinished: what there is of it was never part of the ledger. */
export const abandonment = (writeId: string, from: number, to: number, base: Base): NewRecord => ({
  id: nameBasedId(`abandoned ${writeId} from ${from} to ${to}`, OUTTURN),
  type: 'BatchAbandoned',
  data: { write: writeId, from, to },
  metadata: { kind: 'abandoned', base },
});

/**
 * Asks for a turn: the beginning of a write that never goes on, so other writers wait. Whoever asked decides meanwhile,
 * closes it and writes behind it; whoever dies is waited for no longer than it asked for.
 * @param id of this turn and no other
 * @param needs milliseconds
 */
export const turnAskedFor = (id: string, needs: number): NewRecord => ({
  id: nameBasedId('turn', id),
  type: 'TurnAskedFor',
  data: { texts: [], sourceRows: [], redacted: [], turn: needs } satisfies Beside,
  metadata: { kind: 'beside', part: { id, index: 0, size: 2 } satisfies Part },
});

/** How many places of texts, rows and digests one record holds: some hundred bytes each. */
const BESIDE = 1_000;

/** A record of the ledger's stream, with the bytes that it takes on the wire. */
export interface SizedRecord extends NewRecord {
  readonly size: number;
}

/** What surrounds a record on the wire, in bytes: its ids, its type, and the root that the first of an append bears. */
const AROUND = 512;

/**
 * The records of one write: its events, each with its canonical bytes, then what goes beside them. The id of a
 * record follows from what it holds: the same write sent again has one effect, and the same command decided again, with
 * another time and other salts, is another write, which can never go on from a part of the first.
 * @param events in order; at least one
 */
export function recordsOf(events: RestoredBatch, beside: Beside): SizedRecord[] {
  const id = events[0]?.event.eventId;
  if (id === undefined) throw new TypeError('a write has at least one event');
  const pieces = piecesOf(beside);
  const size = events.length + pieces.length;
  const part = (index: number): Part => ({ id, index, size });
  return [
    ...events.map(({ event, bytes }, index) => {
      const metadata = {
        kind: 'event',
        part: part(index),
        $correlationId: event.correlationId,
        ...(event.causationId === null ? {} : { $causationId: event.causationId }),
      };
      return {
        id: nameBasedId(bytes, event.eventId),
        type: event.type,
        data: event,
        metadata,
        size: sizeOf(bytes, metadata),
      };
    }),
    ...pieces.map((piece, index) => {
      const bytes = JSON.stringify(piece);
      const metadata = { kind: 'beside', part: part(events.length + index) };
      return {
        id: nameBasedId(`beside ${index} ${bytes}`, id),
        type: 'KeptBeside',
        data: piece,
        metadata,
        size: sizeOf(bytes, metadata),
      };
    }),
  ];
}

const sizeOf = (data: string, metadata: object): number =>
  Buffer.byteLength(data) + Buffer.byteLength(JSON.stringify(metadata)) + AROUND;

function piecesOf({ texts, sourceRows, redacted }: Beside): Beside[] {
  const longest = Math.max(texts.length, sourceRows.length, redacted.length);
  return Array.from({ length: Math.ceil(longest / BESIDE) }, (_, index) => {
    const [from, to] = [index * BESIDE, (index + 1) * BESIDE];
    return { texts: texts.slice(from, to), sourceRows: sourceRows.slice(from, to), redacted: redacted.slice(from, to) };
  });
}

/** The first record of an append says on which root it was decided. */
export function withBase<Kind extends NewRecord>([first, ...rest]: readonly Kind[], base: Base): Kind[] {
  return first === undefined ? [] : [{ ...first, metadata: { ...first.metadata, base } }, ...rest];
}

/**
 * Reads a record. The bytes of an event are its canonical JSON again, so its leaf is over what was hashed where it was
 * written, however the store keeps it.
 * @throws LedgerDamaged for what no Outturn node writes
 */
export function readRecord(record: StreamRecord): LedgerRecord {
  const { revision, created, data, metadata } = record;
  if (!isObject(data) || !isObject(metadata)) throw unreadable(record);
  const base = isBase(metadata['base']) ? metadata['base'] : null;
  const part = metadata['part'];
  switch (metadata['kind']) {
    case 'founded': {
      const { ledger, sourceKey, format } = data;
      if (typeof ledger !== 'string' || typeof sourceKey !== 'string' || format !== 1) throw unreadable(record);
      return { kind: 'founded', revision, created, base, id: record.id, ledger, sourceKey };
    }
    case 'event': {
      if (!isPart(part) || !isEvent(data)) throw unreadable(record);
      return { kind: 'event', revision, created, base, part, event: data, bytes: bytesOf(data, record) };
    }
    case 'beside': {
      if (!isPart(part) || !isBeside(data)) throw unreadable(record);
      return { kind: 'beside', revision, created, base, part, beside: data };
    }
    case 'abandoned':
      return { kind: 'abandoned', revision, created, base };
    default:
      throw unreadable(record);
  }
}

function bytesOf(event: EventEnvelope, record: StreamRecord): string {
  try {
    return canonicalJson(event);
  } catch (error) {
    throw new LedgerDamaged(`record ${record.revision} of the stream holds what no event may hold`, { cause: error });
  }
}

const unreadable = ({ revision, type }: StreamRecord): LedgerDamaged =>
  new LedgerDamaged(`record ${revision} of the stream (a ${type}) is nothing that an Outturn node writes`);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const isPart = (value: unknown): value is Part =>
  isObject(value) && typeof value['id'] === 'string' && isCount(value['index']) && isCount(value['size']);

const isBase = (value: unknown): value is Base =>
  isObject(value) && isCount(value['position']) && typeof value['root'] === 'string';

function isEvent(value: Record<string, unknown>): value is Record<string, unknown> & EventEnvelope {
  const { batch } = value;
  return (
    ['ledger', 'entity', 'type', 'recordedAt', 'knownFrom'].every((name) => typeof value[name] === 'string') &&
    isCount(value['position']) &&
    isCount(value['entityVersion']) &&
    isObject(batch) &&
    isCount(batch['index']) &&
    isCount(batch['size'])
  );
}

const isBeside = (value: Record<string, unknown>): value is Record<string, unknown> & Beside =>
  ['texts', 'sourceRows', 'redacted'].every((name) => Array.isArray(value[name])) &&
  (value['turn'] === undefined || isCount(value['turn']));
