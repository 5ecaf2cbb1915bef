import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { exitCodes, type Outcome, type Snapshot } from '@outturn/wiring';
import type { CommandLine } from '../command-line.js';
import { UnusableFile, UsageError } from '../failure.js';
import { groundsLine } from '../grounds.js';
import { momentOf, withMoment, type MomentOptions } from '../moment-options.js';
import { OCCURRED } from '../occurred-option.js';
import { writeOutcome } from '../outcome-report.js';
import type { Session } from '../session.js';
import { WholeFile } from '../whole-file.js';
import { addSnapshotVerify } from './snapshot-verify.js';

type Options = MomentOptions & {
  readonly out?: string;
  readonly issueTo?: string;
  readonly occurred?: string;
  readonly force?: boolean;
};

/** `outturn snapshot` */
export function addSnapshot(program: Command, line: CommandLine): void {
  const snapshot = withMoment(
    program
      .command('snapshot')
      .description('a frozen scorecard with its position, root, digest and rules, as a file')
      .argument('<ledger>', 'a ledger, such as walsall')
      // Not a required option: commander would ask for it at `snapshot verify` too.
      .option('--out <file>', 'where to; - for stdout (required)')
      .option('--issue-to <body>', 'record that it was issued to this body')
      .option(...OCCURRED)
      .option('--force', 'write over a file that is there'),
  ).action((ledger: string, { out, ...options }: Options) => {
    if (out === undefined) throw new UsageError('a snapshot needs --out <file>, or --out - for stdout');
    return line.run((session) => freeze(session, ledger, out, options));
  });
  addSnapshotVerify(snapshot, line);
}

async function freeze(session: Session, ledger: string, out: string, options: Omit<Options, 'out'>): Promise<number> {
  const { proofs, who, terminal } = session;
  const { issueTo: issuedTo, force = false } = options;
  if (out !== '-' && !force && existsSync(out)) {
    throw new UnusableFile(`${out} is there already; choose another name, or --force`);
  }
  const snapshot = await proofs.snapshot(who, ledger, {
    ...momentOf(options),
    ...(issuedTo === undefined ? {} : { issuedTo }),
  });
  const text = `${JSON.stringify(snapshot, null, 2)}\n`;
  if (out === '-') {
    const issued = await issue(session, snapshot, options);
    if (issued !== null && issued.status !== 'accepted' && issued.status !== 'unchanged')
      return writeOutcome(session, ledger, issued);
    await terminal.write(text);
    return exitCodes.ok;
  }
  // The file is whole on the disk before the event says that it was issued, and has its name only after that.
  const file = new WholeFile(resolve(out));
  try {
    file.write(text);
    const issued = await issue(session, snapshot, options);
    if (issued !== null && issued.status !== 'accepted' && issued.status !== 'unchanged')
      return await writeOutcome(session, ledger, issued);
    file.finish();
    await report(session, snapshot, out, issued);
    return exitCodes.ok;
  } finally {
    file.discard();
  }
}

/** Records that the snapshot goes to a body; null where it goes to nobody. */
async function issue(
  { outturn, who }: Session,
  snapshot: Snapshot,
  { occurred }: Pick<Options, 'occurred'>,
): Promise<Outcome | null> {
  const { ledger, digest, position, asAt, issuedTo, rules } = snapshot;
  if (issuedTo === null) return null;
  const fields = { digest, position, asAt, issuedTo, rules, ...(occurred === undefined ? {} : { occurred }) };
  return outturn.submit(who, ledger, 'IssueSnapshot', fields, { via: 'terminal' });
}

async function report(
  { terminal, json }: Session,
  { ledger, position, root, asAt, digest, issuedTo, rules, rows }: Snapshot,
  out: string,
  issued: Outcome | null,
): Promise<void> {
  const issuedAt = issued !== null && 'position' in issued ? issued.position : null;
  if (json) {
    const file = resolve(out);
    return terminal.writeJson({
      ledger,
      position,
      root,
      asAt,
      file,
      digest,
      rules,
      figures: rows.length,
      issuedTo,
      issuedAt,
    });
  }
  await terminal.writeLines(
    `Wrote ${out}: the scorecard of ${ledger}, ${rows.length} rows.`,
    `digest ${digest}`,
    ...(issuedAt === null ? [] : [`Issued to ${issuedTo ?? ''}, which is event ${issuedAt}.`]),
    groundsLine({ ledger, position, root }, asAt),
  );
}
