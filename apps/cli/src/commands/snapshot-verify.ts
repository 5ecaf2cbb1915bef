import type { Command } from 'commander';
import { exitCodes, readSnapshotFile, type SeenIssue, type SnapshotVerification } from '@outturn/wiring';
import type { CommandLine } from '../command-line.js';
import { UnusableFile } from '../failure.js';
import type { Session } from '../session.js';
import { readSourceFile } from '../source-files.js';

interface Options {
  readonly key?: string;
  readonly ledger?: string;
}

/** `outturn snapshot verify` */
export function addSnapshotVerify(snapshot: Command, line: CommandLine): void {
  snapshot
    .command('verify')
    .description('check a snapshot file; exit 6 if it is not what was signed')
    .argument('<file>', 'a snapshot')
    .option('--key <vkey>', "the council's published verification key")
    .option('--ledger <file>', "the ledger's file or export, to recompute every figure from its events")
    .action((file: string, options: Options) => line.run((session) => verifyFile(session, file, options)));
}

async function verifyFile(
  { proofs, terminal, json }: Session,
  file: string,
  { key, ledger }: Options,
): Promise<number> {
  const read = readSnapshotFile(readSourceFile(file).bytes);
  if (read.kind === 'something else') throw new UnusableFile(`${file} is no snapshot as outturn snapshot writes it`);
  if (read.kind === 'deformed') {
    const { reason } = read;
    if (json) await terminal.writeJson({ ok: false, checks: [{ what: 'form', ok: false, detail: reason }] });
    else await terminal.writeLines(`${file}: NOT what was signed.`, `FAILED form: ${reason}`);
    return exitCodes.verificationFailed;
  }
  const report = await proofs.verifySnapshot(read.snapshot, key, ledger);
  if (json) await terminal.writeJson(report);
  else await terminal.writeLines(...reportLines(report));
  return report.ok ? exitCodes.ok : exitCodes.verificationFailed;
}

const reportLines = (report: SnapshotVerification): string[] => [
  `Snapshot of ${report.ledger} at position ${report.position}: ${report.ok ? 'nothing disagrees' : 'NOT what was signed'}.`,
  ...report.checks.map((check) => `${check.ok ? 'ok    ' : 'FAILED'} ${check.what}: ${check.detail}`),
  ...(report.preparedFor === null ? [] : [`Prepared for ${report.preparedFor}.`]),
  ...report.issued.map(issuedLine),
  ...report.limits,
  `digest ${report.digest}`,
];

const issuedLine = ({ position, issuedTo, recordedAt, shownBy }: SeenIssue): string =>
  `Issued to ${issuedTo} on ${recordedAt.slice(0, 10)}: event ${position}, ${
    shownBy === 'checkpoint' ? 'under a signed checkpoint behind it' : 'as the ledger that it was held against says'
  }.`;
