import { assessedRows, benchmark, figure, indicator, target } from './assessed-rows.fixture.js';
import { seriesHeadline } from './headline.js';

const figures = [figure('2017-18Q1', '70'), figure('2017-18Q2', '77')];

describe('the headline of a chart', () => {
  it('says where the figure went and how it stands to what it is held against', () => {
    const rows = assessedRows({
      figures,
      targets: [target('2017-18', { kind: 'point', value: '72' })],
      benchmarks: [benchmark('england', '2017-18Q2', '68')],
    });
    expect(seriesHeadline(rows, 'england')).toBe(
      "Long-term stability of placements rose to 77%, above the target of 72% and England's 68%",
    );
  });

  it('tells apart what it is above and what it is below, and names a comparator of another period', () => {
    const rows = assessedRows({
      figures: figures.toReversed().map((row, index) => ({ ...row, period: `2017-18Q${index + 1}` })),
      targets: [target('2017-18', { kind: 'point', value: '72' })],
      benchmarks: [benchmark('england', '2016-17', '68')],
    });
    expect(seriesHeadline(rows, 'england')).toBe(
      "Long-term stability of placements fell to 70%, below the target of 72% and above England's 68% (2016-17)",
    );
  });

  it('has no direction where there is nothing to come from', () => {
    const rows = assessedRows({ figures: [figure('2017-18Q2', '77')] });
    expect(seriesHeadline(rows, null)).toBe('Long-term stability of placements: 77%');
  });

  it('says that a figure stayed where it was', () => {
    const rows = assessedRows({ figures: [figure('2017-18Q1', '77'), figure('2017-18Q2', '77')] });
    expect(seriesHeadline(rows, null)).toBe('Long-term stability of placements stayed at 77%');
  });

  it.each([
    ['8', '11', 'within the target range of 8% to 11%'],
    ['11', '12', 'below the target range of 11% to 12%'],
    ['5', '9', 'above the target range of 5% to 9%'],
  ])('places the figure against the range from %s to %s', (lower, upper, words) => {
    const rows = assessedRows({
      figures: [figure('2017-18Q2', '10')],
      targets: [target('2017-18Q2', { kind: 'range', lower, upper })],
      indicator: indicator({ polarity: 'neutral' }),
    });
    expect(seriesHeadline(rows, null)).toBe(`Long-term stability of placements: 10%, ${words}`);
  });

  it('looks ahead to the next milestone', () => {
    const rows = assessedRows({
      figures: [figure('@2012-05-11', '26.6')],
      targets: [
        target('2012-13Q2', { kind: 'milestone', value: '50' }),
        target('2012-13Q3', { kind: 'milestone', value: '100' }),
      ],
      indicator: indicator({ title: 'Elected members trained', frequencies: ['point_in_time'] }),
    });
    expect(seriesHeadline(rows, null)).toBe(
      'Elected members trained: 26.6%, with 50% to be reached by 30 September 2012',
    );
  });

  it('is about the latest figure that has a value', () => {
    const rows = assessedRows({ figures: [...figures, figure('2017-18Q3', null)] });
    expect(seriesHeadline(rows, null)).toBe(
      'Long-term stability of placements rose to 77%; no figure since: c (suppressed)',
    );
    expect(seriesHeadline(rows.slice(-1), null)).toBe(
      'Long-term stability of placements: no figure is known: c (suppressed)',
    );
  });

  it('gives a qualified figure with its word, and no verdict on it', () => {
    const rows = assessedRows({
      figures: [figure('2017-18Q1', '70'), { ...figure('2017-18Q2', '77'), qualifier: 'at_least' }],
      targets: [target('2017-18', { kind: 'point', value: '72' })],
      benchmarks: [benchmark('england', '2017-18Q2', '68')],
    });
    expect(seriesHeadline(rows, 'england')).toBe('Long-term stability of placements: at least 77%');
  });

  it('says that there is no figure since, and why', () => {
    const since = [
      { ...figure('2017-18Q3', null), symbol: 'c' },
      { ...figure('2017-18Q4', null), symbol: 'z' },
    ];
    expect(seriesHeadline(assessedRows({ figures: [figure('2017-18Q2', '77'), ...since] }), null)).toBe(
      'Long-term stability of placements: 77%; no figure since: c (suppressed), z (not applicable)',
    );
    expect(seriesHeadline(assessedRows({ figures: since }), null)).toBe(
      'Long-term stability of placements: no figure is known: c (suppressed), z (not applicable)',
    );
  });

  it('names the breakdown', () => {
    const rows = assessedRows({ figures: [figure('2017-18Q2', '46', { breakdown: 'age=19-21' })] });
    expect(seriesHeadline(rows, null)).toBe('Long-term stability of placements (age 19-21): 46%');
  });
});
