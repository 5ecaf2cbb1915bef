import type { AssessedRule, TargetAssessment } from '@outturn/domain';
import { targetInFull, targetInShort } from './target-words.js';

const target = (given: Partial<TargetAssessment>): TargetAssessment => ({
  kind: 'point',
  value: null,
  lower: null,
  upper: null,
  milestones: [],
  rules: [],
  met: null,
  onCourse: null,
  metBy: null,
  variance: null,
  favourable: null,
  period: '2017-18',
  from: null,
  to: null,
  id: 'target/x',
  ...given,
});

describe('a target in words', () => {
  it('says by how much it is met', () => {
    const met = target({ value: '72', met: true, variance: '5', favourable: true });
    expect(targetInShort(met, 'percent')).toBe('72%: met by 5');
    expect(targetInFull(met, 'percent')).toEqual(['Target for 2017-18: variance +5 points, favourable']);
  });

  it('says by how much it is missed, the smaller figure being the better one', () => {
    const missed = target({ value: '10', met: false, variance: '2.5', favourable: false });
    expect(targetInShort(missed, 'days')).toBe('10 days: not met by 2.5 days');
    expect(targetInFull(missed, 'days')).toEqual(['Target for 2017-18: variance +2.5 days, adverse']);
  });

  it('of a time that is not over says that it is on course or off it', () => {
    const ahead = target({ value: '72', onCourse: true, variance: '5', favourable: true });
    expect(targetInShort(ahead, 'percent')).toBe('72%: on course, 5 ahead');
    const behind = target({ value: '10', onCourse: false, variance: '2.5', favourable: false });
    expect(targetInShort(behind, 'days')).toBe('10 days: off course, 2.5 days behind');
    expect(targetInShort(target({ value: '72', onCourse: true, variance: '0' }), 'percent')).toBe('72%: on course');
    const rule = { rule: 'better_than', area: 'england', met: true, against: '68', period: '2016-17', variance: '9' };
    const relative = target({ kind: 'relative', onCourse: true, rules: [rule as AssessedRule] });
    expect(targetInShort(relative, 'percent')).toBe('relative: on course');
    expect(targetInFull(relative, 'percent')).toEqual([
      'Target for 2017-18: better than England (68% in 2016-17): on course',
    ]);
  });

  it('of a time that is over names the figure that decided, where it is not of that very time', () => {
    const met = target({ value: '72', met: true, metBy: '2017-18Q3', variance: '5', favourable: true });
    expect(targetInFull(met, 'percent')).toEqual([
      'Target for 2017-18: variance +5 points, favourable',
      'It was met by the last figure in that time, for quarter 3 (October to December 2017)',
    ]);
    expect(targetInFull({ ...met, metBy: '2017-18' }, 'percent')).toHaveLength(1);
  });

  it('of a quartile says that it needs an adopted release', () => {
    const rule = { rule: 'quartile', band: 'A', met: null, against: null, period: null, variance: null } as const;
    expect(targetInFull(target({ kind: 'relative', rules: [rule] }), 'percent')).toEqual([
      'Target for 2017-18: in quartile A: needs an adopted release',
    ]);
  });

  it('says that a range without bounds cannot be checked', () => {
    expect(targetInShort(target({ kind: 'range' }), 'percent')).toBe('range, not checkable');
  });

  it('names the next milestone and what comes after it', () => {
    const next = target({
      kind: 'milestone',
      value: '50',
      period: '2012-13Q2',
      milestones: [
        { period: '2012-13Q2', due: '2012-09-30', value: '50', state: 'next' },
        { period: '2012-13Q3', due: '2012-12-31', value: '100', state: 'later' },
      ],
    });
    expect(targetInShort(next, 'percent')).toBe('next 50%');
    expect(targetInFull(next, 'percent')).toEqual([
      'Milestones: 50% by 30 September 2012 (next), 100% by 31 December 2012 (later)',
    ]);
  });

  it('says of each rule of a relative target how it stands', () => {
    const relative = target({
      kind: 'relative',
      met: false,
      rules: [
        { rule: 'better_than', area: 'england', met: true, against: '68', period: '2016-17', variance: '9' },
        { rule: 'improves_on_previous', met: false, against: '78', period: '2016-17', variance: '-1' },
      ],
    });
    expect(targetInShort(relative, 'percent')).toBe('relative: not met');
    expect(targetInFull(relative, 'percent')).toEqual([
      'Target for 2017-18: better than England (68% in 2016-17): met; better than the period before (78% in 2016-17): not met',
    ]);
  });
});
