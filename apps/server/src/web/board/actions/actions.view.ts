import type { ActionPlan, ListedIndicator, PlannedAction } from '@outturn/wiring';
import {
  actionPlanDocument,
  actionStatusText,
  comparePriorities,
  htmlSections,
  isSilent,
  leadsOf,
  NO_PRIORITY,
  NOBODY,
} from '@outturn/reporting';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';
import { chooser, type Chooser } from '../chooser.js';
import { subjectAddress } from '../subject-address.js';

/** So many actions a page has at most: more would take long to lay out, during which nobody else is answered. */
const MOST_ACTIONS = 300;

export interface ActionsFacts {
  readonly plan: ActionPlan;
  readonly indicators: readonly Pick<ListedIndicator, 'id' | 'title'>[];
  readonly chosen: Readonly<Partial<Record<'priority' | 'lead' | 'recommendation' | 'status', string | undefined>>>;
  readonly links: Links;
}

type State = 'overdue' | 'silent' | PlannedAction['status'];

/** What an action can be asked for by: what it was said to be, and what follows from that. */
const states: readonly State[] = [
  'overdue',
  'silent',
  'not_stated',
  'planned',
  'in_progress',
  'completed',
  'cancelled',
];
const isLike = (action: PlannedAction, state: string): boolean =>
  state === 'overdue' ? action.overdue : state === 'silent' ? isSilent(action) : action.status === state;
const stateText = (state: State): string =>
  state === 'overdue' ? 'Overdue' : state === 'silent' ? 'In progress, no progress reported' : actionStatusText(state);

const priorityOf = ({ priority }: PlannedAction): string => priority ?? NO_PRIORITY;
const leads = (action: PlannedAction): string[] => {
  const named = leadsOf(action);
  return named.length === 0 ? [NOBODY] : named;
};

export function actionsView({ plan, indicators, chosen, links }: ActionsFacts): PageContent {
  const shown = plan.rows.filter(
    (action) =>
      (chosen.priority === undefined || priorityOf(action) === chosen.priority) &&
      (chosen.lead === undefined || leads(action).includes(chosen.lead)) &&
      (chosen.recommendation === undefined || action.recommendations.includes(chosen.recommendation)) &&
      (chosen.status === undefined || isLike(action, chosen.status)),
  );
  const document = actionPlanDocument({
    title: 'Action plan',
    actions: shown,
    of: plan.rows.length,
    indicators,
    most: { rows: MOST_ACTIONS, otherwise: 'Choose a priority, a lead or a status above to see others.' },
  });
  return {
    template: 'board/actions/actions.njk',
    title: 'Action plan',
    trail: [],
    grounds: plan,
    view: {
      chooser: actionsChooser(plan.rows, chosen, links),
      document: htmlSections(document, { addressOf: subjectAddress(links) }),
    },
  };
}

const actionsChooser = (all: readonly PlannedAction[], chosen: ActionsFacts['chosen'], links: Links): Chooser =>
  chooser({
    links,
    address: paths.actions,
    chosen,
    questions: [
      { name: 'priority', label: 'Priority', values: all.map(priorityOf).toSorted(comparePriorities) },
      { name: 'lead', label: 'Lead', values: all.flatMap(leads).toSorted() },
      {
        name: 'recommendation',
        label: 'Recommendation',
        values: all.flatMap(({ recommendations }) => recommendations).toSorted(comparePriorities),
      },
      {
        name: 'status',
        label: 'Status',
        values: states.filter((state) => all.some((action) => isLike(action, state))),
        textOf: (state) => stateText(state as State),
      },
    ],
  });
