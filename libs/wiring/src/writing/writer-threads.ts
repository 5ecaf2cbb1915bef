import type { CommandRequest, ImportReport, Outcome } from '@outturn/application';
import { LedgerWriter, type FilesToImport } from './ledger-writer.js';
import type { WriterThreadData } from './thread-messages.js';
import { WriterThread } from './writer-thread.js';

/** One thread for commands and one for imports: an import of minutes into one ledger holds up no command to another. */
export class WriterThreads extends LedgerWriter {
  private readonly commands: WriterThread;
  private readonly imports: WriterThread;

  constructor(data: WriterThreadData) {
    super();
    this.commands = new WriterThread(data);
    this.imports = new WriterThread(data);
  }

  get failure(): Error | null {
    return this.commands.failure ?? this.imports.failure;
  }

  execute(ledger: string, request: CommandRequest): Promise<Outcome> {
    return this.commands.execute(ledger, request);
  }

  importFiles(ledger: string, request: FilesToImport): Promise<ImportReport> {
    return this.imports.importFiles(ledger, request);
  }

  async close(): Promise<void> {
    await Promise.all([this.commands.close(), this.imports.close()]);
  }
}
