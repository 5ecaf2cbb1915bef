import { IsIn, IsOptional } from 'class-validator';
import { Dated, IsBreakdown, IsFigure, IsSealedText, IsLabel, IsPeriod } from '../validation/command-fields.js';

export const returnStatuses = ['provisional', 'final'] as const;
export type ReturnStatus = (typeof returnStatuses)[number];

/** The figure of one indicator, breakdown and period, as a performance team states it. */
abstract class StatedReturn<Name extends string> extends Dated<Name> {
  @IsLabel() indicator: string;
  @IsBreakdown() breakdown: string = 'all';
  @IsPeriod() period: string;
  @IsOptional() @IsFigure() value?: string;
  @IsOptional() @IsFigure() numerator?: string;
  @IsOptional() @IsFigure() denominator?: string;
  @IsIn(returnStatuses, { message: 'status must be provisional or final' }) status: ReturnStatus = 'final';
  @IsOptional() @IsSealedText() commentary?: string;
  @IsOptional() @IsSealedText() source?: string;
}

/** What a performance team says of one indicator, breakdown and period; also a correction, when it carries a reason. */
export class SubmitReturn extends StatedReturn<'SubmitReturn'> {
  /** Required when it corrects a figure that was submitted before. */
  @IsOptional() @IsSealedText() reason?: string;
}

/** A correction that doesn't wait for its closed round to be reopened. */
export class CorrectClosedReturn extends StatedReturn<'CorrectClosedReturn'> {
  @IsSealedText() reason: string;
}

/** Takes a return back; the slot is empty again. */
export class WithdrawReturn extends Dated<'WithdrawReturn'> {
  @IsLabel() indicator: string;
  @IsBreakdown() breakdown: string = 'all';
  @IsPeriod() period: string;
  @IsSealedText() reason: string;
}
