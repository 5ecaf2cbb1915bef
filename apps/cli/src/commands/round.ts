import type { Command } from 'commander';
import { dayInWords, figureSaid, periodAsTitle, type TableRow, tableText, type TextCell } from '@outturn/reporting';
import { type ExpectedReturn, type Reminder, type RoundRow } from '@outturn/wiring';
import type { CommandLine } from '../command-line.js';
import { groundsLine } from '../grounds.js';
import { momentOf, withMoment, type MomentOptions } from '../moment-options.js';
import { OCCURRED } from '../occurred-option.js';
import { writeOutcome } from '../outcome-report.js';
import type { Session } from '../session.js';

/** `outturn round open`, `close`, `reopen`, `list` and `reminders` */
export function addRound(program: Command, line: CommandLine): void {
  const round = program.command('round').description('collection rounds: which returns are due, from whom, by when');
  addOpen(round, line);
  addClose(round, line);
  addReopen(round, line);
  addList(round, line);
  addReminders(round, line);
}

const LEDGER = ['<ledger>', 'a ledger, such as walsall'] as const;
const ROUND = ['<round>', 'the name of the round, such as 2017-18Q2'] as const;

interface OpenOptions {
  readonly period?: string;
  readonly due?: string;
  readonly indicator?: string[];
  readonly submitter?: string[];
  readonly reason?: string;
  readonly occurred?: string;
}

const several = (value: string, earlier: string[] = []): string[] => [...earlier, value];

function addOpen(round: Command, line: CommandLine): void {
  round
    .command('open')
    .description('ask for the returns of a period; of an open round, revise what it asks: what is left out stays')
    .argument(...LEDGER)
    .argument(...ROUND)
    .option('--period <period>', 'the period that the returns are about, such as 2017-18Q2')
    .option('--due <date>', 'the last day in time')
    .option('--indicator <id>', 'what is asked for: an id, or id/breakdown; may be repeated', several)
    .option('--submitter <user>', 'the id of somebody who submits; may be repeated', several)
    .option('--reason <reason>', 'why the last day of an open round is moved')
    .option(...OCCURRED)
    .action((ledger: string, name: string, { indicator, submitter, ...options }: OpenOptions) => {
      const fields = { round: name, ...options, indicators: indicator, submitters: submitter };
      return line.run((session) => say(session, ledger, 'OpenRound', fields));
    });
}

function addClose(round: Command, line: CommandLine): void {
  round
    .command('close')
    .description('end a round: its returns are refused from here on')
    .argument(...LEDGER)
    .argument(...ROUND)
    .option(...OCCURRED)
    .action((ledger: string, name: string, options: { readonly occurred?: string }) =>
      line.run((session) => say(session, ledger, 'CloseRound', { round: name, ...options })),
    );
}

interface ReopenOptions {
  readonly reason: string;
  readonly due?: string;
  readonly occurred?: string;
}

function addReopen(round: Command, line: CommandLine): void {
  round
    .command('reopen')
    .description('take a closed round up again')
    .argument(...LEDGER)
    .argument(...ROUND)
    .requiredOption('--reason <reason>', 'why it is reopened')
    .option('--due <date>', 'until when (default: the day on which it was due)')
    .option(...OCCURRED)
    .action((ledger: string, name: string, options: ReopenOptions) =>
      line.run((session) => say(session, ledger, 'ReopenRound', { round: name, ...options })),
    );
}

async function say(session: Session, ledger: string, command: string, fields: object): Promise<number> {
  const outcome = await session.outturn.submit(session.who, ledger, command, fields, { via: 'terminal' });
  return writeOutcome(session, ledger, outcome);
}

type ListOptions = MomentOptions & { readonly today?: string; readonly round?: string };

const withDay = (command: Command): Command =>
  withMoment(command.argument(...LEDGER))
    .option('--today <date>', 'the day on which lateness is judged (default: the day that the answer is as at)')
    .option('--round <round>', 'one round alone');

function questionOf({ today, round, ...options }: ListOptions) {
  return {
    ...momentOf(options),
    ...(today === undefined ? {} : { judgedOn: today }),
    ...(round === undefined ? {} : { round }),
  };
}

function addList(round: Command, line: CommandLine): void {
  withDay(
    round.command('list').description('the rounds, and which of their returns came, are late or are missing'),
  ).action((ledger: string, options: ListOptions) =>
    line.run(async ({ outturn, who, terminal, json }) => {
      const answer = await outturn.ask(who, ledger, 'rounds', questionOf(options));
      if (json) return terminal.writeJson(answer);
      if (answer.rows.length === 0) await terminal.writeLines('No round was opened by then.');
      for (const row of answer.rows) {
        await terminal.writeLines(...roundLines(row), '');
        await terminal.write(`${tableText(returnColumns, row.returns.map(returnRow), terminal.page)}\n`);
      }
      return terminal.writeLines(`judged on ${answer.today} · ${groundsLine(answer)}`);
    }),
  );
}

function roundLines({ round, period, due, closedOn, submitters, counts, reopenedFor }: RoundRow): string[] {
  const state = closedOn === null ? 'open' : `closed on ${dayInWords(closedOn)}`;
  const { submitted, late, missing, not_yet_due: notYetDue } = counts;
  return [
    `${round}: ${periodAsTitle(period)}, due ${dayInWords(due)}, ${state}`,
    `${submitted} submitted, ${late} late, ${missing} missing, ${notYetDue} not yet due; submitted by ${submitters.join(', ')}`,
    ...(reopenedFor === null ? [] : [`Reopened: ${reopenedFor}`]),
  ];
}

const returnColumns = [
  { title: 'Indicator', least: 16 },
  { title: 'Breakdown' },
  { title: 'Return' },
  { title: 'Came on' },
  { title: 'Figure', align: 'right' },
] as const;

const stateCells: Readonly<Record<ExpectedReturn['state'], TextCell>> = {
  submitted: 'submitted',
  late: { text: 'LATE', paint: 'bad' },
  missing: { text: 'MISSING', paint: 'bad' },
  not_yet_due: 'not yet due',
};

const returnRow = ({
  indicator,
  breakdown,
  title,
  state,
  cameOn,
  unit,
  status,
  ...figure
}: ExpectedReturn): TableRow => ({
  cells: [
    indicator,
    breakdown,
    stateCells[state],
    cameOn ?? '',
    cameOn === null ? '' : `${figureSaid(figure, unit)}${status === 'provisional' ? ' (provisional)' : ''}`,
  ],
  details: title === indicator ? [] : [title],
});

function addReminders(round: Command, line: CommandLine): void {
  withDay(round.command('reminders').description('who is to be reminded of what, as a mailer could send it')).action(
    (ledger: string, options: ListOptions) =>
      line.run(async ({ outturn, who, terminal, json }) => {
        const answer = await outturn.ask(who, ledger, 'reminders', questionOf(options));
        if (json) return terminal.writeJson(answer);
        if (answer.rows.length === 0) await terminal.writeLines('Nobody is to be reminded of anything.');
        else await terminal.write(`${tableText(reminderColumns, answer.rows.map(reminderRow), terminal.page)}\n`);
        return terminal.writeLines(`judged on ${answer.today} · ${groundsLine(answer)}`);
      }),
  );
}

const reminderColumns = [
  { title: 'Who' },
  { title: 'Indicator', least: 16 },
  { title: 'Breakdown' },
  { title: 'Period' },
  { title: 'Due' },
  { title: 'Days left', align: 'right' },
] as const;

const reminderRow = ({ who, indicator, breakdown, period, due, daysLeft }: Reminder): TableRow => ({
  cells: [who, indicator, breakdown, period, due, String(daysLeft)],
});
