import {
  allows,
  type ActionPlan,
  type HistoryRow,
  type ListedIndicator,
  type PlannedAction,
  type Role,
} from '@outturn/wiring';
import { actionTag, dueText, isSilent, leadsOf, tagForTemplate } from '@outturn/reporting';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';
import { eventView } from '../event.view.js';

export interface ActionFacts {
  readonly plan: ActionPlan;
  readonly action: PlannedAction;
  /** Everything that was said of it, oldest first. */
  readonly events: readonly HistoryRow[];
  readonly indicators: readonly ListedIndicator[];
  readonly visit: { readonly links: Links; readonly roles: readonly Role[] };
}

export function actionView({ plan, action, events, indicators, visit: { links, roles } }: ActionFacts): PageContent {
  const { ref, measures, status } = action;
  const isOpen = status !== 'completed' && status !== 'cancelled';
  const isPast = links.moment.knownAt !== undefined || links.moment.asAt !== undefined;
  return {
    template: 'board/action/action.njk',
    title: action.action,
    trail: [{ text: 'Action plan', href: links.to(paths.actions) }],
    grounds: plan,
    view: {
      ref,
      tag: tagForTemplate(actionTag(action)),
      silent: isSilent(action),
      facts: factsOf(action),
      measures: measures.map((indicator) => ({
        text: indicators.find(({ id }) => id === indicator)?.title ?? indicator,
        href: links.to(paths.indicator, { indicator }),
      })),
      progress: action.progress,
      report: isOpen && !isPast && allows(roles, 'action:report') ? links.to(paths.actionProgress, { ref }) : null,
      events: events.toReversed().map((event) => eventView(event)),
    },
  };
}

function factsOf(action: PlannedAction): object[] {
  const { objective, priority, outcome, recommendations, strategies } = action;
  const leads = leadsOf(action);
  const rows: readonly (readonly [string, string | null])[] = [
    ['Objective', objective],
    ['Priority', priority],
    ['Lead', leads.length === 0 ? 'Nobody is named' : leads.join(', ')],
    ['Due', dueText(action)],
    ['Outcome looked for', outcome],
    ['Recommendations', recommendations.join(', ') || null],
    ['Strategies', strategies.join(', ') || null],
    ['Ref', action.ref],
  ];
  return rows.flatMap(([key, value]) => (value === null ? [] : [{ key: { text: key }, value: { text: value } }]));
}
