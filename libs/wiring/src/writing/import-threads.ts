import type { ImportReport } from '@outturn/application';
import type { ReplicaReport } from '@outturn/ledger';
import { ImportQueue } from './import-queue.js';
import type { FilesToImport } from './ledger-writer.js';

/** How many imports run at once: one whose file is meant to be slow leaves room for another council's. */
const AT_ONCE = 2;

/** A thread that took more than this has grown, and is ended so that what it grew to is given back. Bytes. */
const LARGE = 1_048_576;

/** What is needed of a thread that imports. */
export interface ImportThread {
  readonly failure: Error | null;
  readonly reports: readonly ReplicaReport[];
  importFiles(ledger: string, request: FilesToImport): Promise<ImportReport>;
  close(): Promise<void>;
}

/** The threads that read and take in files, one file each at a time. One that dies fails its own import and is replaced. */
export class ImportThreads {
  private readonly queue = new ImportQueue(AT_ONCE);
  private readonly idle: ImportThread[] = [];
  private readonly busy = new Set<ImportThread>();

  constructor(private readonly start: () => ImportThread) {
    // The first import doesn't wait for a thread to start.
    this.idle.push(start());
  }

  /** @throws TooManyImports */
  importFiles(ledger: string, request: FilesToImport): Promise<ImportReport> {
    return this.queue.run(ledger, async () => {
      const thread = this.take();
      this.busy.add(thread);
      try {
        return await thread.importFiles(ledger, request);
      } finally {
        this.busy.delete(thread);
        await this.putBack(thread, request);
      }
    });
  }

  get reports(): readonly ReplicaReport[] {
    return [...this.idle, ...this.busy].flatMap(({ reports }) => reports);
  }

  async close(): Promise<void> {
    await Promise.all([...this.idle, ...this.busy].map((thread) => thread.close()));
  }

  private take(): ImportThread {
    for (let thread = this.idle.pop(); thread !== undefined; thread = this.idle.pop())
      if (thread.failure === null) return thread;
    return this.start();
  }

  private async putBack(thread: ImportThread, { files }: FilesToImport): Promise<void> {
    if (thread.failure !== null) return;
    const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (size <= LARGE) this.idle.push(thread);
    else await thread.close();
  }
}
