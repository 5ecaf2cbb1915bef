import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { setImmediate as turn } from 'node:timers/promises';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import {
  commandRow,
  validateCommand,
  type ImportReport,
  type LedgerSummary,
  type QueryName,
  type Queries,
  type Rehearsal,
} from '@outturn/application';
import { isLedgerId, todayInLondon, type Clock } from '@outturn/kernel';
import {
  LedgerExists,
  LedgerNotFound,
  LedgerUnreadable,
  type ReplayReport,
  type ReplicaStanding,
  type StorageFailed,
  type WriteCounts,
} from '@outturn/ledger';
import { FilesSubmission, inquiry, submission } from './bus-bindings.js';
import { CHECKS, type Checks } from './checking/checks.js';
import { InvalidCommand, type Arrival } from './arrival.js';
import { CLOCK } from './clock.js';
import { LedgerJobs } from './ledger-jobs.js';
import { OpenLedgers } from './open-ledgers.js';
import { NotAllowed, sees, type Principal } from './principal.js';
import { READING } from './reading/reading.js';
import { SHORT, type ReadingThreads } from './reading/reading-threads.js';
import type { WrittenAnswer } from './reading/written-answer.js';
import { LedgerWriter, type FilesToImport, type ToldOutcome } from './writing/ledger-writer.js';
import type { HearsOfWrites } from './writing/refusing-ledgers.js';

/** What a new ledger is made of. */
interface NewLedger {
  readonly name: string;
  readonly areaCode?: string;
  readonly live?: boolean;
}

/** A ledger whose file is there and can't be opened or read. */
export interface UnreadableLedger {
  readonly ledger: string;
  readonly error: unknown;
}

/** What stands in the way of the service's work. */
export interface Readiness {
  readonly ledgers: number;
  readonly unreadable: readonly UnreadableLedger[];
  /** The ledgers that are read and take no more writes, because their store has failed. */
  readonly refusing: readonly { readonly ledger: string; readonly error: StorageFailed }[];
  /** What the writer died of; null while it lives. */
  readonly writer: Error | null;
  /** How each replica stands to its stream; none where the ledgers are files of this machine. */
  readonly replicas: readonly ReplicaStanding[];
}

/** Everything that the edges can do. Commands, queries and work on whole ledgers go over Nest's buses. */
@Injectable()
export class Outturn {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly jobs: LedgerJobs,
    private readonly ledgers: OpenLedgers,
    private readonly writer: LedgerWriter,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(READING) private readonly reading: ReadingThreads | null,
    @Inject(CHECKS) private readonly checks: Checks,
  ) {}

  /**
   * Refuses a ledger that is not there and one that the asker may not see in the same words, so that nobody learns which
   * ledgers exist.
   * @throws LedgerNotFound
   */
  async mustSee(who: Principal, ledger: string): Promise<void> {
    if (!sees(who, ledger)) throw new LedgerNotFound(ledger);
    await this.ledgers.get(ledger);
  }

  /** How this node's replicas stand to their streams. */
  get replicas(): readonly ReplicaStanding[] {
    return this.writer.reports.map(({ standing }) => standing);
  }

  /** The last position of a ledger that can be read here. @throws LedgerNotFound, ReplicaStopped */
  async positionOf(ledger: string): Promise<number> {
    return (await this.ledgers.get(ledger)).read((reader) => reader.position);
  }

  /** The same for somebody who asks. @throws NotAllowed, LedgerNotFound, ReplicaStopped */
  async headOf(who: Principal, ledger: string): Promise<number> {
    return this.jobs.do(who, ledger, 'look', () => this.positionOf(ledger));
  }

  /** Whether every replica was at the end of its stream when the store was last heard of, or can't get there. */
  get hasCaughtUp(): boolean {
    const { found } = this.writer;
    return found && this.replicas.every(({ behind, stopped }) => behind === 0 || stopped !== null);
  }

  /** What this node's writers did, over all ledgers. */
  get writeCounts(): WriteCounts {
    const sum = { appends: 0, commands: 0, conflicts: 0, abandoned: 0, turns: 0 };
    for (const { counts } of this.writer.reports)
      for (const name of Object.keys(sum) as (keyof WriteCounts)[]) sum[name] += counts[name];
    return sum;
  }

  /**
   * Whether the service can do its work: which ledgers can't be read, which take no writes, and whether the writer is
   * there. A ledger that had no room for what was written is tried again.
   */
  async readiness(): Promise<Readiness> {
    const unreadable: UnreadableLedger[] = [];
    const ledgers = await this.ledgers.store.list();
    for (const ledger of ledgers) {
      // A hundred and fifty of them are read, and whoever asks for something meanwhile has it in between.
      await turn();
      try {
        (await this.ledgers.get(ledger)).read((reader) => reader.head());
      } catch (error) {
        unreadable.push({ ledger, error });
      }
    }
    for (const stray of this.strays()) unreadable.push(stray);
    await Promise.allSettled(
      this.refusing.filter(({ error }) => error.isFull).map(({ ledger }) => this.writer.probe(ledger)),
    );
    const { refusing, replicas, writer } = this;
    return { ledgers: ledgers.length, unreadable, refusing, writer: writer.failure, replicas };
  }

  /** The ledgers that took no more writes when somebody last tried. */
  get refusing(): Readiness['refusing'] {
    return [...this.writer.refusing.all].map(([ledger, error]) => ({ ledger, error }));
  }

  /** @param hears of each ledger that takes no more writes, and of each that takes them again */
  whenWritesChange(hears: HearsOfWrites): void {
    this.writer.refusing.whenChanged(hears);
  }

  /** Whether what is acknowledged here is kept. @throws BadConfiguration, StorageFailed */
  mustKeepItsWord(): void {
    this.ledgers.store.mustKeepItsWord();
  }

  private strays(): UnreadableLedger[] {
    return this.ledgers.store.strays().map((name) => ({
      ledger: name,
      error: new LedgerUnreadable(
        `${name}.sqlite can't be the name of a ledger: move it out of the data directory, or, where it is the only copy of a ledger, give it that ledger's name`,
      ),
    }));
  }

  /**
   * Submits a command by its name and the fields that a form, a JSON body or an argument list gave.
   * @throws InvalidCommand, NotAllowed, LedgerNotFound, LedgerBusy, StorageFailed
   */
  async submit(who: Principal, ledger: string, name: string, fields: object, arrival: Arrival): Promise<ToldOutcome> {
    return this.commands.execute(submission(who, ledger, name, fields, arrival));
  }

  /**
   * What a command would come to if it were submitted now; nothing is written.
   * @throws InvalidCommand, NotAllowed, LedgerNotFound
   */
  async rehearse(who: Principal, ledger: string, name: string, fields: object, arrival: Arrival): Promise<Rehearsal> {
    return this.commands.execute(submission(who, ledger, name, fields, arrival, true));
  }

  /** @throws QueryRefused, NotKnown, NotAllowed, LedgerNotFound */
  ask<Name extends QueryName>(
    who: Principal,
    ledger: string,
    name: Name,
    question: Queries[Name]['asked'],
  ): Promise<Queries[Name]['answer']> {
    return this.queries.execute(inquiry(who, ledger, name, question));
  }

  /**
   * The same as the bytes of its JSON, which may be tens of megabytes that nobody here has to look at.
   * @throws QueryRefused, NotKnown, NotAllowed, LedgerNotFound
   */
  askWritten<Name extends Exclude<QueryName, 'figures'>>(
    who: Principal,
    ledger: string,
    name: Name,
    question: Queries[Name]['asked'],
  ): Promise<WrittenAnswer> {
    return this.queries.execute(inquiry(who, ledger, name, question, true));
  }

  /**
   * Does something about a ledger in a thread that reads, so that nobody else waits for it.
   * @param work what the script of the threads calls it
   * @param asked plain data; so is what comes back
   * @returns null where whoever asks has it done sooner: the ledger is short, or there are no threads
   * @throws LedgerBusy, LedgerNotFound, and whatever the work throws
   */
  async doBeside<Told extends object>(ledger: string, work: string, asked: object): Promise<Told | null> {
    if (this.reading === null || (await this.positionOf(ledger)) <= SHORT) return null;
    return this.reading.do<Told>({ ledger, work, asked });
  }

  /**
   * Takes files into a ledger: all of their rows or none.
   * @throws NotAllowed, LedgerNotFound, LedgerBusy, StorageFailed
   */
  importFiles(
    who: Principal,
    ledger: string,
    files: Pick<FilesToImport, 'files' | 'options' | 'dryRun'>,
    { via, key = randomUUID(), correlationId }: Arrival,
  ): Promise<ImportReport> {
    const asker = {
      actor: who.actor,
      assurance: who.assurance,
      via,
      key,
      today: todayInLondon(this.clock),
      ...(correlationId === undefined ? {} : { correlationId }),
    };
    return this.commands.execute(new FilesSubmission(who, ledger, { ...files, ...asker, roles: who.roles }));
  }

  /**
   * Makes a ledger, open for migration unless it is to be live from the start. One that is there already goes to its
   * decider: a retry is answered as such, a ledger whose maker died before opening it is opened, and any other is refused.
   * @throws InvalidCommand
   */
  async createLedger(who: Principal, ledger: string, fields: NewLedger, arrival: Arrival): Promise<ToldOutcome> {
    await this.jobs.do(who, ledger, 'create', () => this.makeLedger(ledger, fields));
    return this.submit(who, ledger, 'OpenLedger', fields, arrival);
  }

  private async makeLedger(ledger: string, fields: NewLedger): Promise<void> {
    if (!isLedgerId(ledger)) {
      throw new InvalidCommand([
        {
          pointer: '/id',
          field: 'id',
          messages: ['id must be 1 to 63 lower-case letters, digits and hyphens, beginning with a letter'],
        },
      ]);
    }
    const validated = validateCommand(commandRow('OpenLedger').command, fields);
    if ('errors' in validated) throw new InvalidCommand(validated.errors);
    try {
      await this.writer.refusing.watch(ledger, this.ledgers.store.create(ledger));
      this.ledgers.makeKey(ledger);
    } catch (error) {
      if (!(error instanceof LedgerExists)) throw error;
    }
  }

  /** The ledgers that the asker may see, at their heads. One that can't be read does not hide the others. */
  async listLedgers(who: Principal): Promise<{ rows: LedgerSummary[]; unreadable: UnreadableLedger[] }> {
    const rows: LedgerSummary[] = [];
    const unreadable: UnreadableLedger[] = [];
    for (const ledger of await this.ledgers.store.list()) {
      await turn();
      try {
        rows.push(await this.ask(who, ledger, 'summary', {}));
      } catch (error) {
        if (!(error instanceof NotAllowed)) unreadable.push({ ledger, error });
      }
    }
    // A file that can't be a ledger is nobody's, so those are told of it who may see all that is here.
    if (who.ledgers === 'all') for (const stray of this.strays()) unreadable.push(stray);
    return { rows, unreadable };
  }

  /** Rebuilds the views from the events and compares. @throws NotAllowed, LedgerNotFound */
  async replay(
    who: Principal,
    ledger: string,
    to: number | undefined,
    onProgress: (position: number, of: number) => void,
  ): Promise<ReplayReport> {
    return this.jobs.do(who, ledger, 'replay', () => this.checks.replay(ledger, to, onProgress));
  }
}
