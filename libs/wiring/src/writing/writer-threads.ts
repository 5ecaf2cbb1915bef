import type { CommandRequest, ImportReport } from '@outturn/application';
import type { ReplicaReport } from '../open-ledgers.js';
import { LedgerWriter, type FilesToImport, type ToldOutcome } from './ledger-writer.js';
import type { WriterThreadData } from './thread-messages.js';
import { WriterThread } from './writer-thread.js';

/**
 * One thread for commands and one for imports: an import of minutes into one ledger holds up no command to another. Where
 * ledgers are replicas, a third follows their streams.
 */
export class WriterThreads extends LedgerWriter {
  private readonly commands: WriterThread;
  private readonly imports: WriterThread;
  private readonly follower: WriterThread | null;

  constructor(data: Omit<WriterThreadData, 'part'>, follows: boolean) {
    super();
    this.commands = new WriterThread({ ...data, part: 'writes' });
    this.imports = new WriterThread({ ...data, part: 'writes' });
    this.follower = follows ? new WriterThread({ ...data, part: 'follows' }) : null;
  }

  get failure(): Error | null {
    return this.commands.failure ?? this.imports.failure ?? this.follower?.failure ?? null;
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
        .reduce((sum, { counts }) => added(sum, counts), { appends: 0, commands: 0, conflicts: 0, abandoned: 0 }),
    }));
  }

  execute(ledger: string, request: CommandRequest): Promise<ToldOutcome> {
    return this.commands.execute(ledger, request);
  }

  importFiles(ledger: string, request: FilesToImport): Promise<ImportReport> {
    return this.imports.importFiles(ledger, request);
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
});
