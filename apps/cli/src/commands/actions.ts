import type { Command } from 'commander';
import {
  basisLine,
  counted,
  dayInWords,
  dueInWords,
  spaced,
  type TableRow,
  tableText,
  type TextCell,
} from '@outturn/reporting';
import type { PlannedAction } from '@outturn/wiring';
import type { CommandLine } from '../command-line.js';
import { groundsLine } from '../grounds.js';
import { momentOf, withMoment, type MomentOptions } from '../moment-options.js';
import type { Session } from '../session.js';

/** `outturn actions` */
export function addActions(program: Command, line: CommandLine): void {
  withMoment(
    program
      .command('actions')
      .description('the action plan as it stood at a moment')
      .argument('<ledger>', 'a ledger, such as walsall'),
  ).action((ledger: string, options: MomentOptions) => line.run((session) => show(session, ledger, options)));
}

async function show({ outturn, who, terminal, json }: Session, ledger: string, options: MomentOptions): Promise<void> {
  const answer = await outturn.ask(who, ledger, 'actions', momentOf(options));
  if (json) return terminal.writeJson(answer);
  const { name } = await outturn.ask(who, ledger, 'summary', {});
  await terminal.writeLines(
    `${name ?? ledger}: action plan as at ${dayInWords(answer.asAt)}`,
    statusCounts(answer.rows),
  );
  await terminal.write('\n');
  if (answer.rows.length > 0) {
    const columns = [{ title: 'Ref' }, { title: 'Action', least: 24 }, { title: 'Due' }, { title: 'Status' }];
    await terminal.write(`${tableText(columns, answer.rows.map(actionRow), terminal.page)}\n`);
  }
  await terminal.writeLines(
    ...[basisLine(answer.rows), groundsLine(answer, answer.asAt)].filter((text) => text !== ''),
  );
}

function statusCounts(actions: readonly PlannedAction[]): string {
  if (actions.length === 0) return 'No action was known at that moment.';
  const statuses = (['not_stated', 'planned', 'in_progress', 'completed', 'cancelled'] as const)
    .map((status) => ({ status, count: actions.filter((action) => action.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${count} ${spaced(status)}`);
  const overdue = actions.filter((action) => action.overdue).length;
  return `${counted(actions.length, 'action')}: ${statuses.join(', ')}; ${overdue} overdue.`;
}

function actionRow(action: PlannedAction): TableRow {
  const { ref, status, overdue, lead, priority, measures, recommendations, objective, outcome, progress } = action;
  const facts = [
    lead === null ? null : `Lead: ${lead.split(';').join(', ')}`,
    priority === null ? null : `Priority: ${priority}`,
    measures.length === 0 ? null : `Measured by ${measures.join(', ')}`,
    recommendations.length === 0 ? null : `Recommendation ${recommendations.join(', ')}`,
  ].filter((fact) => fact !== null);
  const state: TextCell = overdue ? { text: `OVERDUE, ${spaced(status)}`, paint: 'bad' } : spaced(status);
  return {
    cells: [ref, action.action, action.due === null ? 'no date' : dueInWords(action.due), state],
    details: [
      facts.join(' · '),
      ...(objective === null ? [] : [`Objective: ${objective}`]),
      ...(outcome === null ? [] : [`Outcome looked for: ${outcome}`]),
      ...(progress === null ? [] : [`Progress: ${progress}`]),
    ],
  };
}
