import type { Command } from 'commander';
import { actionPlanDocument, dayInWords, textOfDocument } from '@outturn/reporting';
import type { CommandLine } from '../command-line.js';
import { groundsLine } from '../grounds.js';
import { momentOf, withMoment, type MomentOptions } from '../moment-options.js';
import type { Session } from '../session.js';

/** `outturn actions` */
export function addActions(program: Command, line: CommandLine): void {
  withMoment(
    program
      .command('actions')
      .description('the action plan as it was at a moment')
      .argument('<ledger>', 'a ledger, such as walsall'),
  ).action((ledger: string, options: MomentOptions) => line.run((session) => show(session, ledger, options)));
}

async function show({ outturn, who, terminal, json }: Session, ledger: string, options: MomentOptions): Promise<void> {
  const answer = await outturn.ask(who, ledger, 'actions', momentOf(options));
  if (json) return terminal.writeJson(answer);
  const { name } = await outturn.ask(who, ledger, 'summary', {});
  const listed = await outturn.ask(who, ledger, 'indicators', { ...momentOf(options), asAt: answer.asAt });
  const document = actionPlanDocument({
    title: `${name ?? ledger}: action plan as at ${dayInWords(answer.asAt)}`,
    actions: answer.rows,
    of: answer.rows.length,
    indicators: listed.rows,
  });
  await terminal.write(textOfDocument(document, terminal.page));
  await terminal.writeLines(groundsLine(answer, answer.asAt));
}
