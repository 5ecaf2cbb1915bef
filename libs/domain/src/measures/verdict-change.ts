import type { Assessment, TargetAssessment } from './assessment.js';
import type { Verdict } from './polarity.js';

/** How a figure stands to its target: `not_judged` if nothing can be said yet, `no_target` if none applies. */
export type TargetVerdict = 'met' | 'missed' | 'on_course' | 'off_course' | 'not_judged' | 'no_target';

/** A verdict on one row of a scorecard that is another one than it was. `gone`: the row is not on the scorecard any more. */
export type VerdictChange =
  | { readonly about: 'rating'; readonly was: Assessment['rag']; readonly is: Assessment['rag'] | 'gone' }
  | { readonly about: 'target'; readonly was: TargetVerdict; readonly is: TargetVerdict }
  | { readonly about: 'comparator'; readonly area: string; readonly was: Verdict; readonly is: Verdict };

/**
 * The verdicts on a row that are others at a later moment. What was not judged before has no verdict that could change,
 * apart from a rating: that a figure has got one is news.
 * @param before null where the row was not on the scorecard yet
 * @param after null if it is not there any more
 */
export function verdictChanges(before: Assessment | null, after: Assessment | null): VerdictChange[] {
  if (before === null) return [];
  if (after === null) return before.rag === 'not_rated' ? [] : [{ about: 'rating', was: before.rag, is: 'gone' }];
  const rating: VerdictChange[] = before.rag === after.rag ? [] : [{ about: 'rating', was: before.rag, is: after.rag }];
  return [...rating, ...targetChange(before, after), ...comparatorChanges(before, after)];
}

/** What stands of a target, read from its two answers. */
export function targetVerdict(target: Pick<TargetAssessment, 'met' | 'onCourse'> | null): TargetVerdict {
  if (target === null) return 'no_target';
  if (target.met !== null) return target.met ? 'met' : 'missed';
  if (target.onCourse !== null) return target.onCourse ? 'on_course' : 'off_course';
  return 'not_judged';
}

function targetChange(before: Assessment, after: Assessment): VerdictChange[] {
  const [was, is] = [targetVerdict(before.target), targetVerdict(after.target)];
  return was === is || was === 'no_target' || was === 'not_judged' ? [] : [{ about: 'target', was, is }];
}

function comparatorChanges(before: Assessment, after: Assessment): VerdictChange[] {
  return before.benchmarks.flatMap(({ area, verdict: was }) => {
    const is = after.benchmarks.find((each) => each.area === area)?.verdict;
    return is === undefined || is === was || was === 'no_judgement' || is === 'no_judgement'
      ? []
      : [{ about: 'comparator' as const, area, was, is }];
  });
}
