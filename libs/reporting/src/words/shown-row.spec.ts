import { benchmark, figure, indicator, assessedRows, target } from '../charts/assessed-rows.fixture.js';
import { comparisonSentences, figureText } from './assessment-words.js';
import { shownRow } from './shown-row.js';
import { staleWords } from './stale-words.js';
import { targetInShort } from './target-words.js';

const [row] = assessedRows({
  indicator: indicator({ decimals: 1 }),
  figures: [figure('2017-18Q2', '74.9500001')],
  targets: [target('2017-18Q2', { kind: 'point', value: '75.04' })],
  benchmarks: [benchmark('england', '2014-15', '9.3699999999999992')],
});

describe('a row as it is shown', () => {
  it('has every figure with the decimals of its indicator, and differences that add up', () => {
    const shown = shownRow(row!);
    expect(figureText(shown)).toBe('75%');
    expect(targetInShort(shown.target, shown.unit)).toBe('75%: met');
    expect(comparisonSentences(shown)[0]).toBe(
      'England 9.4% in 2014-15: better by 65.6 points (2 years older than the figure; significance unknown: no counts)',
    );
  });

  it('changes nothing in the answer, where every figure stands as it was stated', () => {
    shownRow(row!);
    expect(row).toMatchObject({ value: '74.9500001', target: { value: '75.04' }, benchmarks: [{ value: '9.37' }] });
  });
});

describe('an old figure', () => {
  it('says for when it was last reported, and what is missing since', () => {
    const words = (stale: number | null) => staleWords({ ...row!, stale });
    expect(words(35)).toBe('last reported for quarter 2 (July to September 2017); 35 quarters missing');
    expect(words(1)).toBe('last reported for quarter 2 (July to September 2017); 1 quarter missing');
    expect(words(null)).toBeNull();
  });
});
