import { dayReadAs, readDay, readPeriod } from '@outturn/kernel';

export interface DueReading {
  /** `2015-03-31`, `2015-03`, `ongoing`, or a day or month with ` and annually` behind it. */
  readonly code: string;
  /** How it was read. */
  readonly says: string;
  readonly order: 'told' | 'either' | 'month-first';
}

const ANNUALLY = ' and annually';

/** Reads when an action is due, as people write it; null if that can't be told. */
export function readDue(text: string): DueReading | null {
  const written = text.trim().toLowerCase().replace(/\s+/g, ' ');
  if (written === 'ongoing') return { code: written, says: 'read as ongoing', order: 'told' };
  const after = written.endsWith(ANNUALLY) ? ANNUALLY : '';
  const when = written.slice(0, written.length - after.length);
  const day = readDay(when);
  if (day.read) return { code: `${day.iso}${after}`, says: `${dayReadAs(day.iso)}${after}`, order: day.order };
  const month = /^(\d{4}-(?:0[1-9]|1[0-2]))$/.exec(when)?.[1] ?? monthOf(when);
  if (month === null) return null;
  const code = `${month}${after}`;
  return { code, says: `read as ${code}`, order: 'told' };
}

/** "March 2015" as 2015-03. A month whose code would read as a year has an M before it as a period, and none here. */
function monthOf(when: string): string | null {
  const reading = readPeriod(when);
  return reading.read && reading.period.kind === 'month' ? reading.period.start.slice(0, 7) : null;
}
