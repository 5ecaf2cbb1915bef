import { assessedRows, benchmark, figure, target } from './assessed-rows.fixture.js';
import { shownAreas } from './shown-areas.js';

const rows = (areas: readonly string[], rules: readonly string[] = []) =>
  assessedRows({
    figures: [figure('2017-18Q2', '77')],
    benchmarks: areas.map((area) => benchmark(area, '2017-18Q2', '68')),
    targets:
      rules.length === 0
        ? []
        : [target('2017-18Q2', { kind: 'relative', rules: rules.map((area) => ({ rule: 'better_than', area })) })],
  });

describe('the comparators that a chart has lines for', () => {
  it('are England first, however it is written, and then the others by their names', () => {
    expect(shownAreas(rows(['dudley', 'england', 'birmingham']))).toEqual(['england', 'birmingham', 'dudley']);
    expect(shownAreas(rows(['Dudley', 'England', 'Birmingham']))).toEqual(['England', 'Birmingham', 'Dudley']);
  });

  it('begin with those that the target names', () => {
    expect(shownAreas(rows(['england', 'wirral', 'dudley'], ['wirral']))).toEqual(['wirral', 'england', 'dudley']);
  });

  it('are no more than can be told apart, and none without a value', () => {
    expect(shownAreas(rows(['a', 'b', 'c', 'd', 'e']))).toHaveLength(3);
    const [row] = rows(['england']);
    const bare = row && { ...row, benchmarks: row.benchmarks.map((each) => ({ ...each, value: null })) };
    expect(shownAreas(bare === undefined ? [] : [bare])).toEqual([]);
  });
});
