import type { Command } from 'commander';
import { counted } from '@outturn/reporting';
import { exitCodes, replayHolds, type ReplayReport, type ViewDifference } from '@outturn/wiring';
import type { CommandLine } from '../command-line.js';
import { faultWords } from '../fault-words.js';
import { groundsLine } from '../grounds.js';
import { positionArgument } from '../position-argument.js';
import type { Session } from '../session.js';

/** `outturn replay` */
export function addReplay(program: Command, line: CommandLine): void {
  program
    .command('replay')
    .description('rebuild every view from the events and compare; exit 6 if one differs')
    .argument('<ledger>', 'a ledger, such as walsall')
    .option('--to <position>', 'up to this position (default: all of it)', positionArgument)
    .action((ledger: string, { to }: { readonly to?: number }) => line.run((session) => replay(session, ledger, to)));
}

async function replay(session: Session, ledger: string, to: number | undefined): Promise<number> {
  const { outturn, who, terminal, json, interruption } = session;
  const progress = terminal.progress('replaying', 'events');
  try {
    const report = await outturn.replay(who, ledger, to, (position, of) => {
      interruption.check();
      progress.at(position, of);
    });
    progress.end();
    if (json) await terminal.writeJson(report);
    else await terminal.writeLines(...replayReportLines(report));
    return replayHolds(report) ? exitCodes.ok : exitCodes.verificationFailed;
  } finally {
    progress.end();
  }
}

/** What a replay found, for people. */
export function replayReportLines(report: ReplayReport): string[] {
  const { ledger, position, rows, differences, otherVersions, textFaults, limits } = report;
  const compared = `${ledger}: replayed ${counted(position, 'event')} and compared ${counted(rows, 'row')} of the views`;
  return [
    differences.length === 0 ? `${compared}. All are as the events say.` : `${compared}. They differ:`,
    ...differences.map(differenceWords),
    ...textLines(textFaults),
    ...otherVersions.map(
      ({ view, kept, ours }) =>
        `The view ${view} was not compared: another release built it (version ${kept}, this release has ${ours}).`,
    ),
    ...limits,
    groundsLine(report),
  ];
}

function textLines(faults: ReplayReport['textFaults']): string[] {
  if (faults === null) return [];
  if (faults.length === 0) return ['Every kept text is the one that its digest names.'];
  return [`Of the kept texts ${counted(faults.length, 'is', 'are')} not as the events say:`, ...faults.map(faultWords)];
}

/** The first place where a view differs: row, column, what is kept and what the events say. */
function differenceWords({ view, key, fromPosition, column, kept, rebuilt }: ViewDifference): string {
  const row = `view ${view}, row ${key.split('\u001F').join(' · ')} from position ${fromPosition}`;
  return `${row}${column === null ? '' : `, column ${column}`}: kept ${kept ?? 'nothing'}, rebuilt ${rebuilt ?? 'nothing'}`;
}
