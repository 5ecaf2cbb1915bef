import { readDue } from '@outturn/domain';
import { dayReadAs, isInstant, readDay } from '@outturn/kernel';
import { type Cell, given, refused } from './cell.js';

/** A calendar date in any writing that can be read, as its ISO date. */
export function dateCell(text: string): Cell {
  const day = readDay(text);
  if (!day.read) return refused(day.kind, day.advice);
  if (day.exact) return given(day.iso);
  return {
    given: true,
    value: day.iso,
    readAs: dayReadAs(day.iso),
    ...(day.order === 'told' ? {} : { order: day.order }),
  };
}

/** A calendar date, or an instant in UTC with milliseconds. */
export const occurredCell = (text: string): Cell => (isInstant(text) ? given(text) : dateCell(text));

/** When an action is due: a date, a month, `ongoing`, or a date or month `and annually`. */
export function dueCell(text: string): Cell {
  const due = readDue(text);
  if (due === null) return given(text);
  if (due.code === text.toLowerCase()) return given(due.code);
  return {
    given: true,
    value: due.code,
    readAs: due.says,
    ...(due.order === 'told' ? {} : { order: due.order }),
  };
}
