import { capitalised } from '../../words/name-words.js';
import { dueInWords } from '../../words/period-words.js';
import { actionStatusWords } from '../../words/plan-action/action-members.js';
import type { Tag, Tone } from '../document.js';
import type { ActionOfPlan } from './planned-action.js';

/** An action that is said to be in progress, and of which nobody ever said how. */
export const isSilent = ({ status, progressAt }: Pick<ActionOfPlan, 'status' | 'progressAt'>): boolean =>
  status === 'in_progress' && progressAt === null;

const tones: Readonly<Record<ActionOfPlan['status'], Tone>> = {
  planned: 'quiet',
  not_stated: 'quiet',
  in_progress: 'strong',
  completed: 'good',
  cancelled: 'quiet',
};

/** What an action was said to be, as a text of its own: "In progress", "Status not stated". */
export const actionStatusText = (status: ActionOfPlan['status']): string => capitalised(actionStatusWords(status));

/** How an action stands, as a tag; that it is overdue matters more than what it was said to be. */
export const actionTag = ({ overdue, status }: Pick<ActionOfPlan, 'overdue' | 'status'>): Tag =>
  overdue
    ? { text: 'Overdue', tone: 'bad', shape: 'tag' }
    : { text: actionStatusText(status), tone: tones[status], shape: 'tag' };

/** Who leads an action; several are parted by a semicolon. */
export const leadsOf = ({ lead }: Pick<ActionOfPlan, 'lead'>): string[] =>
  (lead ?? '')
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** When an action is due. */
export function dueText({ due }: Pick<ActionOfPlan, 'due'>): string {
  if (due === null) return 'No date';
  return due === 'ongoing' ? 'Ongoing' : dueInWords(due);
}
