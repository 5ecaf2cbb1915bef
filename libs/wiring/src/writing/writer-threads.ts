import type { CommandRequest, ImportReport } from '@outturn/application';
import type { OpenBounds } from '../open-bounds.js';
import type { ReplicaReport } from '@outturn/ledger';
import { LedgerWriter, type FilesToImport, type ToldOutcome } from './ledger-writer.js';
import type { WriterThreadData } from './thread-messages.js';
import { ImportBrokenOff } from './import-broken-off.js';
import { ImportThreads } from './import-threads.js';
import { WriterThread } from './writer-thread.js';

/** A release of 640,000 cells is taken in with it: the process then holds less than 2 GB. MB. */
const IMPORT_MEMORY = 1_700;

/** What whoever waits for an import is told when its thread comes to an end. */
export const brokenOff = (cause: Error & { readonly code?: string }): Error =>
  new ImportBrokenOff(
    cause.code === 'ERR_WORKER_OUT_OF_MEMORY'
      ? 'this import needed more memory than one may have and was broken off: split the file into smaller ones'
      : 'this import was broken off: send it again with the same Idempotency-Key, which tells whether it was taken',
    { cause },
  );

/**
 * One thread for commands and others for imports: an import of minutes into one ledger holds up no command to another.
 * Where ledgers are replicas, one more follows their streams.
 */
export class WriterThreads extends LedgerWriter {
  private readonly commands: WriterThread;
  private readonly imports: ImportThreads;
  private readonly follower: WriterThread | null;

  /** @param importMemory what the objects of one import may take, in MB */
  constructor(
    data: Omit<WriterThreadData, 'part' | 'most'>,
    follows: boolean,
    bounds: OpenBounds,
    importMemory = IMPORT_MEMORY,
  ) {
    super();
    this.commands = new WriterThread({ ...data, part: 'writes', most: bounds.commands });
    const limits = { maxOldGenerationSizeMb: importMemory };
    // Two of them may run at once.
    const importing = { ...data, part: 'writes', most: Math.ceil(bounds.imports / 2) } as const;
    this.imports = new ImportThreads(() => new WriterThread(importing, limits, brokenOff));
    this.follower = follows ? new WriterThread({ ...data, part: 'follows', most: bounds.asks }) : null;
  }

  get failure(): Error | null {
    return this.commands.failure ?? this.follower?.failure ?? null;
  }

  get found(): boolean {
    return this.follower?.found ?? true;
  }

  /** How the replicas stand as their follower sees it, with what all threads wrote. */
  get reports(): readonly ReplicaReport[] {
    if (this.follower === null) return [];
    const writers = [this.commands, this.imports].flatMap(({ reports }) => reports);
    return this.follower.reports.map(({ standing }) => ({
      standing,
      counts: writers
        .filter((writer) => writer.standing.ledger === standing.ledger)
        .reduce((sum, { counts }) => added(sum, counts), {
          appends: 0,
          commands: 0,
          conflicts: 0,
          abandoned: 0,
          turns: 0,
        }),
    }));
  }

  protected carryOut(ledger: string, request: CommandRequest): Promise<ToldOutcome> {
    return this.commands.execute(ledger, request);
  }

  protected takeFiles(ledger: string, request: FilesToImport): Promise<ImportReport> {
    return this.imports.importFiles(ledger, request);
  }

  /** A thread that imports tries a ledger again by itself, with the next file. */
  protected writeNothing(ledger: string): Promise<void> {
    return this.commands.probe(ledger);
  }

  async close(): Promise<void> {
    await Promise.all([this.commands.close(), this.imports.close(), this.follower?.close()]);
  }
}

const added = (a: ReplicaReport['counts'], b: ReplicaReport['counts']): ReplicaReport['counts'] => ({
  appends: a.appends + b.appends,
  commands: a.commands + b.commands,
  conflicts: a.conflicts + b.conflicts,
  abandoned: a.abandoned + b.abandoned,
  turns: a.turns + b.turns,
});
