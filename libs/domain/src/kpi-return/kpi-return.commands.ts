import { IsIn, IsOptional } from 'class-validator';
import { figureSymbols, qualifiers, type FigureSymbol, type Qualifier } from '../figure/no-figure.js';
import {
  Command,
  IsBreakdown,
  IsCalendarDate,
  IsFigure,
  IsHexDigest,
  IsSealedText,
  IsLabel,
  IsPeriod,
} from '../validation/command-fields.js';

export const returnStatuses = ['provisional', 'final'] as const;
export type ReturnStatus = (typeof returnStatuses)[number];

/**
 * The figure of one indicator, breakdown and period, as a performance team states it. Value, counts, symbol and qualifier
 * are one statement: a command that says any of them says all of them. Any other member that is left out stays as it
 * stands; null clears it. A new return without a status is final.
 */
function StatedReturn<Name extends string>(name: Name) {
  abstract class Stated extends Command(name) {
    @IsLabel() indicator: string;
    @IsBreakdown() breakdown: string = 'all';
    @IsPeriod() period: string;
    @IsOptional() @IsFigure() value?: string | null;
    @IsOptional() @IsFigure() numerator?: string | null;
    @IsOptional() @IsFigure() denominator?: string | null;
    /** Why there is no figure: `z` nobody in the cohort or not applicable, `x` not available, `c` confidential. */
    @IsOptional()
    @IsIn(figureSymbols, { message: `symbol must be one of ${figureSymbols.join(', ')}` })
    symbol?: FigureSymbol | null;
    /** How the value is to be read; it is then shown and never judged. */
    @IsOptional()
    @IsIn(qualifiers, { message: `qualifier must be one of ${qualifiers.join(', ')}` })
    qualifier?: Qualifier | null;
    @IsOptional()
    @IsIn(returnStatuses, { message: 'status must be provisional or final' })
    status?: ReturnStatus | null;
    @IsOptional() @IsSealedText() commentary?: string | null;
    @IsOptional() @IsSealedText() source?: string | null;
    /** The day on which the figure was taken out of the case system. */
    @IsOptional() @IsCalendarDate() extractedOn?: string | null;
    /** SHA-256 of the extract that it was counted from, hex. */
    @IsOptional() @IsHexDigest() sourceDigest?: string | null;
  }
  return Stated;
}

/** What a performance team says of one indicator, breakdown and period; also a correction, when it carries a reason. */
export class SubmitReturn extends StatedReturn('SubmitReturn') {
  /** Required when it corrects a figure that was submitted before. */
  @IsOptional() @IsSealedText() reason?: string | null;
}

/** A correction that doesn't wait for its closed round to be reopened. */
export class CorrectClosedReturn extends StatedReturn('CorrectClosedReturn') {
  @IsSealedText() reason: string;
}

/** Takes a return back; the slot is empty again. */
export class WithdrawReturn extends Command('WithdrawReturn') {
  @IsLabel() indicator: string;
  @IsBreakdown() breakdown: string = 'all';
  @IsPeriod() period: string;
  @IsSealedText() reason: string;
}
