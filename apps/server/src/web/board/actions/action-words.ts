import type { PlannedAction } from '@outturn/wiring';
import { dueInWords } from '@outturn/reporting';

/** An action that is said to be in progress, and of which nobody ever said how. */
export const isSilent = ({ status, progressAt }: Pick<PlannedAction, 'status' | 'progressAt'>): boolean =>
  status === 'in_progress' && progressAt === null;

const statuses: Readonly<Record<PlannedAction['status'], { readonly text: string; readonly classes: string }>> = {
  planned: { text: 'Planned', classes: 'govuk-tag--grey' },
  not_stated: { text: 'Not stated', classes: 'govuk-tag--grey' },
  in_progress: { text: 'In progress', classes: 'govuk-tag--blue' },
  completed: { text: 'Completed', classes: 'govuk-tag--green' },
  cancelled: { text: 'Cancelled', classes: 'govuk-tag--grey' },
};

const overdueTag = { text: 'Overdue', classes: 'govuk-tag--red' } as const;

/** How an action stands, as a tag; that it is overdue matters more than what it was said to be. */
export const actionStatus = ({
  overdue,
  status,
}: Pick<PlannedAction, 'overdue' | 'status'>): { readonly text: string; readonly classes: string } =>
  overdue ? overdueTag : statuses[status];

/** Who leads an action; several are parted by a semicolon. */
export const leadsOf = ({ lead }: Pick<PlannedAction, 'lead'>): string[] =>
  (lead ?? '')
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** When an action is due. */
export const dueText = ({ due }: Pick<PlannedAction, 'due'>): string => {
  if (due === null) return 'No date';
  return due === 'ongoing' ? 'Ongoing' : dueInWords(due);
};
