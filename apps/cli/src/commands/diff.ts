import type { Command } from 'commander';
import {
  changedThings,
  counted,
  deedWords,
  groupsOfChanges,
  knownNames,
  type ChangedThing,
  wrapped,
} from '@outturn/reporting';
import type { CommandLine } from '../command-line.js';
import { groundsLine } from '../grounds.js';
import type { Session } from '../session.js';

interface Options {
  readonly from: string;
  readonly to?: string;
}

/** `outturn diff` */
export function addDiff(program: Command, line: CommandLine): void {
  program
    .command('diff')
    .description('what changed between two moments: the verdicts first, then what was said, with who, when and why')
    .argument('<ledger>', 'a ledger, such as walsall')
    .requiredOption('--from <date|position>', 'the earlier moment')
    .option('--to <date|position>', 'the later moment (default: now)')
    .action((ledger: string, options: Options) => line.run((session) => show(session, ledger, options)));
}

async function show(session: Session, ledger: string, { from, to }: Options): Promise<void> {
  const { outturn, who, terminal, json, interruption } = session;
  const moment = to === undefined ? {} : { to };
  const answer = await outturn.ask(who, ledger, 'diff', { from, ...moment });
  if (json) return terminal.writeJson(answer);
  const known = to === undefined ? {} : { knownAt: String(answer.to) };
  const { rows: indicators } = await outturn.ask(who, ledger, 'indicators', known);
  const { rows: actions } = await outturn.ask(who, ledger, 'actions', known);
  const things = changedThings(answer, knownNames(indicators, actions));
  await terminal.writeLines(
    `From position ${answer.from} to ${answer.to}: ${counted(things.length, 'change')}.`,
    ...(things.length > 0 && answer.verdicts.length === 0 ? ['No verdict changed.'] : []),
    '',
  );
  for (const group of groupsOfChanges) {
    const inGroup = things.filter((thing) => thing.group === group);
    if (inGroup.length === 0) continue;
    await terminal.write(`${terminal.paint(`${group.toUpperCase()} (${inGroup.length})`, 'strong')}\n\n`);
    for (const thing of inGroup) {
      interruption.check();
      if (terminal.isClosed) return;
      await terminal.write(`${thingLines(thing, terminal).join('\n')}\n\n`);
    }
  }
  await terminal.writeLines(groundsLine(answer));
}

function thingLines({ name, sentences, events }: ChangedThing, { page }: Session['terminal']): string[] {
  return [
    ...wrapped(name, page.width),
    ...[...sentences, ...events.map(deedWords)].flatMap((sentence) => wrapped(sentence, page.width, '  ')),
  ];
}
