import type { Command } from 'commander';
import { dayInWords, scorecardDocument, textOfDocument } from '@outturn/reporting';
import type { CommandLine } from '../command-line.js';
import { groundsLine } from '../grounds.js';
import { momentOf, withMoment, type MomentOptions } from '../moment-options.js';
import type { Session } from '../session.js';

type Options = MomentOptions & { readonly indicator?: readonly string[] };

/** `outturn scorecard` */
export function addScorecard(program: Command, line: CommandLine): void {
  withMoment(
    program
      .command('scorecard')
      .description('the latest figure of every indicator, with target, rating, comparators and direction')
      .argument('<ledger>', 'a ledger, such as walsall')
      .option('--indicator <id...>', 'only these indicators'),
  ).action((ledger: string, options: Options) => line.run((session) => show(session, ledger, options)));
}

async function show(session: Session, ledger: string, options: Options): Promise<void> {
  const { outturn, who, terminal, json } = session;
  const { indicator: indicators } = options;
  const answer = await outturn.ask(who, ledger, 'scorecard', {
    ...momentOf(options),
    ...(indicators === undefined ? {} : { indicators }),
  });
  for (const id of indicators ?? []) {
    if (!answer.rows.some(({ indicator }) => indicator === id))
      terminal.say(`outturn: there is no indicator "${id}" in this ledger at that moment`);
  }
  if (json) return terminal.writeJson(answer);
  const { name } = await outturn.ask(who, ledger, 'summary', {});
  const listed = await outturn.ask(who, ledger, 'indicators', { ...momentOf(options), asAt: answer.asAt });
  const document = scorecardDocument({
    title: `${name ?? ledger}: scorecard as at ${dayInWords(answer.asAt)}`,
    rows: answer.rows,
    of: answer.rows.length,
    indicators: listed.rows,
  });
  await terminal.write(textOfDocument(document, terminal.page));
  await terminal.writeLines(groundsLine(answer, answer.asAt));
}
