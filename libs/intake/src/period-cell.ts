import { parsePeriod } from '@outturn/kernel';
import { type CellReader, given } from './cell.js';
import { plainWidth } from './full-width.js';
import { periodFault } from './period-hint.js';

/** A period under its code; anything else is refused with the code that it is likely to mean. */
export const periodCell: CellReader = (text) => {
  const code = plainWidth(text);
  return parsePeriod(code) === null ? { given: false, fault: periodFault(code) } : given(code);
};
