import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LedgerDamaged, LedgerExists } from '../errors.js';
import { nameBasedId, OUTTURN, type EventEnvelope } from '@outturn/kernel';
import { LedgerDirectory } from '../sqlite/ledger-directory.js';
import type { SqliteLedgerOptions } from '../sqlite/options.js';
import { checkFormat } from '../sqlite/schema.js';
import { SqliteReader } from '../sqlite/sqlite-reader.js';
import { LedgerFeed } from './ledger-feed.js';
import {
  founding,
  readRecord,
  recordsOf,
  withBase,
  type Beside,
  type KeyedRow,
  type SizedRecord,
  type TextPlace,
} from './ledger-records.js';
import { Replica } from './replica.js';
import { makeReplica } from './replica-state.js';
import { APPEND_LIMIT, type StreamStore } from './stream-store.js';
import { TextStreams } from './text-streams.js';

/**
 * Writes a ledger's file into its stream, batch by batch as they are, and makes sure that a replica of the stream has the
 * same root. Every append names its revision and its ids, so an interrupted copy is simply begun again.
 * @param source the file, and how this release reads it
 * @throws LedgerExists where another ledger has the stream; LedgerDamaged
 */
export async function copyIntoStore(
  store: StreamStore,
  source: SqliteLedgerOptions,
  onProgress: (position: number, of: number) => void,
): Promise<void> {
  const { ledger, path } = source;
  const stream = store.names.ledger(ledger);
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    checkFormat(db, path, ledger);
    db.exec('BEGIN');
    const reader = new SqliteReader(db, ledger, [], source.readEvent);
    const key = db.prepare('SELECT lower(hex(source_key)) FROM ledger').pluck().get() as string;
    const founded = await found(store, ledger, key);
    await copyTexts(new TextStreams(store, ledger), reader);
    const { position: head } = reader.head();
    let revision = 0;
    for (const { records, before, to } of appendsOf(reader, besideOf(db, reader))) {
      const base = { position: before, root: reader.rootFromTiles(before) };
      const appended = await store.append(stream, withBase(records, base), revision);
      if (appended.conflict) throw new LedgerExists(ledger);
      revision = appended.revision;
      onProgress(to, head);
    }
    await mustHaveRoot(store, source, founded, key, reader.rootFromTiles(head), head);
  } finally {
    db.close();
  }
}

/**
 * Founds the ledger in its stream, unless a copy of this very file has begun there before, under whatever id.
 * @returns the id of the first record
 * @throws LedgerExists
 */
async function found(store: StreamStore, ledger: string, sourceKey: string): Promise<string> {
  const stream = store.names.ledger(ledger);
  const record = founding(stream, ledger, sourceKey);
  if (!(await store.append(stream, [record], 'none')).conflict) return record.id;
  const [first] = (await store.read(stream, 0, 1)).map(readRecord);
  if (first?.kind !== 'founded' || first.ledger !== ledger || first.sourceKey !== sourceKey)
    throw new LedgerExists(ledger);
  return first.id;
}

async function copyTexts(streams: TextStreams, reader: SqliteReader): Promise<void> {
  const all = reader.texts();
  const kept = all.flatMap(({ salt, text, ...place }) =>
    salt === null || text === null ? [] : [{ ...place, salt: Buffer.from(salt, 'hex'), text }],
  );
  if (!(await streams.keep(kept))) throw new LedgerDamaged('the store has removed a text that this ledger still holds');
  await streams.keepAway(all.filter(({ text }) => text === null).map(({ digest }) => digest));
}

/** What goes beside the events of a batch, by the batch's last position. */
type BesideOf = (batch: readonly EventEnvelope[]) => Beside;

function besideOf(db: Database.Database, reader: SqliteReader): BesideOf {
  const texts = reader.texts();
  const places = Map.groupBy(texts, ({ commandId }) => commandId);
  const redacted = Map.groupBy(
    texts.filter(({ redactedAt }) => redactedAt !== null),
    ({ redactedAt }) => redactedAt,
  );
  const rowsOf = db.prepare('SELECT digest FROM source_row WHERE entity = ? AND entity_version = ?').pluck();
  const said = new Set<string>();
  return (batch) => {
    const last = batch.at(-1);
    if (last === undefined) return { texts: [], sourceRows: [], redacted: [] };
    // A command's texts go with the first of its batches.
    const own = said.has(last.commandId) ? [] : (places.get(last.commandId) ?? []);
    said.add(last.commandId);
    return {
      texts: own.map(({ digest, entity, field, commandId }): TextPlace => ({ digest, entity, field, commandId })),
      sourceRows: batch.flatMap(({ entity, entityVersion }) =>
        (rowsOf.all(entity, entityVersion) as string[]).map((digest): KeyedRow => [digest, entity, entityVersion]),
      ),
      redacted: [...new Set((redacted.get(last.position) ?? []).map(({ digest }) => digest))],
    };
  };
}

interface Append {
  readonly records: readonly SizedRecord[];
  /** The position that the records follow. */
  readonly before: number;
  readonly to: number;
}

/** The batches of a ledger as appends: as many as fit into one, or the pieces of one that doesn't. */
function* appendsOf(reader: SqliteReader, beside: BesideOf): Generator<Append> {
  let records: SizedRecord[] = [];
  let size = 0;
  let before = 0;
  let to = 0;
  for (const { write, last } of writesOf(reader, beside)) {
    const whole = write.reduce((sum, record) => sum + record.size, 0);
    if (records.length > 0 && size + whole > APPEND_LIMIT) {
      yield { records, before, to };
      [records, size, before] = [[], 0, to];
    }
    for (const record of write) {
      const { size: more } = record;
      if (records.length > 0 && size + more > APPEND_LIMIT) {
        yield { records, before, to };
        [records, size] = [[], 0];
      }
      records.push(record);
      size += more;
    }
    to = last;
  }
  if (records.length > 0) yield { records, before, to };
}

function* writesOf(reader: SqliteReader, beside: BesideOf): Generator<{ write: SizedRecord[]; last: number }> {
  let batch: { event: EventEnvelope; bytes: string }[] = [];
  for (const { bytes } of reader.records(1, reader.position)) {
    const event = JSON.parse(bytes) as EventEnvelope;
    batch.push({ event, bytes });
    if (batch.length < event.batch.size) continue;
    yield { write: recordsOf(batch, beside(batch.map((each) => each.event))), last: event.position };
    batch = [];
  }
}

/** Follows the stream into a replica of its own, which is thrown away. */
async function mustHaveRoot(
  store: StreamStore,
  source: SqliteLedgerOptions,
  founded: string,
  sourceKey: string,
  root: string,
  head: number,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), `outturn-copy-${nameBasedId(source.ledger, OUTTURN).slice(0, 8)}-`));
  try {
    const directory = new LedgerDirectory(folder, source);
    await directory.make(source.ledger, async (db) => makeReplica(db, founded, sourceKey));
    const replica = await Replica.open({ ...source, path: directory.fileOf(source.ledger) });
    try {
      await new LedgerFeed(store, replica, source.ledger).catchUp();
      const copied = replica.read((reader) => ({ position: reader.position, root: reader.rootAt(head) }));
      if (copied.position !== head || copied.root !== root) {
        throw new LedgerDamaged(
          `the copy in the store has ${copied.position} events and the root ${copied.root}, and the ledger has ${head} and ${root}: nothing was listed`,
        );
      }
    } finally {
      await replica.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
