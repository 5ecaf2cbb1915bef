import { periodReadAs, readPeriod } from '@outturn/kernel';
import { type CellReader, given, refused } from './cell.js';

/** A period in any writing that can mean one alone; anything else is refused with what to write. */
export const periodCell: CellReader = (text) => {
  const reading = readPeriod(text);
  if (!reading.read) return refused(reading.kind, reading.advice);
  const { period } = reading;
  return reading.exact ? given(period.code) : { ...given(period.code), readAs: periodReadAs(period) };
};
