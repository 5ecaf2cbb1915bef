import type { Assessment, RagReason, Significance } from '@outturn/domain';

const ragReasons: Readonly<Record<RagReason, string>> = {
  NoFigure: 'there is no figure',
  PeriodNotEnded: 'the period of its figure has not ended',
  ValueMissing: 'the figure has no value',
  NoTarget: 'no target applies to it',
  NoPolarity: 'neither higher nor lower is better',
  MilestoneNotDue: 'the milestone is not due yet',
  TargetBoundsUnknown: "the target range's bounds were not published",
  BenchmarkUnknown: 'the figure that the target compares with is not known',
  PreviousUnknown: 'there is no earlier figure to improve on',
  QualifiedFigure: 'the figure is not exact, so it is shown and not judged',
  NoFigureForTarget: 'there is no figure for the time that the target is for',
  NeedsAdoptedRelease: "a quartile target needs an adopted release with the other authorities' figures",
  QuartileDistributionUnknown: "the other authorities' figures are not known",
};

/** Why a row has no colour, as half a sentence. */
export const ragReasonWords = (reason: RagReason): string => ragReasons[reason];

const significances: Readonly<Record<Significance, string>> = {
  better: 'significantly better',
  similar: 'no significant difference',
  worse: 'significantly worse',
  unknown: 'significance unknown',
};

/** Whether chance alone would explain the difference. */
export const significanceWords = (significance: Significance): string => significances[significance];

/**
 * Whether chance alone would explain a difference, beside the counts that say so: "not significant: 7 of 12". Null where
 * it can't be told.
 */
export function significanceInShort(
  significance: Significance,
  { numerator, denominator }: Pick<Assessment, 'numerator' | 'denominator'>,
): string | null {
  if (significance === 'unknown') return null;
  const counts = numerator === null || denominator === null ? '' : `: ${numerator} of ${denominator}`;
  return `${significance === 'similar' ? 'not significant' : 'significant'}${counts}`;
}
