import type { Command } from 'commander';
import { counted } from '@outturn/reporting';
import { exitCodes, type LedgerVerification, type VerificationReport } from '@outturn/wiring';
import type { CommandLine } from '../command-line.js';
import { faultWords } from '../fault-words.js';
import { groundsLine } from '../grounds.js';
import type { Session } from '../session.js';
import { readSourceFile } from '../source-files.js';
import { replayReportLines } from './replay.js';

interface Options {
  readonly checkpoint?: string;
  readonly key?: string;
  readonly withReplay?: boolean;
}

/** `outturn verify` */
export function addVerify(program: Command, line: CommandLine): void {
  program
    .command('verify')
    .description('recompute everything from the stored bytes; exit 6 if anything disagrees')
    .argument('<ledger>', 'a ledger, such as walsall')
    .option('--checkpoint <file>', 'a checkpoint that you held; without one a rewrite or a dropped tail goes unseen')
    .option('--key <vkey>', "the council's published verification key")
    .option('--with-replay', 'also rebuild every kept row from the events and compare, as outturn replay does')
    .action((ledger: string, options: Options) => line.run((session) => verify(session, ledger, options)));
}

async function verify(
  session: Session,
  ledger: string,
  { checkpoint, key, withReplay = false }: Options,
): Promise<number> {
  const { proofs, who, terminal, json, interruption } = session;
  const held = {
    withReplay,
    ...(checkpoint === undefined ? {} : { checkpoint: readSourceFile(checkpoint).bytes.toString('utf8') }),
    ...(key === undefined ? {} : { key }),
  };
  const progress = terminal.progress('verifying', 'events');
  try {
    const report = await proofs.verify(who, ledger, held, (position, of) => {
      interruption.check();
      progress.at(position, of);
    });
    progress.end();
    if (json) await terminal.writeJson(report);
    else await terminal.writeLines(...verificationLines(report), ...replayLines(report));
    return report.ok ? exitCodes.ok : exitCodes.verificationFailed;
  } finally {
    progress.end();
  }
}

/** What the replay found that was asked for with it. */
const replayLines = ({ replay }: LedgerVerification): string[] => (replay === null ? [] : replayReportLines(replay));

/** What a verification found, for people. */
export function verificationLines(report: VerificationReport): string[] {
  const { ledger, position, faults, redactedTexts } = report;
  const recomputed = `${ledger}: recomputed ${counted(position, 'event')} from the stored bytes`;
  return [
    faults.length === 0 ? `${recomputed}. Nothing disagrees.` : `${recomputed}. ${counted(faults.length, 'fault')}:`,
    ...faults.map(faultWords),
    ...(redactedTexts === 0 ? [] : [`${counted(redactedTexts, 'text')} redacted, each by an event: that is no fault.`]),
    ...checkpointLines(report),
    ...report.limits,
    groundsLine(report),
  ];
}

const checkpointWords = {
  fits: (size: number) => `The checkpoint of position ${size} fits: nothing before it was changed.`,
  shorter: (size: number) => `The checkpoint is of position ${size}, and the ledger is shorter: its tail was dropped.`,
  rewritten: (size: number) => `The checkpoint of position ${size} does not fit: the past was rewritten.`,
} as const;

/** How a held checkpoint stands to a ledger, for people. */
export function checkpointLines({ checkpoint }: Pick<VerificationReport, 'checkpoint'>): string[] {
  if (checkpoint === null) return [];
  const { state, size, signedByPinnedKey } = checkpoint;
  if (signedByPinnedKey === null) return [checkpointWords[state](size)];
  return [
    checkpointWords[state](size),
    signedByPinnedKey ? 'The pinned key signed it.' : 'The pinned key did not sign it: it proves nothing.',
  ];
}
