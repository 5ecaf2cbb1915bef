import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { counted, tableText } from '@outturn/reporting';
import { exitCodes, readStreamStore, storeKinds, type LedgerSummary, type RestoredLedger } from '@outturn/wiring';
import type { CommandLine } from '../command-line.js';
import { exportedLines } from '../exported-lines.js';
import { failureOf } from '../failure.js';
import { groundsLine } from '../grounds.js';
import { writeOutcome } from '../outcome-report.js';
import type { Progress } from '../progress.js';
import type { Session } from '../session.js';
import { readSourceFile } from '../source-files.js';
import { checkpointLines } from './verify.js';

/** `outturn ledger create`, `go-live`, `list`, `restore` and `copy` */
export function addLedger(program: Command, line: CommandLine): void {
  const ledger = program.command('ledger').description('make, list and restore ledgers');
  ledger
    .command('create')
    .description('a new ledger, open for migration until outturn ledger go-live')
    .argument('<id>', 'lower-case letters, digits and hyphens, such as walsall')
    .requiredOption('--name <name>', 'the name of its publisher, such as "Walsall Council"')
    .option('--area-code <code>', 'the code of its area, such as 335')
    .option('--live', 'live from the start: there is no history to bring in')
    .action((id: string, options: { readonly name: string; readonly areaCode?: string; readonly live?: boolean }) =>
      line.run(async (session) => {
        const outcome = await session.outturn.createLedger(session.who, id, options, { via: 'terminal' });
        const state =
          options.live === true ? 'live: what is recorded from now on is known from now on' : 'open for migration';
        return writeOutcome(session, id, outcome, `created ${id}, ${state}`);
      }),
    );
  ledger
    .command('go-live')
    .description(
      'end migration, which nothing undoes: from then on, what is recorded is known from when it is recorded',
    )
    .argument('<id>', 'a ledger, such as walsall')
    .action((id: string) =>
      line.run(async (session) => {
        const outcome = await session.outturn.submit(session.who, id, 'CloseMigration', {}, { via: 'terminal' });
        return writeOutcome(session, id, outcome, `${id} is live: what is recorded from now on is known from now on`);
      }),
    );
  ledger
    .command('list')
    .description('ids, names, positions and roots')
    .action(() => line.run(list));
  ledger
    .command('restore')
    .description('a ledger from an export: the same positions and the same root')
    .argument('<file>', 'what outturn export wrote; - for stdin')
    .option('--checkpoint <file>', 'a checkpoint that you held; without one a rewritten export goes unseen')
    .option('--key <vkey>', "the council's published verification key, which must have signed the checkpoint")
    .option('--redactions-from <file>', 'a newer ledger (.sqlite) or export: what it redacted since stays redacted')
    .action((file: string, options: RestoreOptions) => line.run((session) => restore(session, file, options)));
  ledger
    .command('copy')
    .description('a ledger from one store into the other: the same positions, digests and root')
    .argument('<ledger>', 'a ledger, such as walsall; nobody should write to it meanwhile')
    .addOption(
      new Option('--to <store>', 'where to; OUTTURN_STORE says where it is').choices(storeKinds).makeOptionMandatory(),
    )
    .requiredOption('--into <dir>', 'another data directory: for its file, or for the replica of this node')
    .action((id: string, options: CopyOptions) => line.run((session) => copy(session, id, options)));
}

interface CopyOptions {
  readonly to: string;
  readonly into: string;
}

async function copy(session: Session, ledger: string, { to, into }: CopyOptions): Promise<void> {
  const { copies, who, terminal, json, interruption } = session;
  const progress = terminal.progress('copying', 'events');
  const onProgress = (position: number, of: number): void => {
    interruption.check();
    progress.at(position, of);
  };
  try {
    const folder = resolve(into);
    const copied =
      to === 'sqlite'
        ? await copies.outOfStore(who, ledger, folder, onProgress)
        : await copies.intoStore(who, ledger, readStreamStore(to, process.env), folder, onProgress);
    progress.end();
    if (json) return await terminal.writeJson(copied);
    await terminal.writeLines(
      to === 'sqlite'
        ? `Copied ${ledger} out of the store into ${into}, verified. Its signing key stays where it is.`
        : `Copied ${ledger} into the store; its replica is in ${into}. Its signing key stays where it is.`,
      groundsLine(copied),
    );
  } finally {
    progress.end();
  }
}

async function list({ outturn, who, terminal, json }: Session): Promise<number> {
  const { rows, unreadable } = await outturn.listLedgers(who);
  const failures = unreadable.map(({ ledger, error }) => ({ ledger, ...failureOf(error) }));
  if (json)
    await terminal.writeJson({ rows, unreadable: failures.map(({ ledger, message }) => ({ ledger, message })) });
  else if (rows.length > 0) await terminal.write(tableText(columns, rows.map(ledgerRow), terminal.page));
  else if (failures.length === 0) await terminal.writeLines('No ledger is here yet: outturn ledger create makes one.');
  for (const { ledger, message } of failures) {
    terminal.say(
      message.includes(ledger) ? `outturn: ${message}` : `outturn: ${ledger}.sqlite can't be opened: ${message}`,
    );
  }
  return failures.length === 0 ? exitCodes.ok : exitCodes.failed;
}

const columns = [
  { title: 'Ledger' },
  { title: 'Name', least: 16 },
  { title: 'Area' },
  { title: 'Migration' },
  { title: 'Position', align: 'right' },
  { title: 'Root', least: 12 },
] as const;

const ledgerRow = ({ ledger, name, areaCode, migration, position, root }: LedgerSummary) => ({
  cells: [ledger, name ?? '', areaCode ?? '', migration, String(position), root],
});

interface RestoreOptions {
  readonly checkpoint?: string;
  readonly key?: string;
  readonly redactionsFrom?: string;
}

async function restore(session: Session, file: string, options: RestoreOptions): Promise<void> {
  const { exports, who, terminal, json, interruption } = session;
  const { checkpoint, ...others } = options;
  const held = {
    ...others,
    ...(checkpoint === undefined ? {} : { checkpoint: readSourceFile(checkpoint).bytes.toString('utf8') }),
  };
  const progress = terminal.progress('restoring', 'lines');
  let checking: Progress | null = null;
  try {
    const restored = await exports.restore(who, exportedLines(file, session, progress), held, (position, of) => {
      interruption.check();
      progress.end();
      checking ??= terminal.progress('checking', 'events');
      checking.at(position, of);
    });
    progress.end();
    endOf(checking);
    const { summary, ...report } = restored;
    if (json) return await terminal.writeJson({ ...summary, ...report });
    await terminal.writeLines(...restoredLines(restored), groundsLine(summary));
  } finally {
    progress.end();
    endOf(checking);
  }
}

/** What was restored and what was not checked, for people. */
function restoredLines({ summary, redacted, checkpoint, checkpointIsOwn, limits }: RestoredLedger): string[] {
  return [
    `Restored ${summary.ledger}${summary.name === null ? '' : ` (${summary.name})`}.`,
    ...(redacted === 0
      ? []
      : [
          `${counted(redacted, 'text')} that the export still had ${redacted === 1 ? 'was' : 'were'} redacted since: left out, each by an event behind those of the export.`,
        ]),
    ...(checkpointIsOwn ? ['No checkpoint was given, so the last one that was signed here was taken.'] : []),
    ...checkpointLines({ checkpoint }),
    ...limits,
  ];
}

/** A function of its own, because the compiler does not see that a callback gave the variable its value. */
const endOf = (progress: Progress | null): void => progress?.end();
