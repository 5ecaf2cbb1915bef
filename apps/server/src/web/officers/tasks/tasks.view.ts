import { breakdownWords, capitalised, counted, dayInWords, figureSaid, periodAsTitle } from '@outturn/reporting';
import { allows, type ExpectedReturn, type Principal, type RoundRow, type Rounds } from '@outturn/wiring';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';

const EVERYONE = 'everyone';

interface Reader {
  readonly links: Links;
  readonly who: Principal;
  /** Whose returns were asked for; left out, the reader's own where any are. */
  readonly asked: string | undefined;
  readonly isTravelling: boolean;
}

export function tasksView(rounds: Rounds, reader: Reader): PageContent {
  const { links, who, asked } = reader;
  const open = rounds.rows.filter(({ status }) => status === 'open').sort((a, b) => a.daysLeft - b.daysLeft);
  const own = open.filter(({ submitters }) => submitters.includes(who.actor));
  const isOwn = asked === undefined ? own.length > 0 : asked !== EVERYONE;
  const mayWrite = !reader.isTravelling && allows(who.roles, 'return:submit');
  const mayRun = !reader.isTravelling && allows(who.roles, 'round:run');
  return {
    template: 'officers/tasks/tasks.njk',
    title: 'Returns to submit',
    trail: [],
    grounds: rounds,
    view: {
      summary: summaryOf(isOwn ? own : open, isOwn),
      rounds: (isOwn ? own : open).map((round) => roundView(round, links, { mayWrite, mayRun })),
      other: otherOf(open, own, isOwn, links),
      closed: rounds.rows
        .filter(({ status }) => status === 'closed')
        .map((round) => closedRow(round, mayRun ? links : null)),
      mayRun,
      ways: waysFor(who, mayWrite, mayRun, links),
    },
  };
}

function waysFor(
  { roles }: Principal,
  mayWrite: boolean,
  mayRun: boolean,
  links: Links,
): { text: string; href: string }[] {
  return [
    ...(mayWrite
      ? [
          { text: 'Upload a file', href: links.to(paths.upload) },
          { text: 'Submit a return that no round asks for', href: links.to(paths.otherReturn) },
        ]
      : []),
    ...(mayWrite && allows(roles, 'action:report')
      ? [{ text: 'Report progress on an action', href: links.to(paths.actions) }]
      : []),
    ...(mayRun ? [{ text: 'Open a round', href: links.to(paths.openRound) }] : []),
  ];
}

/** The way to the returns of others, or back to one's own, if there are any. */
function otherOf(
  open: readonly RoundRow[],
  own: readonly RoundRow[],
  isOwn: boolean,
  links: Links,
): { text: string; href: string } | null {
  if (isOwn && open.length > own.length)
    return { text: `Show all ${open.length} open rounds`, href: whoseLink(links, EVERYONE) };
  if (!isOwn && own.length > 0 && open.length > own.length)
    return { text: 'Show only the rounds that ask you', href: whoseLink(links, 'me') };
  return null;
}

const whoseLink = (links: Links, who: string): string => links.to(paths.tasks, {}, { who });

function summaryOf(rounds: readonly RoundRow[], isOwn: boolean): string {
  if (rounds.length === 0) return isOwn ? 'No open round asks you for anything.' : 'No round is open.';
  const total = (state: ExpectedReturn['state']): number => rounds.reduce((sum, { counts }) => sum + counts[state], 0);
  const [missing, notYetDue, late, submitted] = [
    total('missing'),
    total('not_yet_due'),
    total('late'),
    total('submitted'),
  ];
  const left = missing + notYetDue;
  if (left === 0) return `Everything is in: ${counted(late + submitted, 'return')}, ${late} of them late.`;
  const came = submitted + late;
  return [
    `${counted(left, 'return')} to submit, ${missing === 0 ? 'none' : missing} of them overdue.`,
    came === 0 ? 'None is in yet.' : `${came} in${late === 0 ? '' : `, ${late} of them late`}.`,
  ].join(' ');
}

function roundView(
  round: RoundRow,
  links: Links,
  { mayWrite, mayRun }: { readonly mayWrite: boolean; readonly mayRun: boolean },
): object {
  return {
    heading: periodAsTitle(round.period),
    due: dueSentence(round),
    isOverdue: round.daysLeft < 0 && round.counts.missing > 0,
    note: `Round ${round.round}, submitted by ${round.submitters.join(', ')}.${round.reopenedFor === null ? '' : ` Reopened: ${round.reopenedFor}`}`,
    tasks: round.returns.map((each) => taskOf(each, round.period, links, mayWrite)),
    ways: mayRun
      ? [
          { text: 'Close this round', href: links.to(paths.closeRound, { round: round.round }) },
          { text: 'Change what it asks', href: links.to(paths.openRound, {}, { round: round.round }) },
        ].map((way) => ({ ...way, about: round.round }))
      : [],
  };
}

function dueSentence({ due, daysLeft }: RoundRow): string {
  const day = dayInWords(due);
  if (daysLeft === 0) return `Due today, ${day}`;
  return daysLeft > 0
    ? `Due ${day}: ${counted(daysLeft, 'day')} left`
    : `Was due ${day}: ${counted(-daysLeft, 'day')} ago`;
}

/** What each state is called, and the colour of its tag; the words alone say it too. */
const states: Readonly<Record<ExpectedReturn['state'], { text: string; classes: string } | string>> = {
  submitted: 'Submitted',
  late: { text: 'Submitted late', classes: 'govuk-tag--yellow' },
  missing: { text: 'Overdue', classes: 'govuk-tag--red' },
  not_yet_due: { text: 'To submit', classes: 'govuk-tag--blue' },
};

function taskOf(task: ExpectedReturn, period: string, links: Links, mayWrite: boolean): object {
  const { indicator, breakdown, title, state, cameOn } = task;
  const slot = { indicator, breakdown, period };
  const to = cameOn === null && mayWrite ? paths.returnFigure : paths.kpiReturn;
  const name = [title, breakdownWords(breakdown)].filter((part) => part !== '').join(', ');
  const status = states[state];
  return {
    title: { text: name },
    hint: { text: figureSentence(task) },
    href: links.to(to, slot),
    status: typeof status === 'string' ? { text: status } : { tag: status },
  };
}

function figureSentence({ value, symbol, qualifier, unit, status, cameOn }: ExpectedReturn): string {
  if (cameOn === null) return 'No figure yet';
  const figure = capitalised(figureSaid({ value, symbol, qualifier }, unit));
  return `${figure}${status === 'provisional' ? ', provisional' : ''}. Came on ${dayInWords(cameOn)}.`;
}

/** @param links the way to reopen it; null for a reader who may not */
const closedRow = ({ round, period, closedOn, counts }: RoundRow, links: Links | null): object => ({
  name: `${periodAsTitle(period)} (${round})`,
  closed: closedOn === null ? '' : dayInWords(closedOn),
  submitted: counts.submitted,
  late: counts.late,
  missing: counts.missing,
  round,
  reopen: links?.to(paths.reopenRound, { round }) ?? null,
});
