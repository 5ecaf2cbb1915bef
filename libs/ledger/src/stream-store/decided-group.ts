import { EventTooLarge } from '../errors.js';
import type { LedgerReader, Proposal, TextToKeep } from '../ledger.js';
import type { Frontier } from '../merkle/frontier.js';
import { isStorageFault } from '../sqlite/fault.js';
import type { AddedBatch, SqliteAppender } from '../sqlite/sqlite-appender.js';
import type { SqliteReader } from '../sqlite/sqlite-reader.js';
import { APPEND_LIMIT } from './stream-store.js';
import { recordsOf, type Base, type Beside, type SizedRecord, type TextPlace } from './ledger-records.js';
import type { Savepoint } from './savepoint.js';

/** A command that waits for its turn. */
export interface Task {
  readonly decide: (reader: LedgerReader) => Proposal<unknown>;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A command that was decided and not refused; first > last where it wants nothing written. */
export interface DecidedTask {
  readonly task: Task;
  readonly proposal: Proposal<unknown>;
  readonly first: number;
  readonly last: number;
}

/** The records of one command, and what it added to the replica in the scratch transaction. */
export interface DecidedWrite {
  readonly records: readonly SizedRecord[];
  readonly batches: readonly AddedBatch[];
  readonly beside: Beside;
}

export interface DecidedGroup {
  readonly decided: readonly DecidedTask[];
  readonly refused: readonly { readonly task: Task; readonly error: unknown }[];
  /** Those that had no room in the append; they come next. */
  readonly postponed: readonly Task[];
  /** What goes into the stream, in order. */
  readonly writes: readonly DecidedWrite[];
  readonly texts: readonly TextToKeep[];
  /** The revision of the stream that everything was decided on. */
  readonly revision: number;
  /** The tree behind the head that everything was decided on. */
  readonly frontier: Frontier;
}

/** As a record says it. */
export const baseOf = ({ frontier }: DecidedGroup): Base => ({
  position: frontier.size,
  root: frontier.root().toString('hex'),
});

/**
 * Decides commands one after the other in the transaction that is open, until the next would not fit into one append. A
 * command that alone is larger gets a group of its own.
 * @param limit bytes of one append
 */
export function decideGroup(
  savepoint: Savepoint,
  reader: SqliteReader,
  appender: SqliteAppender,
  tasks: readonly Task[],
  limit: number,
): Omit<DecidedGroup, 'revision'> {
  const { frontier } = appender.current;
  const decided: DecidedTask[] = [];
  const refused: { task: Task; error: unknown }[] = [];
  const writes: DecidedWrite[] = [];
  const texts: TextToKeep[] = [];
  let room = limit;
  let taken = 0;
  for (const task of tasks) {
    const before = appender.current;
    savepoint.set();
    try {
      const proposal = task.decide(reader);
      const { first, last, batches } = appender.append(proposal, { keepsAdded: true });
      if (first <= last) {
        const beside = besideOf(reader, proposal);
        const records = recordsOf(
          batches.flatMap(({ events }) => events),
          beside,
        );
        const size = records.reduce((sum, record) => sum + record.size, 0);
        if (size > room && writes.length > 0) {
          savepoint.goBack();
          appender.rewind(before);
          savepoint.release();
          break;
        }
        mustBeSendable(records, proposal.texts ?? []);
        writes.push({ records, batches, beside });
        for (const text of proposal.texts ?? []) texts.push(text);
        room -= size;
      }
      decided.push({ task, proposal, first, last });
    } catch (error) {
      if (isStorageFault(error)) throw error;
      savepoint.goBack();
      appender.rewind(before);
      refused.push({ task, error });
    }
    savepoint.release();
    taken += 1;
  }
  return { decided, refused, postponed: tasks.slice(taken), writes, texts, frontier };
}

const besideOf = (reader: SqliteReader, proposal: Proposal<unknown>): Beside => ({
  texts: placesOf(proposal.texts ?? []),
  sourceRows: (proposal.sourceRows ?? []).map(({ digest, entity, entityVersion }) => [
    reader.keyed(digest),
    entity,
    entityVersion,
  ]),
  redacted: proposal.redact ?? [],
});

/** A file may say one text of an entity in several rows. */
function placesOf(texts: readonly TextToKeep[]): TextPlace[] {
  const places = texts.map(({ digest, entity, field, commandId }) => ({ digest, entity, field, commandId }));
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
}

/** @throws EventTooLarge */
function mustBeSendable(records: readonly SizedRecord[], texts: readonly TextToKeep[]): void {
  for (const { type, size } of records) {
    if (size > APPEND_LIMIT) throw tooLarge(`a ${type}`, size);
  }
  for (const { field, text } of texts) {
    const size = Buffer.byteLength(JSON.stringify(text));
    if (size > APPEND_LIMIT) throw tooLarge(`the text of "${field}"`, size);
  }
}

const tooLarge = (what: string, size: number): EventTooLarge =>
  new EventTooLarge(`${what} takes ${size} bytes, and the store takes ${APPEND_LIMIT} in one append: make it shorter`);
