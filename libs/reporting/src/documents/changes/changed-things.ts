import { type Assessment, type IndicatorDefinition, verdictChanges } from '@outturn/domain';
import { periodInSentence } from '../../words/period-words.js';
import type { ChangedRow, Changes, ChangedVerdict, ChangingEvent, KnownNames } from './changes.js';
import { rowChanges } from './row-changes.js';
import { indicatorName, rowName } from './row-name.js';
import type { ToldView } from './row-words.js';
import { causesOf, verdictSentences } from './verdict-words.js';

export type { Changes, ChangedRow, KnownNames, TextInRow } from './changes.js';
export { deedWords } from './deed-words.js';
export { knownNames } from './known-names.js';
export { toldViews, type WordedRows } from './row-words.js';

/** What changed, as a reader of a board paper looks for it: first what is judged otherwise. */
export const groupsOfChanges = [
  'Verdicts',
  'Figures',
  'Targets',
  'Actions',
  'Comparators',
  'Indicators',
  'Collection rounds',
] as const;
export type GroupOfChanges = (typeof groupsOfChanges)[number];

/** One thing that changed. */
export interface ChangedThing {
  readonly group: GroupOfChanges;
  readonly name: string;
  /** From what to what, a sentence a line, with a capital letter and no full stop. */
  readonly sentences: readonly string[];
  /** What did it, oldest first. */
  readonly events: readonly ChangingEvent[];
  /** Which row of which view it is; a verdict is one on the figures of an indicator. */
  readonly view: ToldView;
  readonly key: readonly string[];
  readonly isGone: boolean;
}

/** Everything that changed, the verdicts first and the worst of them before the others. */
export function changedThings({ rows, verdicts, texts }: Changes, known: KnownNames): ChangedThing[] {
  const names = withNamesWithin(rows, known);
  const byRow = new Map(rows.map((row) => [idOf(row), row]));
  return [
    ...worstFirst(verdicts).map((verdict) => verdictThing(verdict, byRow, names)),
    ...rows.flatMap((row) => {
      const unit = names.indicators.get(row.key[0] ?? '')?.unit ?? 'unknown';
      const sentences = rowChanges(row, unit, texts);
      if (sentences.length === 0) return [];
      return [{ ...placeOf(row), name: rowName(row, names), sentences, events: row.events }];
    }),
  ];
}

/** An indicator that is out of use by now is named by its own definition, if that changed. */
function withNamesWithin(rows: readonly ChangedRow[], { indicators, actions }: KnownNames): KnownNames {
  const within = rows.flatMap(({ view, key, before, after }) => {
    const current =
      view === 'definition' ? ((after ?? before)?.['current'] as IndicatorDefinition | undefined) : undefined;
    return current === undefined ? [] : [[key[0] ?? '', current] as const];
  });
  return { actions, indicators: new Map([...within, ...indicators]) };
}

const groups: Readonly<Record<ToldView, GroupOfChanges>> = {
  figure: 'Figures',
  target: 'Targets',
  action: 'Actions',
  benchmark: 'Comparators',
  release: 'Comparators',
  definition: 'Indicators',
  round: 'Collection rounds',
};

function placeOf({ view, key, after }: ChangedRow): Pick<ChangedThing, 'group' | 'view' | 'key' | 'isGone'> {
  return { group: groups[view as ToldView], view: view as ToldView, key, isGone: after === null };
}

const idOf = ({ view, key }: Pick<ChangedRow, 'view' | 'key'>): string => [view, ...key].join('\n');

function verdictThing(
  verdict: ChangedVerdict,
  byRow: ReadonlyMap<string, ChangedRow>,
  names: KnownNames,
): ChangedThing {
  const { indicator, breakdown, title, unit } = verdict.before;
  const period = verdict.after?.period ?? verdict.before.period;
  const causes = causesOf(verdict, byRow.has(idOf({ view: 'definition', key: [indicator] })));
  const events = causes
    .flatMap(({ rows }) => rows.flatMap((row) => byRow.get(idOf(row))?.events ?? []))
    .toSorted((a, b) => a.position - b.position);
  return {
    group: 'Verdicts',
    name: [
      // The title that the figure was shown under, where the indicator has gone since.
      indicatorName(indicator, breakdown, {
        ...names,
        indicators: new Map([[indicator, { title, unit }], ...names.indicators]),
      }),
      ...(period === null ? [] : [periodInSentence(period)]),
    ].join(', '),
    sentences: [...verdictSentences(verdict), ...causes.map(({ words }) => `Why: ${words}`)],
    events: events.filter(({ position }, at) => events[at - 1]?.position !== position),
    view: 'figure',
    key: [indicator, breakdown, period ?? ''],
    isGone: verdict.after === null,
  };
}

/** How bad a rating is. */
const badness: Readonly<Record<Assessment['rag'], number>> = { red: 3, amber: 2, not_rated: 1, green: 0 };

/** What became red before what became amber, and what got worse before what got better; else as the scorecard has them. */
function worstFirst(verdicts: readonly ChangedVerdict[]): ChangedVerdict[] {
  return verdicts
    .map((verdict) => ({ verdict, rank: rankOf(verdict) }))
    .toSorted((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1])
    .map(({ verdict }) => verdict);
}

function rankOf({ before, after }: ChangedVerdict): readonly [number, number] {
  const [was, is] = [badness[before.rag], after === null ? badness.not_rated : badness[after.rag]];
  const isWorse = verdictChanges(before, after).some((change) =>
    change.about === 'comparator' ? change.is === 'worse' : change.about === 'target' && change.is === 'missed',
  );
  return [is > was ? 0 : is === was && isWorse ? 1 : 2, -is];
}
