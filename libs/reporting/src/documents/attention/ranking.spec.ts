import { before, besideEngland, exampleRow } from '@outturn/testing';
import { ranked } from './ranking';
import { reasonsOf, reasonWords } from './standing';

type Row = Parameters<typeof reasonsOf>[0];
const concern = { meaning: 'concern', words: 'below the lower limit (for the worse)' } as const;
const placed = (title: string, members: Partial<Row>, signal: Parameters<typeof reasonsOf>[1] = null) => {
  const row = exampleRow({ title, ...members });
  return { row, reasons: reasonsOf(row, signal) };
};
const titles = (...figures: ReturnType<typeof placed>[]): string[] =>
  ranked(figures, 'attention').map(({ row }) => row.title);
const against = (significance: 'worse' | 'similar' | 'unknown', difference = '-9') => [
  { ...besideEngland('worse', difference), significance },
];

describe('what needs attention', () => {
  it('is ranked by how sure it is: significant, a signal, as published, within chance, old', () => {
    expect(
      titles(
        placed('old', { stale: 8 }),
        placed('within chance', { benchmarks: against('similar', '-60') }),
        placed('as published', { benchmarks: against('unknown', '-1') }),
        placed('signal', {}, concern),
        placed('significant', { benchmarks: against('worse', '-1') }),
        placed('nothing', {}),
      ),
    ).toEqual(['significant', 'signal', 'as published', 'within chance', 'old']);
  });

  it('is ranked, where it is as sure, red before amber before what has no rating', () => {
    const fell = { travel: before('154', 'worse') };
    expect(titles(placed('fell', fell), placed('amber', { rag: 'amber' }), placed('red', { rag: 'red' }))).toEqual([
      'red',
      'amber',
      'fell',
    ]);
  });

  it('is ranked, where it is as bad, by the difference as a share of what it is held against', () => {
    expect(
      titles(
        placed('of many', { value: '990', unit: 'number', travel: before('1000', 'worse') }),
        placed('from zero', { value: '1', unit: 'number', travel: before('0', 'worse') }),
        placed('of few', { value: '1', unit: 'number', travel: before('2', 'worse') }),
      ),
    ).toEqual(['from zero', 'of few', 'of many']);
  });

  it('says how sure a difference is, beside its counts', () => {
    const few = exampleRow({ numerator: '7', denominator: '12', benchmarks: against('similar', '-10.4') });
    expect(reasonWords(reasonsOf(few), 'attention')).toBe(
      'worse than England by 10.4 points, not significant: 7 of 12',
    );
    const many = { ...few, benchmarks: against('worse', '-10.4') };
    expect(reasonWords(reasonsOf(many), 'attention')).toBe('worse than England by 10.4 points, significant: 7 of 12');
    expect(reasonWords(reasonsOf(exampleRow(), concern), 'attention')).toBe(
      'a signal, below the lower limit (for the worse)',
    );
  });
});
