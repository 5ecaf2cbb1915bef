import { assessedRows, benchmark, figure, indicator, target } from '../charts/assessed-rows.fixture.js';
import { figureArithmetic, judgementSentences } from './judgement-words.js';
import type { Assessment, FigureRow, IndicatorDefinition, TargetRow } from '@outturn/domain';

const assessed = (
  value: string | null,
  terms: TargetRow['target'] | null,
  { named = {}, defined = {} }: { named?: Partial<FigureRow>; defined?: Partial<IndicatorDefinition> } = {},
): Assessment => {
  const [row] = assessedRows({
    figures: [figure('2017-18Q2', value, named)],
    targets: terms === null ? [] : [target('2017-18Q2', terms)],
    benchmarks: [benchmark('england', '2017-18Q2', '68')],
    indicator: indicator(defined),
  });
  if (row === undefined) throw new Error('a figure has a row');
  return row;
};
const point = (value: string) => ({ kind: 'point', value }) as const;

describe('why a figure has its colour', () => {
  it('says that a target is met', () => {
    expect(judgementSentences(assessed('77', point('72')), '2')).toEqual([
      '77% less the target of 72% is +5 points.',
      'Higher is better, so the target is met.',
      'A target that is met is green.',
    ]);
  });

  it.each([
    ['70', '2', 'The shortfall of 2 points is within the tolerance of 2 points, so it is amber.'],
    ['69', '2', 'The shortfall of 3 points is more than the tolerance of 2 points, so it is red.'],
    ['69', null, 'No tolerance is set, so any shortfall is red.'],
  ])('says how far %s is from 72 with a tolerance of %s', (value, tolerance, last) => {
    const row = assessed(value, point('72'), { defined: { tolerance } });
    expect(judgementSentences(row, tolerance).at(-1)).toBe(last);
  });

  it('reads the difference the way that is better', () => {
    const row = assessed('12', point('10'), { defined: { polarity: 'lower', tolerance: null } });
    expect(judgementSentences(row, null)).toEqual([
      '12% less the target of 10% is +2 points.',
      'Lower is better, so the target is missed by 2 points.',
      'No tolerance is set, so any shortfall is red.',
    ]);
  });

  it('places the figure against a range', () => {
    const row = assessed('7', { kind: 'range', lower: '8', upper: '11' });
    expect(judgementSentences(row, '2')).toEqual([
      'The figure is 1 point below 8%, the lower end of the range.',
      'Higher is better, so the target is missed by 1 point.',
      'The shortfall of 1 point is within the tolerance of 2 points, so it is amber.',
    ]);
  });

  it('goes through every rule of a relative target', () => {
    const rules = [{ rule: 'better_than', area: 'england' }, { rule: 'improves_on_previous' }] as const;
    expect(judgementSentences(assessed('60', { kind: 'relative', rules }), '2').slice(0, 3)).toEqual([
      'Better than England (68% in quarter 2 (July to September 2017)): not met.',
      'Better than the period before (not known): not known.',
      'All of them must hold, and the worst gives the colour.',
    ]);
  });

  it('says why there is none', () => {
    expect(judgementSentences(assessed('77', null), null)).toEqual(['It has no colour: no target applies to it.']);
  });
});

describe('how a figure came out of its counts', () => {
  it.each([
    ['13', { numerator: '4', denominator: '32', computed: '13' }, '4 out of 32 is 12.5%, which rounds half up to 13%.'],
    ['50', { numerator: '16', denominator: '32', computed: '50' }, '16 out of 32 is 50%.'],
    [
      '26.6',
      { numerator: '16', denominator: '60', computed: '27' },
      '16 out of 60 is 26.67%. 26.6% was stated, and what was stated is kept.',
    ],
    ['77', {}, '77% was stated; no counts were given with it.'],
    [null, {}, 'No value was given.'],
  ] as const)('%s', (value, named, sentence) => {
    expect(figureArithmetic(assessed(value, null, { named }))).toEqual([sentence]);
  });
});
