import type { BenchmarkData, BenchmarkEvent, Origin } from '@outturn/domain';
import { originOf } from '../basis.js';
import { keyOf } from '../key.js';
import { gone, view, type Placed } from '../view.js';

/** A comparator's cell as it stands. A period that is null is the publisher's own label, outside any series. */
export type PublishedFigure = BenchmarkData & Origin;

type Stated = Exclude<BenchmarkEvent, { readonly type: 'BenchmarkWithdrawn' }>;

/** The key of a cell: indicator, breakdown, area, and the period or the publisher's label for it. */
export const cellKey = (
  cell: Pick<BenchmarkData, 'indicator' | 'breakdown' | 'area' | 'period' | 'sourcePeriod'>,
): string => keyOf(cell.indicator, cell.breakdown, cell.area, cell.period ?? `label:${cell.sourcePeriod}`);

const stated = (_row: PublishedFigure | null, event: Placed<Stated>): PublishedFigure => ({
  ...event.data,
  ...originOf(event),
});

export const benchmarkView = view<BenchmarkEvent, PublishedFigure>({
  name: 'benchmark',
  version: 2,
  keyOf: ({ data }) => cellKey(data),
  on: { BenchmarkReleased: stated, BenchmarkRestated: stated, BenchmarkWithdrawn: gone },
});
