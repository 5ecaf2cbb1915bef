import { inUnit } from '@outturn/reporting';
import { breakdownWords, counted, dayInWords, periodAsTitle } from '@outturn/reporting';
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
  return {
    template: 'officers/tasks/tasks.njk',
    title: 'Returns to submit',
    trail: [],
    grounds: rounds,
    view: {
      summary: summaryOf(isOwn ? own : open, isOwn),
      rounds: (isOwn ? own : open).map((round) => roundView(round, links, mayWrite)),
      other: otherOf(open, own, isOwn, links),
      closed: rounds.rows.filter(({ status }) => status === 'closed').map(closedRow),
      ways: mayWrite
        ? [
            { text: 'Upload a file of returns', href: links.to(paths.upload) },
            { text: 'Submit a return that no round asks for', href: links.to(paths.otherReturn) },
            { text: 'Report progress on an action', href: links.to(paths.actions) },
          ]
        : [],
    },
  };
}

/** The way to the returns of others, or back to one's own, where there are any. */
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

function roundView(round: RoundRow, links: Links, mayWrite: boolean): object {
  return {
    heading: periodAsTitle(round.period),
    due: dueSentence(round),
    isOverdue: round.daysLeft < 0 && round.counts.missing > 0,
    note: `Round ${round.round}, submitted by ${round.submitters.join(', ')}.${round.reopenedFor === null ? '' : ` Reopened: ${round.reopenedFor}`}`,
    tasks: round.returns.map((each) => taskOf(each, round.period, links, mayWrite)),
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

function figureSentence({ value, unit, status, cameOn }: ExpectedReturn): string {
  if (cameOn === null) return 'No figure yet';
  const figure = value === null ? 'No value' : inUnit(value, unit);
  return `${figure}${status === 'provisional' ? ', provisional' : ''}. Came on ${dayInWords(cameOn)}.`;
}

const closedRow = ({ round, period, closedOn, counts }: RoundRow): object[] => [
  { text: `${periodAsTitle(period)} (${round})` },
  { text: closedOn === null ? '' : dayInWords(closedOn) },
  { text: String(counts.submitted), format: 'numeric' },
  { text: String(counts.late), format: 'numeric' },
  { text: String(counts.missing), format: 'numeric' },
];
