import {
  commandRow,
  execute,
  importFiles,
  type Asker,
  type CommandRequest,
  type ImportReport,
  type Outcome,
} from '@outturn/application';
import { readFiles, type ReadOptions, type SourceFile } from '@outturn/intake';
import type { OpenLedgers } from '../open-ledgers.js';

/** Files on their way into a ledger. Plain data, so that it can cross to another thread. */
export interface FilesToImport extends Asker {
  readonly files: readonly SourceFile[];
  readonly options: ReadOptions;
  readonly dryRun: boolean;
}

/** Where writes happen: in this thread, or in one of its own so that a long import freezes nobody. */
export abstract class LedgerWriter {
  abstract execute(ledger: string, request: CommandRequest): Promise<Outcome>;
  abstract importFiles(ledger: string, request: FilesToImport): Promise<ImportReport>;
  /** What the writer died of; null while it lives. */
  abstract readonly failure: Error | null;
  abstract close(): Promise<void>;
}

/** Writes in this thread. */
export class InProcessWriter extends LedgerWriter {
  readonly failure = null;

  constructor(private readonly ledgers: OpenLedgers) {
    super();
  }

  async execute(ledger: string, request: CommandRequest): Promise<Outcome> {
    return execute(await this.ledgers.get(ledger), request);
  }

  async importFiles(ledger: string, { files, options, ...request }: FilesToImport): Promise<ImportReport> {
    const open = await this.ledgers.get(ledger);
    return importFiles(open, { ...request, files: readFiles(files, options) });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** A request's command as an instance of its class again, after its fields have crossed a thread boundary. */
export function revive(request: CommandRequest): CommandRequest {
  const { command } = commandRow(request.name);
  return { ...request, command: Object.assign(new command(), request.command) };
}
