import type { BenchmarkCell, BenchmarkData, BenchmarkEvent } from '@outturn/domain';
import { given, told } from '../view-story.fixture.js';
import { benchmarkView, cellKey } from './benchmark.view.js';

const cell = (members: Partial<BenchmarkCell> = {}): BenchmarkCell => ({
  indicator: 'stability',
  breakdown: 'all',
  area: 'England',
  period: '2022-23',
  sourcePeriod: '2023',
  ...members,
});
const benchmark = (members: Partial<BenchmarkData> = {}): BenchmarkData => ({
  ...cell(),
  areaCode: '970',
  value: '69',
  published: '69',
  numerator: null,
  denominator: null,
  symbol: null,
  release: 'LAIT 2024-11-19',
  ...members,
});
const about = (event: BenchmarkEvent) => told(`benchmark/${cellKey(event.data)}`, event);
const released = (members: Partial<BenchmarkData> = {}) =>
  about({ type: 'BenchmarkReleased', schemaVersion: 1, data: benchmark(members) });
const restated = (members: Partial<BenchmarkData>) =>
  about({ type: 'BenchmarkRestated', schemaVersion: 1, data: benchmark(members) });
const withdrawn = about({
  type: 'BenchmarkWithdrawn',
  schemaVersion: 1,
  data: { ...cell(), release: 'LAIT 2025', reason: null },
});
const KEY = 'stability | all | England | 2022-23';
const shown = (members: Partial<BenchmarkData>, origin: object) => ({
  ...benchmark(members),
  basis: 'migrated',
  ...origin,
});

describe('the view of benchmarks', () => {
  it('has a cell as it was released, its text beside its value', () => {
    given(benchmarkView, released({ value: '9.37', published: '9.3699999999999992' })).then({
      [KEY]: shown({ value: '9.37', published: '9.3699999999999992' }, { position: 1, type: 'BenchmarkReleased' }),
    });
  });

  it('has a symbol where there is no value', () => {
    const members = { value: null, published: 'c', symbol: 'c' };
    given(benchmarkView, released(members)).then({ [KEY]: shown(members, { position: 1, type: 'BenchmarkReleased' }) });
  });

  it('has a cell as it was last restated, under the release that did it', () => {
    const members = { value: '68', published: '68', release: 'LAIT 2024-11-20' };
    given(benchmarkView, released(), restated(members)).then({
      [KEY]: shown(members, { position: 2, type: 'BenchmarkRestated' }),
    });
  });

  it('has no cell that was withdrawn, and has it again when it is released again', () => {
    given(benchmarkView, released(), withdrawn).then({});
    given(benchmarkView, released(), withdrawn, released()).then({
      [KEY]: shown({}, { position: 3, type: 'BenchmarkReleased' }),
    });
  });

  it('keeps a year that is no year under the label that the publisher gave it', () => {
    const members = { period: null, sourcePeriod: '0' };
    given(benchmarkView, released(), released(members)).then({
      [KEY]: shown({}, { position: 1, type: 'BenchmarkReleased' }),
      'stability | all | England | label:0': shown(members, { position: 2, type: 'BenchmarkReleased' }),
    });
  });

  it('keeps areas and periods apart', () => {
    given(
      benchmarkView,
      released(),
      released({ area: 'Walsall' }),
      released({ period: '2021-22', sourcePeriod: '2022' }),
    ).then({
      [KEY]: shown({}, { position: 1, type: 'BenchmarkReleased' }),
      'stability | all | Walsall | 2022-23': shown({ area: 'Walsall' }, { position: 2, type: 'BenchmarkReleased' }),
      'stability | all | England | 2021-22': shown(
        { period: '2021-22', sourcePeriod: '2022' },
        { position: 3, type: 'BenchmarkReleased' },
      ),
    });
  });
});
