import { randomUUID } from 'node:crypto';
import { mkdtempSync, copyFileSync, rmSync, createReadStream, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import {
  heldCheckpoint,
  issuedSnapshot,
  linesOf,
  mustFollowFromEvents,
  pinnedKey,
  proveEvent,
  proveSnapshot,
  QueryRefused,
  readHeader,
  restoreLedger,
  signHead,
  verify,
  verifySnapshot,
  type AnyProvenSnapshot,
  type ProvenSnapshot,
  type Queries,
  type SnapshotSummary,
  type SnapshotVerification,
  type VerificationReport,
} from '@outturn/application';
import { todayInLondon, type Clock, type Via } from '@outturn/kernel';
import {
  LedgerDamaged,
  replayHolds,
  type KeyStore,
  type Ledger,
  type LedgerStore,
  type Progress,
  type ReplayReport,
} from '@outturn/ledger';
import { CHECKS, type Checks } from './checking/checks.js';
import { CLOCK } from './clock.js';
import { OpenLedgers } from './open-ledgers.js';
import { Outturn } from './outturn.js';
import { LedgerJobs, type JobName } from './ledger-jobs.js';
import type { Principal } from './principal.js';
import { READING } from './reading/reading.js';
import type { ReadingThreads } from './reading/reading-threads.js';
import {
  ReadingWorks,
  type AskedCheck,
  type AskedFrozen,
  type CheckedFile,
  type FrozenSnapshot,
} from './reading/reading-works.js';

/** What an auditor holds against a ledger. */
export interface HeldEvidence {
  /** The text of a checkpoint. */
  readonly checkpoint?: string;
  /** A verification key, as a line. */
  readonly key?: string;
}

/** A key that signs, and where its predecessor and it vouch for each other. */
export interface KeyRotation {
  readonly previous: string;
  readonly next: string;
  readonly position: number;
  /** A checkpoint behind the rotation, signed by both keys. */
  readonly handover: string;
}

/** What a verification found, with what a replay found where both were asked for; `ok` is of both. */
export interface LedgerVerification extends VerificationReport {
  readonly replay: ReplayReport | null;
}

const ROWS_UNSEEN =
  'The kept rows, which pages and answers are read from, were not looked at: pass --with-replay, or run outturn replay.';
const ROWS_UNSEEN_FOR_FAULTS =
  'The kept rows were not looked at, because the events that they follow from do not hold.';

/** Everything that lets others check a ledger without trusting the machine that keeps it. */
@Injectable()
export class Proofs {
  private readonly keys: KeyStore;

  constructor(
    private readonly outturn: Outturn,
    private readonly jobs: LedgerJobs,
    private readonly ledgers: OpenLedgers,
    private readonly works: ReadingWorks,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(READING) private readonly reading: ReadingThreads | null,
    @Inject(CHECKS) private readonly checks: Checks,
  ) {
    this.keys = ledgers.keys;
  }

  /** The signed head of a ledger (C2SP checkpoint). @throws LedgerDamaged where it does not hold what was signed before */
  async checkpoint(who: Principal, ledger: string): Promise<string> {
    return (await this.readable(who, ledger)).read((reader) => signHead(reader, this.keys));
  }

  /** A proof that an event is in the ledger, with the event (C2SP tlog-proof). */
  async proof(who: Principal, ledger: string, position: number): Promise<string> {
    return (await this.readable(who, ledger)).read((reader) => proveEvent(reader, this.keys, position));
  }

  /** Whether what an auditor holds can be held against a ledger at all. @throws QueryRefused */
  mustBeEvidence(ledger: string, { checkpoint, key }: HeldEvidence): void {
    if (checkpoint !== undefined) heldCheckpoint(checkpoint, ledger);
    if (key !== undefined) pinnedKey(key);
  }

  /**
   * Recomputes a ledger from its stored bytes and, if it is asked for and the bytes hold, every kept row from the events.
   */
  async verify(
    who: Principal,
    ledger: string,
    { withReplay = false, ...held }: HeldEvidence & { readonly withReplay?: boolean },
    onProgress: Progress,
  ): Promise<LedgerVerification> {
    const report = await this.verifyBytes(who, ledger, held, onProgress);
    if (!withReplay) return { ...report, replay: null, limits: [...report.limits, ROWS_UNSEEN] };
    if (report.faults.length > 0)
      return { ...report, replay: null, limits: [...report.limits, ROWS_UNSEEN_FOR_FAULTS] };
    // What it says that it did not look at was looked at just now.
    const replay = { ...(await this.checks.replay(ledger, undefined, onProgress)), limits: [] };
    const uncompared = replay.otherVersions.map(
      ({ view }) => `The rows of the view ${view} were not compared: another release made them.`,
    );
    const ok = report.ok && replayHolds(replay);
    return { ...report, ok, replay, limits: [...report.limits, ...uncompared] };
  }

  private async verifyBytes(
    who: Principal,
    ledger: string,
    held: HeldEvidence,
    onProgress: Progress,
  ): Promise<VerificationReport> {
    // The ledger is not opened: what is suspected is only read, and a ledger too damaged to open can still be looked at.
    return this.jobs.do(who, ledger, 'verify', async () =>
      verify({
        path: await this.ledgers.store.fileFor(ledger),
        ledger,
        ...held,
        onProgress,
        verifyWith: this.checks.verify,
      }),
    );
  }

  /**
   * A snapshot that may be signed or issued: what its rows say was recomputed from the events.
   * @throws LedgerDamaged where the rows that the ledger keeps say something else
   */
  async frozen(who: Principal, ledger: string, question: Queries['snapshot']['asked']): Promise<FrozenSnapshot> {
    const asked: AskedFrozen = { question, today: todayInLondon(this.clock) };
    return this.jobs.do(
      who,
      ledger,
      'prove',
      async () =>
        (await this.outturn.doBeside<FrozenSnapshot>(ledger, 'frozen', asked)) ?? this.works.frozen(ledger, asked),
    );
  }

  /** What a snapshot of a moment would be, without its rows. It is not recomputed from the events before somebody has it. */
  async summary(who: Principal, ledger: string, question: Queries['snapshot']['asked']): Promise<SnapshotSummary> {
    const asked: AskedFrozen = { question, today: todayInLondon(this.clock) };
    return this.jobs.do(
      who,
      ledger,
      'prove',
      async () =>
        (await this.outturn.doBeside<SnapshotSummary>(ledger, 'summary', asked)) ?? this.works.summary(ledger, asked),
    );
  }

  /** A snapshot with its signature and the proofs of the events that it rests on. @throws LedgerDamaged as `frozen` */
  async snapshot(who: Principal, ledger: string, question: Queries['snapshot']['asked']): Promise<ProvenSnapshot> {
    const open = await this.readable(who, ledger);
    const snapshot = await this.works.frozenSnapshot(ledger, { question, today: todayInLondon(this.clock) });
    return open.read((reader) => proveSnapshot(reader, snapshot, this.keys));
  }

  /**
   * The snapshot that an event says was issued, made again, with the proof of that event.
   * @throws QueryRefused where the event says no such thing; LedgerDamaged as `frozen`
   */
  async issuedSnapshot(who: Principal, ledger: string, position: number): Promise<AnyProvenSnapshot> {
    const open = await this.readable(who, ledger);
    const snapshot = open.read((reader) => issuedSnapshot(reader, position));
    await mustFollowFromEvents(open, snapshot);
    return open.read((reader) => proveSnapshot(reader, snapshot, this.keys));
  }

  /**
   * Checks a snapshot file, with a ledger's file or export where there is one.
   * @param ledgerFile `<ledger>.sqlite`, or an export in JSON Lines
   */
  async verifySnapshot(
    snapshot: AnyProvenSnapshot,
    key: string | undefined,
    ledgerFile: string | undefined,
  ): Promise<SnapshotVerification> {
    if (ledgerFile === undefined) return verifySnapshot(snapshot, key, null);
    if (!existsSync(ledgerFile)) throw new QueryRefused('ledger', ledgerFile, 'is not there');
    const folder = mkdtempSync(join(tmpdir(), 'outturn-snapshot-'));
    const scratch = new OpenLedgers({ data: folder });
    try {
      await bringInto(scratch.store, snapshot.ledger, ledgerFile);
      return await verifySnapshot(snapshot, key, await scratch.get(snapshot.ledger));
    } finally {
      await scratch.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /**
   * Checks a snapshot file and recomputes its figures from the ledger that is kept here.
   * @throws NotAllowed, LedgerNotFound; QueryRefused for a key that is none
   */
  async checkSnapshotFile(who: Principal, ledger: string, asked: AskedCheck): Promise<CheckedFile> {
    // Short as the ledger may be, the file need not be.
    return this.jobs.do(
      who,
      ledger,
      'prove',
      () => this.reading?.do<CheckedFile>({ ledger, work: 'check', asked }) ?? this.works.check(ledger, asked),
    );
  }

  /** Copies a ledger while others write, and checks the copy before it gets its name. */
  async backup(who: Principal, ledger: string, out: string, onProgress: Progress): Promise<VerificationReport> {
    const open = await this.readable(who, ledger, 'backup');
    if (existsSync(out)) throw new QueryRefused('out', out, 'is there already: name a new file');
    let report: VerificationReport | null = null;
    await this.ledgers.store.backup(ledger, out, async (path) => {
      report = await verify({ path, ledger, onProgress, verifyWith: this.checks.verify });
      const { position, root, ok } = report;
      if (!ok || open.read((reader) => reader.rootAt(position)) !== root) {
        throw new LedgerDamaged(
          `the copy of "${ledger}" is not good, and was thrown away: run outturn verify ${ledger}`,
        );
      }
    });
    if (report === null) throw new Error('a backup is checked before it is done');
    return report;
  }

  /** The verification key of a ledger, as a line. */
  async key(who: Principal, ledger: string): Promise<string> {
    await this.readable(who, ledger);
    return this.keys.key(ledger).line;
  }

  /** Puts another signing key in place; the rotation is an event, and the handover is signed by both keys. */
  async rotateKey(who: Principal, ledger: string, via: Via): Promise<KeyRotation> {
    const open = await this.readable(who, ledger, 'rotate');
    const previous = this.keys.key(ledger);
    // A rotation that stopped after its event goes on with the key that the event names.
    const next = this.keys.nextKey(ledger);
    const outcome = await this.outturn.submit(
      who,
      ledger,
      'RotateSigningKey',
      { previous: previous.line, next: next.line },
      { via, key: `rotate to ${next.id} ${randomUUID()}` },
    );
    if (outcome.status !== 'accepted' && outcome.status !== 'unchanged')
      throw new Error(`the rotation was ${outcome.status}`);
    const handover = open.read((reader) => signHead(reader, this.keys, next));
    this.keys.finishRotation(ledger);
    return { previous: previous.line, next: next.line, position: outcome.position, handover };
  }

  private readable(who: Principal, ledger: string, job: JobName = 'prove'): Promise<Ledger> {
    return this.jobs.do(who, ledger, job, () => this.ledgers.get(ledger));
  }
}

/** Puts a ledger's file or its export into a data directory under the ledger's name. */
async function bringInto(scratch: LedgerStore, ledger: string, file: string): Promise<void> {
  if (file.endsWith('.sqlite')) {
    const path = join(scratch.path, `${ledger}.sqlite`);
    copyFileSync(file, path);
    for (const suffix of ['-wal', '-shm']) if (existsSync(file + suffix)) copyFileSync(file + suffix, path + suffix);
    return;
  }
  const lines = linesOf(createReadStream(file) as AsyncIterable<Buffer>);
  const first = await lines.next();
  const header = readHeader(first.done === true ? '' : first.value);
  if (header.ledger !== ledger)
    throw new QueryRefused(
      'ledger',
      basename(file),
      `holds the ledger "${header.ledger}", and the snapshot is of "${ledger}"`,
    );
  await restoreLedger(scratch, header, { [Symbol.asyncIterator]: () => lines });
}
