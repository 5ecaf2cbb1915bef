import type { Fault, Place } from './problems.js';

interface DayPlace extends Place {
  readonly line: number;
  readonly column: string;
  readonly value: string;
}

/** So many are reported of one column; the rest say the same again. */
const MOST = 1_000;

/**
 * In which order the days of a file are written in numbers. Whoever writes 03/31/2016 writes the month first, so 03/04/2016
 * in the same column may be the fourth of March, although a day comes first here.
 */
export class DayOrders {
  private readonly either = new Map<string, DayPlace[]>();
  private readonly monthFirst = new Map<string, DayPlace>();

  add(order: 'either' | 'month-first', place: DayPlace): void {
    const { column } = place;
    if (order === 'month-first') {
      if (!this.monthFirst.has(column)) this.monthFirst.set(column, place);
      return;
    }
    const places = this.either.get(column) ?? [];
    if (places.length < MOST) places.push(place);
    this.either.set(column, places);
  }

  *faults(): Iterable<{ readonly fault: Fault; readonly place: Place }> {
    for (const [column, first] of this.monthFirst) {
      for (const place of this.either.get(column) ?? []) {
        const message = `line ${first.line} has the month first (${first.value}), so this may be ${bothOf(place.value)}: write the days of this column as year-month-day`;
        yield { fault: { kind: 'DateAmbiguous', message }, place };
      }
    }
  }
}

/** "2016-04-03 or 2016-03-04" */
function bothOf(value: string): string {
  const [, first = '', second = '', year = ''] = /(\d{1,2})\D(\d{1,2})\D(\d{2,4})/.exec(value) ?? [];
  const full = year.length === 2 ? `20${year}` : year;
  const iso = (month: string, day: string): string => `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return `${iso(second, first)} or ${iso(first, second)}`;
}
