import type { ActorAssurance, EventEnvelope, Instant, JsonObject, SealedText, Via } from '@outturn/kernel';
import type { RestoredText } from './restored-part.js';
import type { KeyRange, ViewRow, ViewToRead } from './view-fold.js';

/** The end of a ledger. An empty ledger is at position 0. */
export interface Head {
  readonly position: number;
  readonly recordedAt: Instant;
  /** The ledger's one clock for `knownAt`. */
  readonly knownFrom: Instant;
}

/** Before the first event nothing is known: this instant sorts before every other. */
export const BEFORE_EVERYTHING: Instant = '0001-01-01T00:00:00.000Z';

/** An event that a command proposes; the ledger adds its place and its times. */
export interface ProposedEvent {
  readonly entity: string;
  /** The version that the event gives its entity: one above the version that it was decided on. */
  readonly entityVersion: number;
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: JsonObject;
  /** When the council says that it happened; left out, what its batch says. */
  readonly occurredAt?: string;
}

/** Events that become known together. */
export interface ProposedBatch {
  readonly id: string;
  readonly events: readonly ProposedEvent[];
  /**
   * While `migration`, the events are known from the batch's `occurredAt`, or from the clock as it stands; when `live`,
   * from now.
   */
  readonly clock: 'migration' | 'live';
  readonly occurredAt?: string;
  readonly actor: string;
  readonly actorAssurance: ActorAssurance;
  readonly via: Via;
  readonly commandId: string;
  readonly commandDigest: string;
  readonly correlationId: string;
  readonly causationId: string | null;
}

/** A text on its way to the text store, with the place that its digest has in the ledger. */
export interface TextToKeep extends SealedText {
  readonly entity: string;
  readonly field: string;
  readonly commandId: string;
}

/** A row of a file that was taken in, and the version of its entity that it led to. */
export interface SourceRowTaken {
  /** The digest of the row as its file has it. */
  readonly digest: string;
  readonly entity: string;
  readonly entityVersion: number;
}

/** What was kept of such a row. */
export interface RowTaken {
  readonly entity: string;
  /** The version of its entity that the row led to, or found as it says. */
  readonly version: number;
  /** Whether that is the entity's latest version. */
  readonly isLatest: boolean;
}

/** What has become of a proposal, behind the commit. */
export interface Written {
  /** Of the last of its events; where the ledger stood if it has none. */
  readonly position: number;
  /** Read back from the store when they are asked for, never those proposed. Valid inside `answer` only. */
  readonly events: () => readonly EventEnvelope[];
  /** Works out the Merkle root (hex) behind the last of them; only where there is one. */
  readonly root: () => string;
}

/** What a decision wants written. With no batches nothing is written, and there are no events to read back. */
export interface Proposal<Answer> {
  readonly batches: readonly ProposedBatch[];
  readonly texts?: readonly TextToKeep[];
  /** The rows of files that the events, or what stood already, came from. */
  readonly sourceRows?: readonly SourceRowTaken[];
  /** Digests of texts to remove, with their salts. */
  readonly redact?: readonly string[];
  /** Called after the commit. */
  answer(written: Written): Answer;
}

/** A text of the text store: the words, or the position of the event that removed them. */
export type KeptText = Pick<SealedText, 'text' | 'salt'> | { readonly redactedAt: number };

/** A stored event as it lies: its bytes and its leaf hash (hex). */
export interface StoredRecord {
  readonly position: number;
  readonly bytes: string;
  readonly leaf: string;
}

/** A consistent look at a ledger. Synchronous: it is only valid inside the function that it was handed to. */
export interface LedgerReader {
  readonly ledger: string;
  /** The last position; 0 where the ledger is empty. */
  readonly position: number;
  /** The same with its clocks, for which the last event is read. */
  head(): Head;
  /** Null where there is no such position. */
  eventAt(position: number): EventEnvelope | null;
  /** The events of positions `from` to `to`, both inclusive, oldest first. */
  events(from: number, to: number): IterableIterator<EventEnvelope>;
  records(from: number, to: number): IterableIterator<StoredRecord>;
  eventsOf(entity: string): EventEnvelope[];
  /** 0 where the entity has no event. */
  versionOf(entity: string): number;
  /**
   * The entity's version and the leaf hash of the event that gave it; null where it has no event. A leaf names its event,
   * its place and its time, so as long as it is the same nothing has been added to the entity, or taken back.
   */
  latestOf(entity: string): { readonly version: number; readonly leaf: Buffer } | null;
  eventsOfCommand(commandId: string): EventEnvelope[];
  /**
   * A row of a file as it was taken in before; null where it never was. As long as its entity stands as it left it, it says
   * nothing new, even where a text of it was redacted since and can't be compared any more.
   */
  rowTaken(rowDigest: string): RowTaken | null;
  /**
   * Whether one row of a file alone led an entity from one version to another: the events between are of one command, and
   * no other row that was taken in led to any of them but the last.
   */
  isStepOfOneRow(entity: string, from: number, to: number): boolean;
  /** A digest under the ledger's own key, hex. The key is never exported, so nobody else can try out words against it. */
  keyed(digest: string): string;
  /** The greatest position that was known before an instant (exclusive); 0 where nothing was. */
  lastKnownBefore(instant: Instant): number;
  /** The same by `recordedAt`: what the ledger had truly recorded by then. */
  lastRecordedBefore(instant: Instant): number;
  /** A position inside a batch resolves to the position before the batch: nobody ever knew half of it. */
  wholeBatch(position: number): number;
  /** The Merkle tree hash (RFC 9162) of the first `position` events, hex. */
  rootAt(position: number): string;
  /** The same worked out from the stored tiles and leaves alone, without the frontier: before a root is signed, both must agree. */
  rootFromTiles(position: number): string;
  /** The hashes that lead from an event to the root at `size` (RFC 9162, 2.1.3), lowest first. */
  inclusionProof(position: number, size: number): Buffer[];
  /** The hashes that show that the tree at `older` is a prefix of that at `newer` (RFC 9162, 2.1.4). */
  consistencyProof(older: number, newer: number): Buffer[];
  /** The row of a key as it stood at a position. */
  row<Row extends object = JsonObject>(view: ViewToRead<Row>, key: string, position: number): ViewRow<Row> | null;
  /** The rows of a range of keys as they stood at a position, in the order of their keys; `limit` for paging. */
  rows<Row extends object = JsonObject>(
    view: ViewToRead<Row>,
    range: KeyRange,
    position: number,
    limit?: number,
  ): IterableIterator<ViewRow<Row>>;
  /** Null where the digest is unknown. @throws LedgerDamaged for words that are not those that the digest names */
  text(digest: string): KeptText | null;
  /**
   * The texts that an entity holds, for sealing an equal text to the equal digest. Here and below a salt of another length
   * than 16 bytes is refused with LedgerDamaged.
   */
  textsOf(entity: string): { digest: string; salt: Buffer }[];
  /** Every text of the store with its salt, or the place where it was. */
  texts(): RestoredText[];
  /** The texts that came with a command: a null salt is a redacted one. */
  textsOfCommand(commandId: string): { field: string; digest: string; salt: Buffer | null }[];
}

/**
 * The port to one ledger. Whatever the adapter, an answer is never given before its events are durable, positions have
 * no gaps, and a batch is known whole or not at all; `contract/ledger-contract.ts` holds every adapter to that.
 */
export interface Ledger {
  readonly id: string;
  /**
   * Decides and appends in one transaction. `decide` may be called again when the transaction has to be repeated; it
   * must be synchronous and free of side effects.
   * @throws StorageFailed, LedgerBusy, VersionConflict; and whatever `decide` throws (then nothing is written)
   */
  write<Answer>(decide: (reader: LedgerReader) => Proposal<Answer>): Promise<Answer>;
  /** Runs a question over one consistent state of the ledger. */
  read<Answer>(ask: (reader: LedgerReader) => Answer): Answer;
  close(): Promise<void>;
}
