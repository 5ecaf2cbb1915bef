import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  importKindNamed,
  importKinds,
  importOf,
  importOptions,
  optionInAddress,
  type ImportKind,
  type ImportOption,
  type ReadOptions,
  type SaidOfImport,
  type SourceFile,
} from '@outturn/intake';
import type { CommandLine } from '../command-line.js';
import { importReport, writeImportReport } from '../import-report.js';
import type { Session } from '../session.js';
import { readSourceFile } from '../source-files.js';
import { exitCodes } from '@outturn/wiring';

interface Options extends Omit<SaidOfImport, 'dictionary'> {
  /** The name of its file. */
  readonly dictionary?: string;
  readonly dryRun?: boolean;
  readonly idempotencyKey?: string;
}

/** From here on, in bytes (perhaps of gzip), an import takes so long that somebody may want to stop it or to see that it goes on. */
const LARGE = 100 * 1024;

/** `outturn import` */
export function addImport(program: Command, line: CommandLine): void {
  const command = program
    .command('import')
    .description('take files into a ledger: all of their rows or none')
    .argument('<ledger>', 'a ledger, such as walsall')
    .argument('<file...>', 'CSV files, gzip or not; - for stdin');
  for (const option of importOptions) command.addOption(optionOf(option));
  command
    .option('--dry-run', 'say what would happen and write nothing')
    .option('--idempotency-key <key>', 'a key under which a retry is the same request')
    .action((ledger: string, names: readonly string[], options: Options) => {
      const { dryRun, idempotencyKey, dictionary, ...said } = options;
      const { files, options: read } = importOf(
        names.map((name) => readSourceFile(name)),
        {
          ...said,
          ...(dictionary === undefined ? {} : { dictionary: readSourceFile(dictionary) }),
        },
      );
      const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
      // In a thread of its own a long import leaves this one free to count the seconds and to hear Ctrl-C.
      const writer = size < LARGE ? 'in-process' : 'thread';
      return line.run((session) => {
        session.interruption.endsAtOnce = writer === 'thread';
        return importInto(session, ledger, files, read, { dryRun, idempotencyKey });
      }, writer);
    });
}

/** What stands behind an option of each sort. */
const ARGUMENTS: Readonly<Record<ImportOption['answer'], string>> = {
  kind: ' <kind>',
  label: ' <label>',
  day: ' <date>',
  file: ' <file>',
  yes: '',
};

function optionOf(option: ImportOption): Option {
  const { name, answer, says } = option;
  const leftOut = 'leftOut' in option ? ` (default: ${option.leftOut})` : '';
  const made = new Option(`--${optionInAddress(name)}${ARGUMENTS[answer]}`, `${says}${leftOut}`);
  return answer === 'kind' ? made.argParser(kindArgument) : made;
}

function kindArgument(text: string): ImportKind {
  const kind = importKindNamed(text);
  if (kind === undefined) throw new InvalidArgumentError(`It is one of ${importKinds.join(', ')}.`);
  return kind;
}

async function importInto(
  session: Session,
  ledger: string,
  files: readonly SourceFile[],
  options: ReadOptions,
  {
    dryRun = false,
    idempotencyKey,
  }: { readonly dryRun: boolean | undefined; readonly idempotencyKey: string | undefined },
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
