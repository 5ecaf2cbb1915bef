import type { Command } from 'commander';
import { exitCodes, isProvenSnapshot, type SnapshotVerification } from '@outturn/wiring';
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
    .description('check a snapshot file; exit 6 where it is not what was signed')
    .argument('<file>', 'a snapshot')
    .option('--key <vkey>', "the council's published verification key")
    .option('--ledger <file>', "the ledger's file or export, to recompute every figure")
    .action((file: string, options: Options) => line.run((session) => verifyFile(session, file, options)));
}

async function verifyFile(
  { proofs, terminal, json }: Session,
  file: string,
  { key, ledger }: Options,
): Promise<number> {
  const report = await proofs.verifySnapshot(readSnapshot(file), key, ledger);
  if (json) await terminal.writeJson(report);
  else await terminal.writeLines(...reportLines(report));
  return report.ok ? exitCodes.ok : exitCodes.verificationFailed;
}

/** @throws UnusableFile for a file that is no snapshot */
function readSnapshot(file: string) {
  const text = readSourceFile(file).bytes.toString('utf8');
  let snapshot: unknown = null;
  try {
    snapshot = JSON.parse(text);
  } catch {
    // Reported below: it is no snapshot either way.
  }
  if (!isProvenSnapshot(snapshot)) throw new UnusableFile(`${file} is no snapshot as outturn snapshot writes it`);
  return snapshot;
}

const reportLines = ({ ledger, position, digest, ok, checks, limits }: SnapshotVerification): string[] => [
  `Snapshot of ${ledger} at position ${position}: ${ok ? 'nothing disagrees' : 'NOT what was signed'}.`,
  ...checks.map((check) => `${check.ok ? 'ok    ' : 'FAILED'} ${check.what}: ${check.detail}`),
  ...limits,
  `digest ${digest}`,
];
