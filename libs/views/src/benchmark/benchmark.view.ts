import { unreachable } from '@outturn/kernel';
import type { BenchmarkData, BenchmarkEvent, Origin } from '@outturn/domain';
import type { ViewFold } from '@outturn/ledger';
import { originOf } from '../basis.js';
import { keyOf } from '../key.js';

/** A comparator's cell as it stands. A period that is null is the publisher's own label, outside any series. */
export type PublishedFigure = BenchmarkData & Origin;

/** The key of a cell: indicator, breakdown, area, and the period or the publisher's label for it. */
export const cellKey = (
  cell: Pick<BenchmarkData, 'indicator' | 'breakdown' | 'area' | 'period' | 'sourcePeriod'>,
): string => keyOf(cell.indicator, cell.breakdown, cell.area, cell.period ?? `label:${cell.sourcePeriod}`);

export const benchmarkView: ViewFold<PublishedFigure> = {
  name: 'benchmark',
  version: 1,
  handles: new Set<BenchmarkEvent['type']>(['BenchmarkReleased', 'BenchmarkRestated', 'BenchmarkWithdrawn']),
  keyOf: (envelope) => cellKey((envelope as unknown as BenchmarkEvent).data),
  apply(_row, envelope) {
    const event = envelope as unknown as BenchmarkEvent;
    switch (event.type) {
      case 'BenchmarkReleased':
      case 'BenchmarkRestated':
        return { ...event.data, ...originOf(envelope) };
      case 'BenchmarkWithdrawn':
        return null;
      default:
        return unreachable(event);
    }
  },
};
