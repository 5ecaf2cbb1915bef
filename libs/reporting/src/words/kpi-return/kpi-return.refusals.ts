import type { NounRejection } from '@outturn/domain';
import { countsRefusals, nothingToWithdraw, periodKindNotListed, rangeRefusals } from '../figure/figure.refusals.js';
import { notInUse } from '../indicator/indicator.refusals.js';
import { conflict, fault, namedFew, type WordsOf } from '../refusal.js';

export const kpiReturnRefusals = {
  ...notInUse,
  ...countsRefusals,
  ...rangeRefusals,
  ...periodKindNotListed,
  ...nothingToWithdraw,
  FigureBesideSymbol: fault(
    ({ field, symbol }) =>
      `the symbol ${symbol} says that there is no figure, and ${field} gives one: keep one of the two`,
  ),
  QualifierWithoutFigure: fault(
    ({ qualifier }) => `${qualifier.replaceAll('_', ' ')} what? There is no figure beside it: leave the qualifier out`,
  ),
  SymbolNeedsCommentary: fault(
    ({ symbol }) => `the symbol ${symbol} says that there is no figure: say why in the commentary`,
  ),
  GapWithoutValue: fault(() => 'a gap in percentage points cannot be worked out from counts: give the value'),
  PeriodNotBegun: fault(
    ({ period, beginsOn, knownOn }) =>
      `${period} begins on ${beginsOn}, and this is said on ${knownOn}: no figure of it can be known yet; check the period, or set a target for it instead`,
  ),
  NothingReported: fault(
    () =>
      'there is no figure: give a value, or numerator and denominator, or the symbol that says why there is none; a figure that should not be there is withdrawn',
  ),
  CorrectionNeedsReason: conflict(({ was, becomes, changed }) =>
    was === becomes
      ? `this changes what was submitted before (${namedFew(changed)}): give a reason`
      : `this corrects a figure that was submitted before (it was ${String(was)}, this says ${String(becomes)}): give a reason`,
  ),
  FinalCannotBecomeProvisional: conflict(
    () => 'the figure is final and cannot become provisional again: correct it as final, or withdraw it',
  ),
  NothingToCorrect: conflict(() => 'there is no figure here to correct: a first one needs its round to be reopened'),
  RoundClosed: conflict(
    ({ round, closedOn, position }) =>
      `the round "${round}" that asked for this was closed on ${closedOn} (event ${position}): ask for it to be reopened, or for a correction by someone who may correct closed returns`,
  ),
} satisfies WordsOf<NounRejection<'kpi-return'>>;
