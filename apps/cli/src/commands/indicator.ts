import type { Command } from 'commander';
import { kpiReturnEntity } from '@outturn/domain';
import { breakdownWords, changedFigures, dayInWords, indicatorDocument, textOfDocument } from '@outturn/reporting';
import type { CommandLine } from '../command-line.js';
import { groundsLine } from '../grounds.js';
import { momentOf, withMoment, type MomentOptions } from '../moment-options.js';
import type { Session } from '../session.js';

type Options = MomentOptions & { readonly breakdown?: string };

/** A publisher's table may hold an indicator for every area and year: more than this is for `figures`. */
const COMPARATORS_SHOWN = 40;

/** `outturn indicator` */
export function addIndicator(program: Command, line: CommandLine): void {
  withMoment(
    program
      .command('indicator')
      .description('the whole series of an indicator, each period assessed')
      .argument('<ledger>', 'a ledger, such as walsall')
      .argument('<indicator>', "an indicator's id, such as cl-eet")
      .option('--breakdown <key=value>', 'only this breakdown, such as age=16-18'),
  ).action((ledger: string, indicator: string, options: Options) =>
    line.run((session) => show(session, ledger, indicator, options)),
  );
}

async function show(session: Session, ledger: string, indicator: string, options: Options): Promise<void> {
  const { outturn, who, terminal, json } = session;
  const { breakdown } = options;
  const answer = await outturn.ask(who, ledger, 'indicator', {
    ...momentOf(options),
    indicator,
    ...(breakdown === undefined ? {} : { breakdown }),
  });
  if (json) return terminal.writeJson(answer);
  const { name } = await outturn.ask(who, ledger, 'summary', {});
  const plan = await outturn.ask(who, ledger, 'actions', { ...momentOf(options), asAt: answer.asAt });
  const histories = await Promise.all(
    changedFigures(answer.rows).map((slot) =>
      outturn.ask(who, ledger, 'history', { entity: kpiReturnEntity(slot), to: answer.position }),
    ),
  );
  const council = name ?? ledger;
  const part = breakdownWords(breakdown ?? 'all');
  const document = indicatorDocument({
    title: `${council}: ${answer.definition.title}${part === '' ? '' : ` (${part})`} as at ${dayInWords(answer.asAt)}`,
    council,
    known: answer,
    actions: plan.rows.filter(({ measures }) => measures.includes(indicator)),
    told: histories.flatMap(({ rows }) => rows),
    mostComparators: {
      rows: COMPARATORS_SHOWN,
      otherwise: `All of them: outturn figures ${ledger} --indicator ${indicator}`,
    },
  });
  await terminal.write(textOfDocument(document, terminal.page));
  await terminal.writeLines(groundsLine(answer, answer.asAt));
}
