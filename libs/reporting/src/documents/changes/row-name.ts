import { areaName, breakdownWords } from '../../words/name-words.js';
import { dayInWords, periodInSentence } from '../../words/period-words.js';
import type { ChangedRow, KnownNames } from './changes.js';
import type { ToldView } from './row-words.js';

/** What a changed row is about: "Elected members trained (age 16-18), 11 May 2012". */
export function rowName({ view, key }: Pick<ChangedRow, 'view' | 'key'>, names: KnownNames): string {
  return namers[view as ToldView](key, names);
}

/** An indicator by its title, with its breakdown. */
export function indicatorName(indicator: string, breakdown: string, { indicators }: KnownNames): string {
  const part = breakdownWords(breakdown);
  return `${indicators.get(indicator)?.title ?? indicator}${part === '' ? '' : ` (${part})`}`;
}

type Namer = (key: ChangedRow['key'], names: KnownNames) => string;

const ofPeriod: Namer = ([indicator = '', breakdown = 'all', span = ''], names) =>
  `${indicatorName(indicator, breakdown, names)}, ${spanWords(span)}`;

const namers: Readonly<Record<ToldView, Namer>> = {
  figure: ofPeriod,
  target: ofPeriod,
  benchmark: ([indicator = '', breakdown = 'all', area = '', period = ''], names) =>
    `${indicatorName(indicator, breakdown, names)}, ${areaName(area)}, ${periodInSentence(period.replace(/^label:/, ''))}`,
  action: ([ref = ''], { actions }) => actions.get(ref) ?? `Action ${ref}`,
  release: ([label = '']) => label,
  definition: ([indicator = ''], names) => indicatorName(indicator, 'all', names),
  round: ([period = '', round = '']) => `${round}, ${periodInSentence(period)}`,
};

/** A period, or from one day to another. */
function spanWords(span: string): string {
  const [from = '', to] = span.split('..');
  return to === undefined ? periodInSentence(span) : `${dayInWords(from)} to ${dayInWords(to)}`;
}
