import Database from 'better-sqlite3';
import { setImmediate as turn } from 'node:timers/promises';
import { sealText, type EventEnvelope } from '@outturn/kernel';
import { Frontier } from '../merkle/frontier.js';
import { HASH_BYTES, leafHash } from '../merkle/node-hash.js';
import { TILE_HEIGHT, TILE_WIDTH } from '../merkle/tile.js';

/** One place where what is stored contradicts itself. */
export interface Fault {
  /** Null where it is about no event in particular. */
  readonly position: number | null;
  readonly kind:
    | 'PositionMissing'
    | 'BytesUnreadable'
    | 'LeafDiffers'
    | 'ColumnDiffers'
    | 'WrongPlace'
    | 'ClockFalls'
    | 'BatchBroken'
    | 'EntityVersionBroken'
    | 'FrontierDiffers'
    | 'TileDiffers'
    | 'TextDiffers'
    | 'TextMissing';
  /** What was expected and what was found, in a few words. */
  readonly detail: string;
}

export interface VerifiedLedger {
  readonly ledger: string;
  readonly position: number;
  /** Recomputed from the stored bytes, hex. */
  readonly root: string;
  /** Every position whose bytes, columns and leaf disagree, and every other contradiction. */
  readonly faults: readonly Fault[];
  /** Texts that were taken out on purpose: their events and proofs stand. */
  readonly redactedTexts: number;
  /** The recomputed root (hex) at each size that was asked for; null where the ledger is shorter. */
  readonly rootsAt: ReadonlyMap<number, string | null>;
}

interface StoredRow {
  readonly position: number;
  readonly bytes: Buffer;
  readonly leaf: Buffer;
  readonly entity: string | null;
  readonly entity_version: number | null;
  readonly command_id: string | null;
}

/** How many events are checked between two looks at the rest of the world. */
const CHUNK = 2_000;

export interface Verification {
  readonly path: string;
  readonly ledger: string;
  /** Tree sizes whose roots are wanted, for comparison with checkpoints. */
  readonly sizes: readonly number[];
  /** The digests of texts that an event holds. */
  readonly digestsOf: (event: EventEnvelope) => readonly string[];
  readonly onProgress: (position: number, of: number) => void;
}

/** Recomputes everything about a ledger from its stored bytes. Nothing that is stored beside them is trusted. */
export async function verifyLedger(verification: Verification): Promise<VerifiedLedger> {
  const db = new Database(verification.path, { readonly: true, fileMustExist: true });
  try {
    // One read transaction: whoever writes meanwhile does not move what is checked.
    db.exec('BEGIN');
    const events = new EventCheck(db, verification);
    await events.run();
    const faults = [...events.faults, ...entityFaults(db), ...treeFaults(db, events)];
    const texts = textFaults(db);
    return {
      ledger: verification.ledger,
      position: events.frontier.size,
      root: events.frontier.root().toString('hex'),
      faults: [...faults, ...texts.faults],
      redactedTexts: texts.redacted,
      rootsAt: events.rootsAt,
    };
  } finally {
    db.close();
  }
}

/** Walks the events in the order of their positions. */
class EventCheck {
  readonly faults: Fault[] = [];
  readonly rootsAt = new Map<number, string | null>();
  /** The recomputed hashes of each level above the leaves, one behind the other. */
  readonly levels = new Map<number, Buffer[]>();
  frontier = Frontier.empty;
  private lastRecordedAt = '';
  private lastKnownFrom = '';
  private batch: EventEnvelope['batch'] | null = null;
  private readonly tile = Buffer.alloc(TILE_WIDTH * HASH_BYTES);
  private readonly keptTile: Database.Statement;
  private readonly keptText: Database.Statement;

  constructor(
    private readonly db: Database.Database,
    private readonly verification: Verification,
  ) {
    this.keptTile = db.prepare('SELECT CAST(hashes AS BLOB) FROM merkle_tile WHERE level = 0 AND tile = ?').pluck();
    this.keptText = db.prepare('SELECT 1 FROM text WHERE digest = ?').pluck();
    for (const size of verification.sizes)
      this.rootsAt.set(size, size === 0 ? this.frontier.root().toString('hex') : null);
  }

  async run(): Promise<void> {
    const of = this.db.prepare('SELECT coalesce(max(position), 0) FROM event').pluck().get() as number;
    // The cast reads the bytes as they lie, whatever a damaged text would decode to.
    const page = this.db.prepare(
      'SELECT position, CAST(bytes AS BLOB) AS bytes, CAST(leaf AS BLOB) AS leaf, entity, entity_version, command_id FROM event WHERE position > ? ORDER BY position LIMIT ?',
    );
    for (let after = -1; ;) {
      const rows = page.all(after, CHUNK) as StoredRow[];
      for (const row of rows) this.check(row);
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.position;
      this.verification.onProgress(after, of);
      await turn();
    }
  }

  private check(row: StoredRow): void {
    const expected = this.frontier.size + 1;
    if (row.position !== expected) this.missing(expected, row.position);
    const leaf = leafHash(row.bytes);
    if (!leaf.equals(row.leaf))
      this.fault(row.position, 'LeafDiffers', 'the stored bytes do not have the stored leaf hash');
    this.push(leaf);
    const event = parse(row.bytes);
    if (event === null) {
      this.fault(row.position, 'BytesUnreadable', 'the stored bytes are no event');
      this.batch = null;
      return;
    }
    this.checkPlace(row, event);
    this.checkClocks(row.position, event);
    this.checkBatch(row.position, event.batch);
    for (const digest of this.verification.digestsOf(event)) {
      if (this.keptText.get(digest) === undefined)
        this.fault(row.position, 'TextMissing', `the text store does not hold ${digest}`);
    }
  }

  private push(leaf: Buffer): void {
    leaf.copy(this.tile, (this.frontier.size % TILE_WIDTH) * HASH_BYTES);
    this.frontier = this.frontier.push(leaf, ({ height, index, hash }) => {
      if (height === TILE_HEIGHT) this.checkTile(index);
      if (height === 0 || height % TILE_HEIGHT !== 0) return;
      const level = height / TILE_HEIGHT;
      const hashes = this.levels.get(level) ?? [];
      hashes.push(hash);
      this.levels.set(level, hashes);
    });
    if (this.rootsAt.has(this.frontier.size))
      this.rootsAt.set(this.frontier.size, this.frontier.root().toString('hex'));
  }

  private checkTile(tile: number): void {
    const kept = this.keptTile.get(tile) as Buffer | undefined;
    if (kept?.equals(this.tile) !== true) this.faults.push(tileFault(0, tile));
  }

  private missing(from: number, to: number): void {
    if (to < from) this.fault(to, 'WrongPlace', `the position ${to} comes where ${from} belongs`);
    for (let position = from; position < to && this.faults.length < MOST_FAULTS; position += 1) {
      this.fault(position, 'PositionMissing', 'there is no such event');
    }
    // The tree goes on as if the gap were not there; its root will differ from every honest one.
  }

  private checkPlace(row: StoredRow, event: EventEnvelope): void {
    if (event.position !== row.position || event.ledger !== this.verification.ledger) {
      this.fault(row.position, 'WrongPlace', `the bytes are those of event ${event.position} of "${event.ledger}"`);
    }
    const commandId = event.batch.index === 0 ? event.commandId : null;
    if (row.entity !== event.entity || row.entity_version !== event.entityVersion || row.command_id !== commandId) {
      this.fault(row.position, 'ColumnDiffers', 'a column says something else than the bytes');
    }
  }

  private checkClocks(position: number, { recordedAt, knownFrom }: EventEnvelope): void {
    if (recordedAt < this.lastRecordedAt || knownFrom < this.lastKnownFrom) {
      this.fault(position, 'ClockFalls', 'recordedAt or knownFrom is earlier than that of the event before');
    }
    this.lastRecordedAt = recordedAt;
    this.lastKnownFrom = knownFrom;
  }

  private checkBatch(position: number, batch: EventEnvelope['batch']): void {
    const open = this.batch;
    const follows =
      open === null
        ? batch.index === 0
        : batch.id === open.id && batch.size === open.size && batch.index === open.index + 1;
    if (!follows) this.fault(position, 'BatchBroken', 'the batch before is not whole, or this one does not begin here');
    this.batch = batch.index === batch.size - 1 ? null : batch;
  }

  private fault(position: number, kind: Fault['kind'], detail: string): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push({ position, kind, detail });
  }
}

/** A file that is damaged all over is not described event by event. */
const MOST_FAULTS = 100_000;

function parse(bytes: Buffer): EventEnvelope | null {
  try {
    const event = JSON.parse(bytes.toString('utf8')) as EventEnvelope;
    return typeof event.batch.index === 'number' ? event : null;
  } catch {
    return null;
  }
}

/** The versions of each entity run 1, 2, 3 … in the order of positions; the index holds them side by side. */
function entityFaults(db: Database.Database): Fault[] {
  const faults: Fault[] = [];
  let last = { entity: '', version: 0, position: 0 };
  const rows = db.prepare(
    'SELECT entity, entity_version AS version, position FROM event WHERE entity IS NOT NULL ORDER BY entity, entity_version, position',
  );
  for (const row of rows.iterate() as IterableIterator<typeof last>) {
    const follows =
      row.entity === last.entity ? row.version === last.version + 1 && row.position > last.position : row.version === 1;
    if (!follows && faults.length < MOST_FAULTS) {
      faults.push({
        position: row.position,
        kind: 'EntityVersionBroken',
        detail: `version ${row.version} of ${row.entity} does not follow the one before`,
      });
    }
    last = row;
  }
  return faults;
}

function treeFaults(db: Database.Database, { frontier, levels }: EventCheck): Fault[] {
  const faults: Fault[] = [];
  const kept = db.prepare('SELECT size, CAST(peaks AS BLOB) AS peaks FROM merkle_frontier').get() as
    { size: number; peaks: Buffer } | undefined;
  if (kept === undefined || kept.size !== frontier.size || !kept.peaks.equals(frontier.toBytes())) {
    faults.push({
      position: null,
      kind: 'FrontierDiffers',
      detail: 'the stored Merkle frontier is not that of the stored events',
    });
  }
  const tiles = db.prepare('SELECT level, tile, CAST(hashes AS BLOB) AS hashes FROM merkle_tile ORDER BY level, tile');
  const counts = new Map<number, number>();
  for (const row of tiles.iterate() as IterableIterator<{ level: number; tile: number; hashes: Buffer }>) {
    const from = row.tile * TILE_WIDTH;
    // The tiles of the leaves were compared on the way.
    const expected =
      row.level === 0 ? row.hashes : Buffer.concat((levels.get(row.level) ?? []).slice(from, from + TILE_WIDTH));
    if (!expected.equals(row.hashes)) faults.push(tileFault(row.level, row.tile));
    counts.set(row.level, (counts.get(row.level) ?? 0) + row.hashes.length / HASH_BYTES);
  }
  const wanted: [number, number][] = [
    [0, Math.floor(frontier.size / TILE_WIDTH) * TILE_WIDTH],
    ...[...levels].map(([level, hashes]): [number, number] => [level, hashes.length]),
  ];
  for (const [level, count] of wanted) {
    const kept = counts.get(level) ?? 0;
    if (kept !== count) {
      faults.push({
        position: null,
        kind: 'TileDiffers',
        detail: `level ${level} keeps ${kept} hashes where ${count} belong`,
      });
    }
  }
  return faults;
}

const tileFault = (level: number, tile: number): Fault => ({
  position: null,
  kind: 'TileDiffers',
  detail: `tile ${level}/${tile} is not that of the stored events`,
});

/** A text must have the digest that it is kept under; one that was taken out must have an event that says so. */
function textFaults(db: Database.Database): { faults: Fault[]; redacted: number } {
  const faults: Fault[] = [];
  let redacted = 0;
  const redaction = db.prepare(
    "SELECT 1 FROM event WHERE position = ? AND json_valid(bytes) AND bytes ->> '$.type' = 'TextRedacted' AND bytes ->> '$.data.digest' = ?",
  );
  for (const row of db.prepare('SELECT digest, salt, text, redacted_at FROM text ORDER BY digest').iterate()) {
    const text = row as { digest: string; salt: Buffer | null; text: string | null; redacted_at: number | null };
    if (text.salt === null || text.text === null) {
      redacted += 1;
      if (redaction.get(text.redacted_at, text.digest) === undefined) {
        faults.push({
          position: null,
          kind: 'TextDiffers',
          detail: `the text ${text.digest} is gone and no event took it out`,
        });
      }
    } else if (sealText(text.text, text.salt).digest !== text.digest) {
      faults.push({
        position: null,
        kind: 'TextDiffers',
        detail: `the text kept as ${text.digest} has another digest`,
      });
    }
  }
  return { faults, redacted };
}
