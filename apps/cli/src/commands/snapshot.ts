import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { exitCodes, preparedFor, type AnyProvenSnapshot, type Outcome } from '@outturn/wiring';
import type { CommandLine } from '../command-line.js';
import { UnusableFile, UsageError } from '../failure.js';
import { groundsLine } from '../grounds.js';
import { momentOf, withMoment, type MomentOptions } from '../moment-options.js';
import { writeOutcome } from '../outcome-report.js';
import { OCCURRED } from '../occurred-option.js';
import { positionArgument } from '../position-argument.js';
import type { Session } from '../session.js';
import { WholeFile } from '../whole-file.js';
import { addSnapshotVerify } from './snapshot-verify.js';

interface Options extends MomentOptions {
  readonly out?: string;
  readonly preparedFor?: string;
  readonly issueTo?: string;
  readonly issued?: number;
  readonly occurred?: string;
  readonly force?: boolean;
}

/** `outturn snapshot` */
export function addSnapshot(program: Command, line: CommandLine): void {
  const snapshot = withMoment(
    program
      .command('snapshot')
      .description('a frozen scorecard with its position, root, digest and rules, as a file')
      .argument('<ledger>', 'a ledger, such as walsall')
      // Not a required option: commander would ask for it at `snapshot verify` too.
      .option('--out <file>', 'where to; - for stdout (required)')
      .option('--prepared-for <body>', 'the body that it is made for')
      .option('--issue-to <body>', 'make it for this body and record that it was issued, as an event')
      .option(...OCCURRED)
      .option('--issued <position>', 'make again what this event says was issued', positionArgument)
      .option('--force', 'write over a file that is there'),
  ).action((ledger: string, { out, ...options }: Options) => {
    if (out === undefined) throw new UsageError('a snapshot needs --out <file>, or --out - for stdout');
    return line.run((session) => freeze(session, ledger, out, options));
  });
  addSnapshotVerify(snapshot, line);
}

async function freeze(session: Session, ledger: string, out: string, options: Omit<Options, 'out'>): Promise<number> {
  const { proofs, who, terminal } = session;
  const { preparedFor: forBody, issueTo, issued, force = false } = options;
  if ([forBody, issueTo, issued].filter((each) => each !== undefined).length > 1)
    throw new UsageError('--prepared-for, --issue-to and --issued are three ways: give one of them');
  if (out !== '-' && !force && existsSync(out)) {
    throw new UnusableFile(`${out} is there already; choose another name, or --force`);
  }
  const body = issueTo ?? forBody;
  const question = { ...momentOf(options), ...(body === undefined ? {} : { preparedFor: body }) };
  const snapshot =
    issued === undefined
      ? await proofs.snapshot(who, ledger, question)
      : await proofs.issuedSnapshot(who, ledger, issued);
  if (out === '-') {
    const issuing = await issue(session, snapshot, options);
    if (issuing !== null && !('position' in issuing)) return writeOutcome(session, ledger, issuing);
    await terminal.write(fileOf(await withProof(session, snapshot, issuing)));
    return exitCodes.ok;
  }
  // The file is whole on the disk before the event says that it was issued, and has its name only after that.
  const file = new WholeFile(resolve(out));
  try {
    file.write(fileOf(snapshot));
    const issuing = await issue(session, snapshot, options);
    if (issuing !== null && !('position' in issuing)) return await writeOutcome(session, ledger, issuing);
    if (issuing !== null) file.rewrite(fileOf(await withProof(session, snapshot, issuing)));
    file.finish();
    await report(session, snapshot, out, issuing);
    return exitCodes.ok;
  } finally {
    file.discard();
  }
}

const fileOf = (snapshot: AnyProvenSnapshot): string => `${JSON.stringify(snapshot, null, 2)}\n`;

type Issued = Extract<Outcome, { position: number }>;

/** Records that the snapshot goes to a body; null if it goes to nobody. */
async function issue(
  { outturn, who }: Session,
  { ledger, digest, position, asAt, rules }: AnyProvenSnapshot,
  { issueTo: issuedTo, occurred }: Pick<Options, 'issueTo' | 'occurred'>,
): Promise<Outcome | null> {
  if (issuedTo === undefined) return null;
  const fields = { digest, position, asAt, issuedTo, rules, ...(occurred === undefined ? {} : { occurred }) };
  return outturn.submit(who, ledger, 'IssueSnapshot', fields, { via: 'terminal' });
}

/** The same snapshot with the proof of the event that says that it was issued. */
async function withProof(
  { proofs, who, terminal }: Session,
  snapshot: AnyProvenSnapshot,
  issued: Issued | null,
): Promise<AnyProvenSnapshot> {
  if (issued === null) return snapshot;
  try {
    return await proofs.issuedSnapshot(who, snapshot.ledger, issued.position);
  } catch (error) {
    terminal.say(`outturn: that it was issued is event ${issued.position}; --issued ${issued.position} makes its file`);
    throw error;
  }
}

async function report(
  { terminal, json }: Session,
  snapshot: AnyProvenSnapshot,
  out: string,
  issued: Issued | null,
): Promise<void> {
  const { ledger, position, root, asAt, digest, rules, rows } = snapshot;
  const body = preparedFor(snapshot);
  const issuedAt = issued?.position ?? null;
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
      preparedFor: body,
      issuedTo: issuedAt === null ? null : body,
      issuedAt,
    });
  }
  await terminal.writeLines(
    `Wrote ${out}: the scorecard of ${ledger}, ${rows.length} rows.`,
    `digest ${digest}`,
    ...(issuedAt === null ? [] : [`Issued to ${body ?? ''}, which is event ${issuedAt}; the file brings its proof.`]),
    ...(issuedAt === null && body !== null ? [`Prepared for ${body}; nothing says that it was issued.`] : []),
    groundsLine({ ledger, position, root }, asAt),
  );
}
