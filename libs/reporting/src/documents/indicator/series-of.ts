import type { Assessment, IndicatorDefinition } from '@outturn/domain';

/** Each breakdown and kind of period by itself: the main series first, the whole before its parts. */
export function seriesOf(rows: readonly Assessment[], frequencies: IndicatorDefinition['frequencies']): Assessment[][] {
  const place = ([first]: readonly Assessment[]): readonly [number, string] => [
    frequencies.findIndex((frequency) => frequency === first?.periodKind),
    first === undefined || first.breakdown === 'all' ? '' : first.breakdown,
  ];
  return [...Map.groupBy(rows, (row) => `${row.periodKind} ${row.breakdown}`).values()].toSorted((a, b) => {
    const [[kindA, partA], [kindB, partB]] = [place(a), place(b)];
    return partA === partB ? kindA - kindB : partA < partB ? -1 : 1;
  });
}
