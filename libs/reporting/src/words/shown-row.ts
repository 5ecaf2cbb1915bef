import { asPublished, type Assessment, type TargetAssessment } from '@outturn/domain';
import type { Decimal } from '@outturn/kernel';

/**
 * A row with every figure as it is published and was judged: with its indicator's decimals. The row of an answer has
 * them as they were stated.
 */
export function shownRow(row: Assessment): Assessment {
  const shown = (value: Decimal): Decimal => asPublished(value, row.decimals);
  const maybe = (value: Decimal | null): Decimal | null => value && shown(value);
  const { previous, yearAgo } = row.travel;
  return {
    ...row,
    value: maybe(row.value),
    target: row.target && shownTarget(row.target, shown),
    benchmarks: row.benchmarks.map((each) => ({ ...each, value: maybe(each.value) })),
    travel: {
      previous: previous && { ...previous, value: shown(previous.value) },
      yearAgo: yearAgo && { ...yearAgo, value: shown(yearAgo.value) },
    },
  };
}

function shownTarget(target: TargetAssessment, shown: (value: Decimal) => Decimal): TargetAssessment {
  const maybe = (value: Decimal | null): Decimal | null => value && shown(value);
  return {
    ...target,
    value: maybe(target.value),
    lower: maybe(target.lower),
    upper: maybe(target.upper),
    milestones: target.milestones.map((each) => ({ ...each, value: shown(each.value) })),
    // The edge of a quartile is worked out, and compared as it is.
    rules: target.rules.map((each) => (each.rule === 'quartile' ? each : { ...each, against: maybe(each.against) })),
  };
}
