import type { Assessment } from './assessment.js';
import { verdictChanges } from './verdict-change.js';

type Judged = Pick<Assessment, 'rag'> & {
  readonly target?: Pick<NonNullable<Assessment['target']>, 'met' | 'onCourse'> | null;
  readonly benchmarks?: readonly Pick<Assessment['benchmarks'][number], 'area' | 'verdict'>[];
};
const row = ({ rag, target = null, benchmarks = [] }: Judged): Assessment =>
  ({ rag, target, benchmarks }) as unknown as Assessment;
const against = (verdict: 'better' | 'worse' | 'no_judgement') => [{ area: 'england', verdict }];

describe('the verdicts that changed', () => {
  it('are a rating, a target and a comparison that are others than before', () => {
    expect(
      verdictChanges(
        row({ rag: 'green', target: { met: true, onCourse: null }, benchmarks: against('better') }),
        row({ rag: 'red', target: { met: false, onCourse: null }, benchmarks: against('worse') }),
      ),
    ).toEqual([
      { about: 'rating', was: 'green', is: 'red' },
      { about: 'target', was: 'met', is: 'missed' },
      { about: 'comparator', area: 'england', was: 'better', is: 'worse' },
    ]);
  });

  it('are none where everything says the same, and none of a row that was not there before', () => {
    const green = row({ rag: 'green', target: { met: true, onCourse: null }, benchmarks: against('better') });
    expect(verdictChanges(green, green)).toEqual([]);
    expect(verdictChanges(null, green)).toEqual([]);
  });

  it('count a rating that a figure has got, and none that could not be judged before', () => {
    const unjudged = row({ rag: 'not_rated', benchmarks: against('no_judgement') });
    const judged = row({ rag: 'amber', target: { met: false, onCourse: null }, benchmarks: against('worse') });
    expect(verdictChanges(unjudged, judged)).toEqual([{ about: 'rating', was: 'not_rated', is: 'amber' }]);
  });

  it('tell a target whose time is over from one that was on course, though the colour stays', () => {
    expect(
      verdictChanges(
        row({ rag: 'green', target: { met: null, onCourse: true } }),
        row({ rag: 'green', target: { met: true, onCourse: null } }),
      ),
    ).toEqual([{ about: 'target', was: 'on_course', is: 'met' }]);
  });

  it('include a rating that is on the scorecard no longer', () => {
    expect(verdictChanges(row({ rag: 'red' }), null)).toEqual([{ about: 'rating', was: 'red', is: 'gone' }]);
    expect(verdictChanges(row({ rag: 'not_rated' }), null)).toEqual([]);
  });
});
