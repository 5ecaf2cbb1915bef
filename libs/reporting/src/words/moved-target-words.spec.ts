import type { MovedTarget } from '@outturn/domain';
import { movedInFull, movedInShort } from './moved-target-words.js';

const moved: MovedTarget = {
  id: 'target/stability/all/2016-17',
  period: '2016-17',
  from: null,
  to: null,
  ended: '2017-03-31',
  was: { kind: 'point', value: '72' },
  becomes: { kind: 'point', value: '65' },
  on: '2017-05-03',
  position: 41,
};
const said = (members: Partial<MovedTarget>) =>
  movedInFull({ movedTargets: [{ ...moved, ...members }], unit: 'percent', decimals: 0 }).map((each) =>
    each.replaceAll('\u00A0', ' '),
  );

describe('a target that was moved after its time', () => {
  it('is marked in a table by what was done to it', () => {
    expect(movedInShort({ movedTargets: [] })).toBeNull();
    expect(movedInShort({ movedTargets: [moved, moved] })).toBe('target changed after its period had ended');
    expect(movedInShort({ movedTargets: [{ ...moved, was: null }] })).toBe('target set after its period had ended');
    expect(movedInShort({ movedTargets: [{ ...moved, becomes: null }] })).toBe(
      'target withdrawn after its period had ended',
    );
  });

  it('is told with both days, what it was and what it is, and the event', () => {
    expect(said({})).toEqual([
      'The target for 2016-17 was changed on 3 May 2017, after its time had ended on 31 March 2017: from 72% to 65% (event 41)',
    ]);
    expect(said({ was: null })[0]).toContain(
      'was set on 3 May 2017, after its time had ended on 31 March 2017: it is 65%',
    );
    expect(said({ becomes: null })[0]).toContain('was withdrawn on 3 May 2017');
    expect(said({ on: null })[0]).toContain('was changed on a day that was not stated, after');
    expect(
      said({
        period: null,
        from: '2016-04-01',
        to: '2016-09-30',
        becomes: { kind: 'range', lower: '60', upper: null },
      })[0],
    ).toMatch(/^The target from 1 April 2016 to 30 September 2016 .* from 72% to 60% to unknown/);
  });
});
