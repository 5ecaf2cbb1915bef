import { before, besideEngland, exampleRow } from '@outturn/testing';
import { comparison, direction, movement, ratingTag, targetRules, targetText, whyNotRated } from './figure-cells';

describe('a cell of the scorecard', () => {
  it('says a rating by its word, and the colour only repeats it', () => {
    expect(ratingTag('amber')).toEqual({ text: 'Amber', tone: 'warning', shape: 'tag' });
    expect(ratingTag('not_rated').text).toBe('Not rated');
  });

  it('says no direction of a figure that is only about so much, or at least so much', () => {
    const row = exampleRow({ qualifier: 'at_least', travel: before('70', 'better') });
    expect(direction(row)).toEqual({ way: 'level', text: 'Not compared', detail: 'was 70% the quarter before' });
    expect(movement(row)).toBeNull();
  });

  it('says why there is no rating', () => {
    expect(whyNotRated(exampleRow())).toBe('No target applies to it');
    const { ragReason: _none, ...rated } = exampleRow({ rag: 'green' });
    expect(whyNotRated(rated)).toBeNull();
    expect(targetText(exampleRow())).toBe('No target');
  });

  it('says of a row without a figure only that no target is current: those of earlier times were not looked at', () => {
    expect(targetText(exampleRow({ period: null, value: null }))).toBe('No current target');
  });

  it("compares with England before any other area, and says England's figure and when it was", () => {
    const other = { ...besideEngland('worse', '-1'), area: 'West Midlands' };
    expect(comparison(exampleRow({ benchmarks: [other, besideEngland('better', '9')] }))).toEqual({
      text: 'Better by 9 points',
      detail: 'England 68% in 2016-17',
    });
    expect(comparison(exampleRow())).toBeNull();
  });

  it('says whether a difference is significant, beside its counts, where that can be told', () => {
    const behind = besideEngland('worse', '-10.4');
    const few = { numerator: '7', denominator: '12' };
    const said = (significance: 'similar' | 'worse') =>
      comparison(exampleRow({ ...few, benchmarks: [{ ...behind, significance }] }))?.text;
    expect(said('similar')).toBe('Worse by 10.4 points, not significant: 7 of 12');
    expect(said('worse')).toBe('Worse by 10.4 points, significant: 7 of 12');
    const same = { ...besideEngland('same', '0'), significance: 'similar' as const };
    expect(comparison(exampleRow({ ...few, benchmarks: [same] }))?.text).toBe('The same');
  });

  it('says what a relative target asks', () => {
    const target = {
      kind: 'relative',
      onCourse: true,
      rules: [{ rule: 'better_than', area: 'england', band: null, against: '68', period: '2016-17', met: true }],
    } as unknown as ReturnType<typeof exampleRow>['target'];
    expect(targetRules(exampleRow({ target }))).toEqual(['Better than England (68% in 2016-17): on course']);
    expect(targetRules(exampleRow())).toEqual([]);
  });

  it('says what a comparator shows in the place of a value', () => {
    const held = { ...besideEngland('same', '0'), value: null, symbol: 'c', difference: null };
    expect(comparison(exampleRow({ benchmarks: [held] }))?.text).toBe('England c (suppressed)');
  });

  it('names the earlier period only where one is missing in between', () => {
    expect(direction(exampleRow({ travel: before('80', 'worse') }))).toEqual({
      way: 'down',
      text: 'Worse',
      detail: 'was 80% the quarter before',
    });
    expect(direction(exampleRow({ travel: before('70', 'better', ['2017-18Q1']) }))?.detail).toBe(
      'was 70% in quarter 4 (January to March 2017)',
    );
  });

  it('goes down for the better where lower is better', () => {
    const row = exampleRow({ polarity: 'lower', travel: before('80', 'better') });
    expect(direction(row)).toMatchObject({ way: 'down', text: 'Better' });
    expect(movement(row)).toBe('down 3 points since quarter 1 (April to June 2017)');
    expect(movement(exampleRow({ travel: before('77', 'same') }))).toBe(
      'unchanged since quarter 1 (April to June 2017)',
    );
  });
});
