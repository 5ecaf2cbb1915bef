import { parsePeriod, periodTitle, type Period } from './period.js';
import { possiblePeriods } from './period-spellings.js';
import { plainSigns } from './spelling.js';

/** Codes that show every kind of period, as advice says them. */
export const PERIOD_CODES =
  '2016-17, 2017-18Q2, 2017-18H1, 2017-09, AY2016-17, @2016-03-31, R12:2017-09, 3Y:2014-17 or T:2016-17Autumn';

export type PeriodReading =
  /** `exact`: it was written as its code. */
  | { readonly read: true; readonly period: Period; readonly exact: boolean }
  | {
      readonly read: false;
      readonly kind: 'NotAPeriod' | 'PeriodAmbiguous' | 'PeriodTurnedIntoDate';
      /** What to write: a clause without a full stop. */
      readonly advice: string;
    };

const LONGEST = 60;

/**
 * Reads a period as people write it. It is taken if it can mean one period alone; else the advice says which codes it
 * may mean. The code of whatever is taken reads as the same period.
 */
export function readPeriod(text: string): PeriodReading {
  const exact = parsePeriod(text);
  if (exact !== null) return { read: true, period: exact, exact: true };
  const known = readings.get(text);
  if (known !== undefined) return known;
  const reading = readSpelling(text);
  if (readings.size < REMEMBERED && text.length <= LONGEST) readings.set(text, reading);
  return reading;
}

/** A file writes its few periods in one way over and over. */
const readings = new Map<string, PeriodReading>();
const REMEMBERED = 5_000;

function readSpelling(text: string): PeriodReading {
  const plain = text.length > LONGEST * 4 ? '' : plainSigns(text);
  const code = parsePeriod(plain);
  if (code !== null) return { read: true, period: code, exact: false };
  const written = plain.length > LONGEST ? '' : withoutBrackets(plain).toLowerCase();
  const possible = possiblePeriods(written).flatMap((each) => parsePeriod(each) ?? []);
  const [only] = possible;
  if (only !== undefined && possible.length === 1) return { read: true, period: only, exact: false };
  return { read: false, ...refusal(written, possible) };
}

/** What is said of a period that was not written as its code: "read as 2017-18Q2, quarter 2 (July to September 2017)". */
export const periodReadAs = (period: Period): string => `read as ${period.code}, ${titleInSentence(period)}`;

// As our own titles have it: "Quarter 2 (July to September 2017)" says the months; "Q2 2017/18 (Jul-Sep)" says them again.
function withoutBrackets(plain: string): string {
  const match = /^(.*\S) \((.*)\)$/.exec(plain);
  if (match === null) return plain;
  const [, outside = '', inside = ''] = match;
  const within = possiblePeriods(inside.toLowerCase());
  const whole = possiblePeriods(outside.toLowerCase());
  if (within.length === 1 && whole.length === 0 && /^(?:quarter|q) ?[1-4]$/i.test(outside)) {
    return within[0]!.endsWith(`Q${outside.slice(-1)}`) ? inside : plain;
  }
  return within.length === 1 && whole.length === 1 && within[0] === whole[0] ? outside : plain;
}

const titleInSentence = (period: Period): string => {
  const title = periodTitle(period);
  return /^(?:Quarter|First|Second|Academic|Year|Autumn|Spring|Summer)/.test(title)
    ? `${title.charAt(0).toLowerCase()}${title.slice(1)}`
    : title;
};

type Refused = Omit<Extract<PeriodReading, { read: false }>, 'read'>;

function refusal(written: string, possible: readonly Period[]): Refused {
  if (possible.length > 0) {
    const choices = possible.map((period) => `${period.code} for ${titleInSentence(period)}`);
    const list = `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
    return EXCEL.test(written)
      ? {
          kind: 'PeriodTurnedIntoDate',
          advice: `Excel may have turned this period into a date: format the column as text and write ${list}`,
        }
      : { kind: 'PeriodAmbiguous', advice: `this may mean several periods: write ${list}` };
  }
  if (/^\d{5}(?:\.\d+)?$/.test(written)) {
    return {
      kind: 'PeriodTurnedIntoDate',
      advice: `Excel turned this period into the number of a day: format the column as text and write a code such as ${PERIOD_CODES}`,
    };
  }
  const two = /^(\d{2}) ?[-/] ?(\d{2})$/.exec(written) ?? /^(1[0-9]|2[0-9])(\d{2})$/.exec(written);
  const year = two === null || (Number(two[1]) + 1) % 100 !== Number(two[2]) ? null : `20${two[1]}-${two[2]}`;
  if (year !== null) {
    return { kind: 'PeriodAmbiguous', advice: `write the year in full: ${year} if the financial year is meant` };
  }
  const three = /^([12]\d{3}) ?(?:-|\/|to) ?(?:\d{2})?(\d{2})$/.exec(written);
  if (three !== null && (Number(three[1]) + 3) % 100 === Number(three[2])) {
    return { kind: 'PeriodAmbiguous', advice: `write 3Y:${three[1]}-${three[2]} if three financial years are meant` };
  }
  return { kind: 'NotAPeriod', advice: `write the period as a code such as ${PERIOD_CODES}` };
}

const EXCEL = /^[a-z]{3,4}-\d{2}$|^\d{1,2}[/-](?:\d{1,2}|[a-z]{3})[/-]\d{2,4}|^\d{4}-\d{2}-\d{2}/;
