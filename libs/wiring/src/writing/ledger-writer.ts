import {
  allows,
  commandRow,
  execute,
  FilesRead,
  importFiles,
  type Asker,
  type CommandRequest,
  type ImportReport,
  type Outcome,
  type Role,
} from '@outturn/application';
import type { EventEnvelope } from '@outturn/kernel';
import type { ReadOptions, SourceFile } from '@outturn/intake';
import { LedgerNotFound, type ReplicaReport } from '@outturn/ledger';
import type { OpenLedgers } from '../open-ledgers.js';
import { NotAllowed } from '../principal.js';
import { RefusingLedgers } from './refusing-ledgers.js';

/** Files on their way into a ledger. Plain data, so that it can cross to another thread. */
export interface FilesToImport extends Asker {
  readonly files: readonly SourceFile[];
  readonly options: ReadOptions;
  readonly dryRun: boolean;
  /** What their sender may do: each row needs what its command needs. */
  readonly roles: readonly Role[];
}

type Accepted = Extract<Outcome, { readonly status: 'accepted' }>;

/** What came of a command as whoever sent it is told: its events by their names, not whole. */
export type ToldOutcome =
  | Exclude<Outcome, Accepted>
  | (Omit<Accepted, 'events'> & { readonly events: readonly Pick<EventEnvelope, 'position' | 'type' | 'eventId'>[] });

/** Where writes happen: in this thread, or in one of its own so that a long import freezes nobody. */
export abstract class LedgerWriter {
  /** The ledgers that took no more writes when somebody last tried. */
  readonly refusing = new RefusingLedgers();

  execute(ledger: string, request: CommandRequest): Promise<ToldOutcome> {
    return this.refusing.watch(ledger, this.carryOut(ledger, request));
  }

  importFiles(ledger: string, request: FilesToImport): Promise<ImportReport> {
    return this.refusing.watch(ledger, this.takeFiles(ledger, request), !request.dryRun);
  }

  /**
   * Whether the store of a ledger takes writes again: there is room for them, and it begins and ends one. A ledger that is
   * not there any more refuses none.
   * @throws StorageFailed, LedgerBusy
   */
  async probe(ledger: string): Promise<void> {
    try {
      await this.refusing.watch(ledger, this.writeNothing(ledger));
    } catch (error) {
      if (!(error instanceof LedgerNotFound)) throw error;
      this.refusing.forget(ledger);
    }
  }

  protected abstract carryOut(ledger: string, request: CommandRequest): Promise<ToldOutcome>;
  protected abstract takeFiles(ledger: string, request: FilesToImport): Promise<ImportReport>;
  protected abstract writeNothing(ledger: string): Promise<void>;
  /** How the replicas stand that it writes to; none where ledgers are files. */
  abstract readonly reports: readonly ReplicaReport[];
  /** Whether it is known which ledgers there are to follow. */
  abstract readonly found: boolean;
  /** What the writer died of; null while it lives. */
  abstract readonly failure: Error | null;
  abstract close(): Promise<void>;
}

/** Writes in this thread. */
export class InProcessWriter extends LedgerWriter {
  readonly found = true;
  readonly failure = null;

  constructor(private readonly ledgers: OpenLedgers) {
    super();
  }

  get reports(): readonly ReplicaReport[] {
    return this.ledgers.reports;
  }

  /** Its events are whole here, where they were read. */
  override execute(ledger: string, request: CommandRequest): Promise<Outcome> {
    return this.refusing.watch(ledger, this.carryOut(ledger, request));
  }

  protected async carryOut(ledger: string, request: CommandRequest): Promise<Outcome> {
    return execute(await this.ledgers.get(ledger), request);
  }

  /** @throws NotAllowed where a row says what its sender may not say; IdempotencyKeyReused */
  protected async takeFiles(
    ledger: string,
    { files, options, dryRun, roles, ...request }: FilesToImport,
  ): Promise<ImportReport> {
    const open = await this.ledgers.get(ledger);
    const read = FilesRead.beside(open, files, options, dryRun);
    const missing = [...read.permissions].find((permission) => !allows(roles, permission));
    if (missing !== undefined) throw new NotAllowed(missing, ledger);
    return importFiles(open, { ...request, files: read });
  }

  protected async writeNothing(ledger: string): Promise<void> {
    this.ledgers.store.mustHaveRoom();
    return (await this.ledgers.get(ledger)).write(() => ({ batches: [], answer: () => undefined }));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Leaves out of an outcome what nobody is told; most of what would cross a thread boundary otherwise is events. */
export const told = (outcome: Outcome): ToldOutcome =>
  outcome.status === 'accepted'
    ? { ...outcome, events: outcome.events.map(({ position, type, eventId }) => ({ position, type, eventId })) }
    : outcome;

/** A request's command as an instance of its class again, after its fields have crossed a thread boundary. */
export function revive(request: CommandRequest): CommandRequest {
  const { command } = commandRow(request.name);
  return { ...request, command: Object.assign(new command(), request.command) };
}
