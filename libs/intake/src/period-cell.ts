import { periodReadAs, readDay, readPeriod } from '@outturn/kernel';
import { type CellReader, given, refused } from './cell.js';

/** A period in any writing that can mean one alone; anything else is refused with what to write. */
export const periodCell: CellReader = (text) => {
  const reading = readPeriod(text);
  if (!reading.read) return refused(reading.kind, reading.advice);
  const { period } = reading;
  if (reading.exact) return given(period.code);
  const day = readDay(text);
  const order = day.read && day.order !== 'told' ? { order: day.order } : {};
  return { given: true, value: period.code, readAs: periodReadAs(period), ...order };
};
