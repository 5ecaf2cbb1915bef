import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import type { EventEnvelope } from '@outturn/kernel';
import { greatest } from '@outturn/kernel';
import { LedgerBusy, LedgerDamaged } from '../errors.js';
import type { LedgerReader, Proposal } from '../ledger.js';
import type { OpenedLedger } from '../ledger-store.js';
import { ClockCheck } from './clock-check.js';
import { baseOf, type DecidedGroup, type Task } from './decided-group.js';
import { Follower } from './follower.js';
import { LedgerFeed } from './ledger-feed.js';
import { chunksOf } from './chunks.js';
import { withBase } from './ledger-records.js';
import { OtherWriters, type Turn } from './other-writers.js';
import { Rehashing } from './rehashing.js';
import { Replica } from './replica.js';
import { Erasures } from './erasures.js';
import type { ReplicaReport, ReplicaStanding, WriteCounts } from '../replica-standing.js';
import { identityOf } from '../sqlite/connection.js';
import type { SqliteLedgerOptions } from '../sqlite/options.js';
import { APPEND_LIMIT, type Appended, type StreamStore } from './stream-store.js';
import { TextStreams } from './text-streams.js';

/** How often a group of commands is decided again because another node was faster. */
const CONFLICTS = 100;

/** How many commands may share one append: bounds how long a neighbour waits for its answer. */
const GROUP = 1_000;

/** How long appends are taken in on the store's word before one is read back again, in milliseconds. */
const WORD = 1_000;

/** What a ledger in a store of streams is opened with. */
export type StreamLedgerOptions = SqliteLedgerOptions & {
  /** Whether the replica follows the stream by itself; otherwise it catches up when it is opened and when it writes. */
  readonly follows: boolean;
};

/**
 * A ledger whose authority is a stream. Commands that wait are decided together on the replica's head, in
 * a transaction that is rolled back; their events go to the stream in one append that expects this very head; they reach
 * the replica by the feed alone, and answers are read from there. One append is under way at a time.
 */
export class StreamLedger implements OpenedLedger {
  readonly id: string;
  readonly counts: WriteCounts = { appends: 0, commands: 0, conflicts: 0, abandoned: 0, turns: 0 };
  private readonly path: string;
  private readonly identity: string | null;
  private readonly stream: string;
  private readonly feed: LedgerFeed;
  private readonly texts: TextStreams;
  private readonly clock: ClockCheck;
  private readonly erasures: Erasures;
  private readonly others: OtherWriters;
  private readonly follower: Follower | null;
  private readonly rehashing: Rehashing | null;
  private queue: Task[] = [];
  private running: Promise<void> | null = null;
  private readBackAt = -Infinity;
  private closed = false;

  private constructor(
    private readonly store: StreamStore,
    private readonly replica: Replica,
    options: StreamLedgerOptions,
  ) {
    this.id = options.ledger;
    this.path = options.path;
    this.identity = identityOf(options.path);
    this.stream = store.names.ledger(options.ledger);
    this.feed = new LedgerFeed(store, replica, options.ledger, options.follows);
    this.texts = new TextStreams(store, options.ledger);
    this.clock = new ClockCheck(options.clock, store);
    this.erasures = new Erasures(replica, this.texts);
    this.others = new OtherWriters(store, replica, this.feed, this.stream, this.counts);
    this.follower = options.follows ? new Follower(store, this.feed, this.stream) : null;
    this.rehashing = options.follows ? new Rehashing(replica, store.patience.rehash) : null;
  }

  /**
   * Opens the replica of a ledger, as far as it has come.
   * @throws BadConfiguration, LedgerBusy, StorageFailed as `SqliteLedger.open`
   */
  static async open(store: StreamStore, options: StreamLedgerOptions): Promise<StreamLedger> {
    return new StreamLedger(store, await Replica.open(options), options);
  }

  write<Answer>(decide: (reader: LedgerReader) => Proposal<Answer>): Promise<Answer> {
    if (this.closed) return Promise.reject(new Error(`the ledger "${this.id}" is closed`));
    return new Promise<Answer>((resolve, reject) => {
      this.queue.push({ decide, resolve: resolve as (answer: unknown) => void, reject });
      this.running ??= this.run();
    });
  }

  read<Answer>(ask: (reader: LedgerReader) => Answer): Answer {
    return this.replica.read(ask);
  }

  /** Reads what the stream has and the replica hasn't. @throws StoreUnavailable, ReplicaStopped, UnknownEvent */
  catchUp(): Promise<void> {
    return this.feed.catchUp();
  }

  /** A replica whose file was deleted is made again when it is next opened. */
  get isSpent(): boolean {
    return identityOf(this.path) !== this.identity;
  }

  get report(): ReplicaReport {
    const { standing, counts } = this;
    return { standing, counts };
  }

  /** How the replica stands to its stream, as far as this handle has seen. */
  get standing(): ReplicaStanding {
    const { stopped, revision, rehashedAt } = this.replica.state;
    const { seen } = this.feed;
    return {
      ledger: this.id,
      behind: seen === null ? null : Math.max(0, seen.revision - Math.max(revision, this.feed.next - 1)),
      seenAt: seen === null ? null : new Date(seen.at).toISOString(),
      stopped: stopped ?? this.follower?.failure?.message ?? null,
      broken: (this.follower?.broken ?? this.erasures.failure)?.message ?? null,
      rehashedAt,
    };
  }

  /** What was asked before is still written and answered. */
  async close(): Promise<void> {
    this.closed = true;
    await this.running;
    await this.follower?.end();
    await this.feed.end();
    await this.rehashing?.end();
    await this.replica.close();
  }

  private async run(): Promise<void> {
    for (;;) {
      await setImmediate();
      if (this.queue.length === 0) {
        this.running = null;
        return;
      }
      const group = this.queue.splice(0, GROUP);
      try {
        // What had no room comes before what came later.
        const left = await this.answer(group);
        this.queue = [...left, ...this.queue];
      } catch (error) {
        for (const task of group) task.reject(error);
      }
    }
  }

  /** Writes and answers a group. Returns those of it that had no room. */
  private async answer(group: readonly Task[]): Promise<readonly Task[]> {
    if (this.feed.seen === null) await this.others.wait();
    let turn: Turn | null = null;
    for (let attempt = 1; attempt <= CONFLICTS; attempt += 1) {
      const began = performance.now();
      const decided = await this.decided(group, turn);
      const took = performance.now() - began;
      const { conflict, revision: end } = await this.append(decided, turn);
      if (!conflict) {
        this.settle(decided);
        return decided.postponed;
      }
      this.counts.conflicts += 1;
      // Several nodes that lost to one another would go on doing so in step. What is read after the pause is not old.
      await pause(Math.random() * Math.min(attempt, 20));
      await this.others.wait(end);
      await this.erasures.takeBack(decided.texts);
      // What takes long to decide would lose for ever to whoever is quicker.
      turn = took > this.store.patience.slow ? await this.others.askForTurn(took) : null;
    }
    throw new LedgerBusy(
      `other nodes wrote to "${this.id}" ${CONFLICTS} times while this was decided; nothing was written, try again`,
    );
  }

  private async decided(group: readonly Task[], turn: Turn | null): Promise<DecidedGroup> {
    try {
      await this.clock.mustAgree(this.replica.head().recordedAt);
      return await this.replica.decide(group, APPEND_LIMIT);
    } catch (error) {
      if (turn !== null) await this.others.goOn(turn);
      throw error;
    }
  }

  /**
   * Sends what was decided. Where nothing is to be written, it is made sure that everything was decided on the head.
   * @param turn that it was decided in; the first append ends it
   * @returns a conflict where the stream had moved on
   */
  private async append(group: DecidedGroup, turn: Turn | null): Promise<Appended> {
    const { writes, texts, revision } = group;
    let expected = turn?.revision ?? revision;
    if (writes.length === 0) {
      const end = await this.store.last(this.stream);
      this.feed.sawEnd(end.revision);
      if (turn !== null) await this.others.goOn(turn);
      return { conflict: end.revision !== expected, revision: end.revision };
    }
    if (!(await this.texts.keep(texts))) {
      if (turn !== null) await this.others.goOn(turn);
      return { conflict: true, revision: null };
    }
    const sent = this.clock.now();
    const records = writes.flatMap((write) => write.records);
    const closing = turn === null ? [] : [turn.closing];
    const chunks = [...chunksOf([...closing, ...withBase(records, baseOf(group))])];
    for (const chunk of chunks) {
      const appended = await this.store.append(this.stream, chunk, expected);
      if (appended.conflict) return appended;
      this.counts.appends += 1;
      expected = appended.revision;
    }
    const answered = this.clock.now();
    const oneAppend = chunks.length === 1 && expected === revision + records.length;
    const readBack = !oneAppend || performance.now() - this.readBackAt > WORD;
    await (readBack ? this.feed.catchUp(expected) : this.feed.acknowledged(group, expected));
    if (this.replica.state.revision < expected)
      throw new LedgerDamaged(`the store acknowledged record ${expected} of ${this.stream} and does not have it`);
    this.counts.commands += writes.length;
    if (readBack) {
      this.readBackAt = performance.now();
      if (this.feed.lastCreated !== null) this.clock.compare(sent, this.feed.lastCreated, answered);
    }
    await this.erasures.finish();
    return { conflict: false, revision: expected };
  }

  private settle({ decided, refused, frontier }: DecidedGroup): void {
    for (const { task, error } of refused) task.reject(error);
    const stored = this.replica.eventsBehind(frontier, greatest([0, ...decided.map(({ last }) => last)]));
    for (const { task, proposal, first, last } of decided) {
      try {
        const own = stored.slice(first - frontier.size - 1, last - frontier.size);
        const events = (): EventEnvelope[] => own.map(({ event }) => event);
        const root = (): string => own.at(-1)?.frontier.root().toString('hex') ?? '';
        task.resolve(proposal.answer({ position: last, events, root }));
      } catch (error) {
        task.reject(error);
      }
    }
  }
}
