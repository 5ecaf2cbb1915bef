import { type Assessment, type TargetVerdict, type Unit, type Verdict, verdictChanges } from '@outturn/domain';
import { figureText } from '../../words/assessment-words.js';
import { inUnit, symbolWords } from '../../words/figure-words.js';
import { areaName, capitalised } from '../../words/name-words.js';
import { dayInWords, periodInSentence } from '../../words/period-words.js';
import { ragReasonWords } from '../../words/rating-words.js';
import { shownRow } from '../../words/shown-row.js';
import { standing } from '../../words/figure-words.js';
import { targetAim } from '../../words/target-words.js';
import type { ChangedVerdict } from './changes.js';

/** The verdicts of a row that changed, a sentence a line without its full stop: from what to what. */
export function verdictSentences({ before, after }: ChangedVerdict): string[] {
  return verdictChanges(before, after).map((change) => {
    switch (change.about) {
      case 'rating':
        return `${ratingSaid(before)} → ${after === null ? 'no longer on the scorecard' : ratingSaid(after)}`;
      case 'target':
        return `${capitalised(targetSaid(before, change.was))} → ${targetSaid(after ?? before, change.is)}`;
      case 'comparator':
        return `${capitalised(againstArea(before, change.area, change.was))} → ${againstArea(after ?? before, change.area, change.is)}`;
    }
  });
}

const ratings: Readonly<Record<Assessment['rag'], string>> = {
  red: 'Red',
  amber: 'Amber',
  green: 'Green',
  not_rated: 'Not rated',
};

const ratingSaid = ({ rag, ragReason }: Assessment): string =>
  ratings[rag] + (ragReason === undefined ? '' : ` (${ragReasonWords(ragReason)})`);

const targetVerdicts: Readonly<Record<TargetVerdict, string>> = {
  met: 'met',
  missed: 'not met',
  on_course: 'on course',
  off_course: 'off course',
  not_judged: 'not judged',
  no_target: 'no target',
};

function targetSaid(row: Assessment, verdict: TargetVerdict): string {
  const { target, unit } = shownRow(row);
  if (target === null) return 'no target applies';
  const aim = target.kind === 'relative' ? 'relative target' : `target of ${targetAim(target, unit)}`;
  return `${aim} ${targetVerdicts[verdict]}`;
}

function againstArea(row: Assessment, area: string, verdict: Verdict): string {
  const { benchmarks, unit } = shownRow(row);
  const difference = benchmarks.find((each) => each.area === area)?.difference ?? '0';
  return standing(verdict, difference, unit, areaName(area));
}

/** What else of the ledger bears on a row: who changed what it rests on is told of these. */
export interface Cause {
  /** Half a sentence; a capital letter and no full stop. */
  readonly words: string;
  readonly rows: readonly { readonly view: string; readonly key: readonly string[] }[];
}

/**
 * Why the verdicts of a row changed: another figure, target or comparator, another definition, or time alone.
 * @param isRedefined whether the definition of the indicator changed in between
 */
export function causesOf({ before, after }: ChangedVerdict, isRedefined: boolean): Cause[] {
  const { indicator, breakdown } = before;
  if (after === null)
    return [
      {
        words: isRedefined
          ? 'The indicator was taken out of use or redefined'
          : `The figure of ${figureIn(before)} was taken back`,
        rows: [
          { view: 'definition', key: [indicator] },
          ...(before.period === null ? [] : [{ view: 'figure', key: [indicator, breakdown, before.period] }]),
        ],
      },
    ];
  const causes = [
    ...figureCauses(before, after),
    ...targetCauses(before, after),
    ...comparatorCauses(before, after),
    ...earlierCauses(before, after),
    ...(isRedefined ? [{ words: 'The definition was revised', rows: [{ view: 'definition', key: [indicator] }] }] : []),
    ...(before.ragPolicy === after.ragPolicy
      ? []
      : [{ words: `The rules changed: ${before.ragPolicy} → ${after.ragPolicy}`, rows: [] }]),
  ];
  return causes.length > 0 ? causes : [restsOn(after)];
}

/** If no member tells why: the events that the later answer rests on. */
const restsOn = ({ provenance }: Assessment): Cause => ({
  words: `It rests on events ${[...new Set(provenance.map(({ position }) => position))].join(', ')}`,
  rows: [],
});

const figureIn = (row: Assessment): string =>
  row.period === null ? 'no period' : `${figureText(shownRow(row))} for ${periodInSentence(row.period)}`;

function figureCauses(before: Assessment, after: Assessment): Cause[] {
  const { indicator, breakdown } = after;
  const rows = [before.period, after.period].flatMap((period) =>
    period === null ? [] : [{ view: 'figure', key: [indicator, breakdown, period] }],
  );
  if (before.period !== after.period) {
    if (before.period === null) return [{ words: `The first figure: ${figureIn(after)}`, rows }];
    if (after.period === null) return [{ words: `The figure of ${figureIn(before)} was taken back`, rows }];
    return [{ words: `Another figure: ${figureIn(before)} → ${figureIn(after)}`, rows }];
  }
  const [was, is] = [figureText(shownRow(before)), figureText(shownRow(after))];
  if (after.period === null || (was === is && before.value === after.value)) return [];
  // What was stated more finely than it is shown decides nothing by itself, and is not hidden either.
  const [exactly, now] = was === is ? [before, after].map((row) => figureText(row)) : [was, is];
  return [{ words: `The figure for ${periodInSentence(after.period)}: ${exactly ?? was} → ${now ?? is}`, rows }];
}

function targetCauses(before: Assessment, after: Assessment): Cause[] {
  const [was, is] = [aimOf(before), aimOf(after)];
  const rows = [before, after].flatMap(({ target }) =>
    target === null ? [] : [{ view: 'target', key: targetKey(after, target) }],
  );
  if (was !== is) return [{ words: `The target: ${was} → ${is}`, rows }];
  const [one, other] = [before.target, after.target];
  if (one === null || other === null) return [];
  if (one.met === null && other.met !== null) {
    const by =
      other.metBy === null || other.metBy === after.period
        ? ''
        : `, and the figure for ${periodInSentence(other.metBy)} decides`;
    const figure =
      other.metBy === null ? [] : [{ view: 'figure', key: [after.indicator, after.breakdown, other.metBy] }];
    return [{ words: `The time that the target is for is over${by}`, rows: figure }];
  }
  if (one.metBy !== null && other.metBy !== null && other.metBy !== after.period && one.variance !== other.variance)
    return [
      {
        words: `The figure for ${periodInSentence(other.metBy)}, which decides, is another one`,
        rows: [{ view: 'figure', key: [after.indicator, after.breakdown, other.metBy] }],
      },
    ];
  return [];
}

const targetKey = (row: Assessment, { period, from, to }: NonNullable<Assessment['target']>): readonly string[] => [
  row.indicator,
  row.breakdown,
  period ?? `${from}..${to}`,
];

/** What is asked and for when; a relative target by its rules, whatever came of them. */
function aimOf(row: Assessment): string {
  const { target, unit } = shownRow(row);
  if (target === null) return 'none';
  const aim =
    target.kind === 'relative'
      ? target.rules
          .map(({ rule, area, band }) =>
            [rule.replaceAll('_', ' '), area === undefined ? '' : areaName(area), band ?? '']
              .filter((part) => part !== '')
              .join(' '),
          )
          .join(' and ')
      : targetAim(target, unit);
  const when =
    target.period === null ? `from ${dayInWords(target.from ?? '')}` : `for ${periodInSentence(target.period)}`;
  return `${aim} ${when}`;
}

function comparatorCauses(before: Assessment, after: Assessment): Cause[] {
  return after.benchmarks.flatMap((is) => {
    const was = before.benchmarks.find(({ area }) => area === is.area);
    const [one, other] = [was === undefined ? 'not known' : cellSaid(was, before.unit), cellSaid(is, after.unit)];
    if (one === other) return [];
    const key = [after.indicator, after.breakdown, is.area, is.period];
    return [{ words: `${areaName(is.area)}: ${one} → ${other}`, rows: [{ view: 'benchmark', key }] }];
  });
}

const cellSaid = ({ value, symbol, period }: Assessment['benchmarks'][number], unit: Unit): string =>
  `${value === null ? symbolWords(symbol) : inUnit(value, unit)} in ${periodInSentence(period)}`;

/** A target that asks for more than the period before is judged by an earlier figure too. */
function earlierCauses(before: Assessment, after: Assessment): Cause[] {
  const [was, is] = [before.travel.previous, after.travel.previous];
  const asks = after.target?.rules.some(({ rule }) => rule === 'improves_on_previous') ?? false;
  if (!asks || was === null || is === null || was.period !== is.period || was.value === is.value) return [];
  return [
    {
      words: `The figure before, for ${periodInSentence(is.period)}: ${inUnit(was.value, before.unit)} → ${inUnit(is.value, after.unit)}`,
      rows: [{ view: 'figure', key: [after.indicator, after.breakdown, is.period] }],
    },
  ];
}
