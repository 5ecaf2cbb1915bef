import type { ActionPlan, PlannedAction } from '@outturn/wiring';
import { comparePriorities, counted, NO_PRIORITY } from '@outturn/reporting';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';
import { chooser, NOBODY } from '../chooser.js';
import { actionStatus, dueText, isSilent, leadsOf } from './action-words.js';

export interface ActionsFacts {
  readonly plan: ActionPlan;
  readonly chosen: Readonly<Partial<Record<'priority' | 'lead' | 'recommendation' | 'status', string | undefined>>>;
  readonly links: Links;
}

/** What an action can be asked for by: what it was said to be, and what follows from that. */
const states: Readonly<Record<string, { readonly text: string; readonly holds: (action: PlannedAction) => boolean }>> =
  {
    overdue: { text: 'Overdue', holds: ({ overdue }) => overdue },
    silent: { text: 'In progress without a word of it', holds: isSilent },
    not_stated: { text: 'Not stated', holds: ({ status }) => status === 'not_stated' },
    planned: { text: 'Planned', holds: ({ status }) => status === 'planned' },
    in_progress: { text: 'In progress', holds: ({ status }) => status === 'in_progress' },
    completed: { text: 'Completed', holds: ({ status }) => status === 'completed' },
    cancelled: { text: 'Cancelled', holds: ({ status }) => status === 'cancelled' },
  };

const priorityOf = ({ priority }: PlannedAction): string => priority ?? NO_PRIORITY;
const leads = (action: PlannedAction): string[] => {
  const named = leadsOf(action);
  return named.length === 0 ? [NOBODY] : named;
};

export function actionsView({ plan, chosen, links }: ActionsFacts): PageContent {
  const shown = plan.rows.filter(
    (action) =>
      (chosen.priority === undefined || priorityOf(action) === chosen.priority) &&
      (chosen.lead === undefined || leads(action).includes(chosen.lead)) &&
      (chosen.recommendation === undefined || action.recommendations.includes(chosen.recommendation)) &&
      (chosen.status === undefined || states[chosen.status]?.holds(action) === true),
  );
  const groups = [...Map.groupBy(shown, priorityOf)]
    .toSorted(([a], [b]) => comparePriorities(a, b))
    .map(([priority, actions]) => ({ priority, actions: actions.map((action) => rowView(action, links)) }));
  return {
    template: 'board/actions/actions.njk',
    title: 'Action plan',
    trail: [],
    grounds: plan,
    view: {
      summary: summaryOf(plan.rows, shown),
      chooser: chooser({
        links,
        address: paths.actions,
        chosen,
        questions: [
          { name: 'priority', label: 'Priority', values: plan.rows.map(priorityOf).toSorted(comparePriorities) },
          { name: 'lead', label: 'Lead', values: plan.rows.flatMap(leads).toSorted() },
          {
            name: 'recommendation',
            label: 'Recommendation',
            values: plan.rows.flatMap(({ recommendations }) => recommendations).toSorted(comparePriorities),
          },
          {
            name: 'status',
            label: 'Status',
            values: Object.keys(states).filter((state) => plan.rows.some((action) => states[state]?.holds(action))),
            textOf: (state) => states[state]?.text ?? state,
          },
        ],
      }),
      groups,
    },
  };
}

function rowView(action: PlannedAction, links: Links): object {
  const { ref, overdue, outcome, progress, recommendations, objective } = action;
  return {
    ref,
    text: action.action,
    href: links.to(paths.action, { ref }),
    objective,
    leads: leads(action).join(', '),
    isLed: leadsOf(action).length > 0,
    due: dueText(action),
    overdue,
    tag: actionStatus(action),
    silent: isSilent(action),
    outcome,
    progress,
    recommendations: recommendations.length === 0 ? null : `Recommendation ${recommendations.join(', ')}`,
  };
}

function summaryOf(all: readonly PlannedAction[], shown: readonly PlannedAction[]): string {
  if (all.length === 0) return 'No action was known at this moment.';
  if (shown.length === 0) return 'No action is like this. Choose something else, or show all of them.';
  const of = shown.length === all.length ? '' : ` of ${all.length}`;
  const late = shown.filter(({ overdue }) => overdue).length;
  const silent = shown.filter(isSilent).length;
  return `${counted(shown.length, 'action')}${of}: ${late} overdue, ${silent} in progress without a word of it.`;
}
