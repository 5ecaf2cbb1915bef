import type { BenchmarkCell, BenchmarkData, BenchmarkEvent, Origin } from '@outturn/domain';
import { inUnit, symbolWords } from '../figure-words.js';
import { asItIs, said, text, type Members, type NounEvents } from '../member.js';

const cell: Members<BenchmarkCell> = {
  indicator: null,
  breakdown: null,
  area: null,
  period: null,
  sourcePeriod: null,
};

const benchmark: Members<BenchmarkData> = {
  ...cell,
  value: said('value', inUnit),
  symbol: said('', symbolWords),
  numerator: asItIs('numerator'),
  denominator: asItIs('denominator'),
  published: asItIs('published as'),
  areaCode: asItIs('area number'),
  release: asItIs('release'),
};

export const benchmarkEvents: NounEvents<BenchmarkEvent> = {
  BenchmarkReleased: { deed: 'released', members: benchmark },
  BenchmarkRestated: { deed: 'restated', members: benchmark },
  BenchmarkWithdrawn: {
    deed: 'withdrawn',
    members: { ...cell, release: asItIs('release'), reason: text('reason') },
  },
};

/** A comparator's figure as it stands, without what its main line says. */
export const benchmarkRow: Members<BenchmarkData & Origin> = {
  ...benchmark,
  value: null,
  symbol: null,
  numerator: null,
  denominator: null,
  position: null,
  type: null,
  basis: null,
  undated: null,
};
