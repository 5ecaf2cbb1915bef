import { InvalidArgumentError, type Command } from 'commander';
import { importKinds, type ImportKind, type ReadOptions, type SourceFile } from '@outturn/intake';
import type { CommandLine } from '../command-line.js';
import { importReport, writeImportReport } from '../import-report.js';
import type { Session } from '../session.js';
import { readSourceFile } from '../source-files.js';
import { exitCodes } from '@outturn/wiring';

interface Options {
  readonly kind?: ImportKind;
  readonly dryRun?: boolean;
  readonly release?: string;
  readonly occurred?: string;
  readonly dictionary?: string;
  readonly outOfOrder?: boolean;
  readonly idempotencyKey?: string;
}

/** From here on, in bytes (perhaps of gzip), an import takes so long that somebody may want to stop it or to see that it goes on. */
const LARGE = 100 * 1024;

/** `outturn import` */
export function addImport(program: Command, line: CommandLine): void {
  program
    .command('import')
    .description('take files into a ledger: all of their rows or none')
    .argument('<ledger>', 'a ledger, such as walsall')
    .argument('<file...>', 'CSV files, gzip or not; - for stdin')
    .option(
      '--kind <kind>',
      `what the files hold: ${importKinds.join(', ')} (default: what their headers say)`,
      kindArgument,
    )
    .option('--dry-run', 'say what would happen and write nothing')
    .option('--release <label>', "the label of a publisher's release (default: the file's name)")
    .option('--occurred <date>', 'the date of rows that state none, and of a release')
    .option('--dictionary <file>', "the publisher's dictionary of measures")
    .option('--out-of-order', 'take a release although a later one was taken before')
    .option('--idempotency-key <key>', 'a key under which a retry is the same request')
    .action((ledger: string, names: readonly string[], options: Options) => {
      const { kind, dictionary } = options;
      const files = names.map((name) => ({ ...readSourceFile(name), ...(kind === undefined ? {} : { kind }) }));
      const read: ReadOptions = {
        ...(options.occurred === undefined ? {} : { occurred: options.occurred }),
        ...(options.release === undefined ? {} : { release: options.release }),
        ...(options.outOfOrder === true ? { outOfOrder: true } : {}),
        ...(dictionary === undefined ? {} : { dictionary: readSourceFile(dictionary) }),
      };
      const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
      // In a thread of its own a long import leaves this one free to count the seconds and to hear Ctrl-C.
      const writer = size < LARGE ? 'in-process' : 'thread';
      return line.run((session) => {
        session.interruption.endsAtOnce = writer === 'thread';
        return importInto(session, ledger, files, read, options);
      }, writer);
    });
}

function kindArgument(text: string): ImportKind {
  const kind = importKinds.find((each) => each === text);
  if (kind === undefined) throw new InvalidArgumentError(`It is one of ${importKinds.join(', ')}.`);
  return kind;
}

async function importInto(
  session: Session,
  ledger: string,
  files: readonly SourceFile[],
  options: ReadOptions,
  { dryRun = false, idempotencyKey }: Options,
): Promise<number> {
  const { outturn, who, terminal, json } = session;
  const progress = terminal.progress('importing', 'rows');
  progress.phase(`${dryRun ? 'trying out' : 'importing'} ${files.map(({ name }) => name).join(', ')}`);
  try {
    const arrival = { via: 'import' as const, ...(idempotencyKey === undefined ? {} : { key: idempotencyKey }) };
    const taken = await outturn.importFiles(who, ledger, { files, options, dryRun }, arrival);
    session.interruption.endsAtOnce = false;
    progress.end();
    const report = importReport(ledger, taken);
    if (json) await terminal.writeJson(report);
    else await writeImportReport(report, terminal);
    return report.rejectedCount === 0 ? exitCodes.ok : exitCodes.invalidInput;
  } finally {
    progress.end();
  }
}
