import { basisLine } from '../../words/basis-line.js';
import { counted, NOBODY } from '../../words/name-words.js';
import type { Cell, Column, Document, Phrase, Row } from '../document.js';
import { comparePriorities, NO_PRIORITY } from '../scorecard/priorities.js';
import { whyNothingOverdue } from '../attention/nothing-to-show.js';
import { actionStatusText, actionTag, dueText, isSilent, leadsOf } from './action-standing.js';
import type { ActionOfPlan } from './planned-action.js';

export interface ActionPlanFacts {
  readonly title: string;
  /** In the plan's order, which they keep below their priority. */
  readonly actions: readonly ActionOfPlan[];
  /** How many there are in all, if these were chosen among others. */
  readonly of: number;
  /** What the ids of measures are called. */
  readonly indicators: readonly { readonly id: string; readonly title: string }[];
  /** So many actions are laid out at most; the sentence below says how to see the others. */
  readonly most?: { readonly rows: number; readonly otherwise: string };
}

const COLUMNS: readonly Column[] = [
  { title: 'Action' },
  { title: 'Lead', whenNarrow: 'below' },
  { title: 'Due' },
  { title: 'Status' },
];

/** The actions of a plan by priority: who leads them, when they are due and how they stand. */
export function actionPlanDocument({ title, actions, of, indicators, most }: ActionPlanFacts): Document {
  const titles = new Map(indicators.map((indicator) => [indicator.id, indicator.title]));
  const byPriority = [...Map.groupBy(actions, ({ priority }) => priority ?? NO_PRIORITY)].toSorted(([a], [b]) =>
    comparePriorities(a, b),
  );
  const placed = byPriority.flatMap(([priority, own]) => own.map((action) => ({ priority, action })));
  const shown = placed.slice(0, most?.rows);
  return {
    title,
    language: 'en-GB',
    sections: [
      { heading: null, blocks: [{ kind: 'paragraph', text: summaryOf(actions, of) }] },
      ...[...Map.groupBy(shown, ({ priority }) => priority)].map(([priority, own]) => ({
        heading: priority,
        blocks: [
          {
            kind: 'table' as const,
            caption: null,
            holds: 'actions',
            columns: COLUMNS,
            rows: own.map(({ action }) => actionRow(action, titles)),
          },
        ],
      })),
      ...(most === undefined || shown.length === placed.length
        ? []
        : [
            {
              heading: null,
              blocks: [
                {
                  kind: 'paragraph' as const,
                  text: `The first ${shown.length} of ${counted(placed.length, 'action')} are shown. ${most.otherwise}`,
                },
              ],
            },
          ]),
    ],
    grounds: [basisLine(actions)].filter((sentence) => sentence !== ''),
  };
}

const STATUSES = [
  ['completed', 'completed'],
  ['in_progress', 'in progress'],
  ['planned', 'planned'],
  ['cancelled', 'cancelled'],
  ['not_stated', 'whose status is not stated'],
] as const satisfies readonly (readonly [ActionOfPlan['status'], string])[];

function summaryOf(actions: readonly ActionOfPlan[], of: number): string {
  if (of === 0) return 'No action was known at this moment.';
  if (actions.length === 0) return 'No action is like this. Choose something else, or show all of them.';
  const statuses = STATUSES.map(([status, words]) => ({
    count: actions.filter((action) => action.status === status).length,
    words,
  }))
    .filter(({ count }) => count > 0)
    .map(({ count, words }) => `${count} ${words}`);
  const late = actions.filter(({ overdue }) => overdue).length;
  const silent = actions.filter(isSilent).length;
  return [
    `${counted(actions.length, 'action')}${actions.length === of ? '' : ` of ${of}`}: ${statuses.join(', ')}.`,
    late === 0 ? whyNothingOverdue(actions) : `${late} ${late === 1 ? 'is' : 'are'} overdue.`,
    ...(silent === 0 ? [] : [`${silent} ${silent === 1 ? 'is' : 'are'} in progress with no progress reported.`]),
  ].join(' ');
}

function actionRow(action: ActionOfPlan, titles: ReadonlyMap<string, string>): Row {
  const { position, progressAt, overdue } = action;
  return {
    cells: [actionCell(action, titles), leadCell(action), { lead: dueText(action) }, statusCell(action)],
    grounds: [...new Set([...(progressAt === null ? [] : [progressAt]), position])],
    ...(overdue ? { tone: 'bad' as const } : {}),
  };
}

function actionCell(action: ActionOfPlan, titles: ReadonlyMap<string, string>): Cell {
  const { ref, objective, outcome, measures, recommendations, progress } = action;
  const more: readonly (Phrase | null)[] = [
    `Ref ${ref}`,
    recommendations.length === 0
      ? null
      : `${recommendations.length === 1 ? 'Recommendation' : 'Recommendations'} ${recommendations.join(', ')}`,
    objective === null ? null : `Objective: ${objective}`,
    outcome === null ? null : `Outcome looked for: ${outcome}`,
    ...measures.map((id) => ({
      text: `Measured by ${titles.get(id) ?? id}`,
      ...(titles.has(id) ? { subject: { noun: 'indicator', id } } : {}),
    })),
    progress === null ? null : `Progress: ${progress}`,
  ];
  return {
    lead: { text: action.action, subject: { noun: 'action', id: ref } },
    more: more.filter((phrase) => phrase !== null),
  };
}

function leadCell(action: ActionOfPlan): Cell {
  const leads = leadsOf(action);
  return { lead: leads.length === 0 ? { text: NOBODY, tone: 'quiet' } : leads.join(', ') };
}

function statusCell(action: ActionOfPlan): Cell {
  const { overdue, status } = action;
  const said =
    status === 'not_stated' ? actionStatusText(status) : `Said to be ${actionStatusText(status).toLowerCase()}`;
  return {
    lead: actionTag(action),
    more: [
      ...(overdue ? [said] : []),
      ...(isSilent(action) ? [{ text: 'No progress reported', tone: 'strong' as const }] : []),
    ],
  };
}
