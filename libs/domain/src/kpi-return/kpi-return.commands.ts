import { IsIn, IsOptional } from 'class-validator';
import { Dated, IsBreakdown, IsFigure, IsSealedText, IsLabel, IsPeriod } from '../validation/command-fields.js';

export const returnStatuses = ['provisional', 'final'] as const;
export type ReturnStatus = (typeof returnStatuses)[number];

/** What a performance team says of one indicator, breakdown and period; also a correction, when it carries a reason. */
export class SubmitReturn extends Dated<'SubmitReturn'> {
  @IsLabel() indicator: string;
  @IsBreakdown() breakdown: string = 'all';
  @IsPeriod() period: string;
  @IsOptional() @IsFigure() value?: string;
  @IsOptional() @IsFigure() numerator?: string;
  @IsOptional() @IsFigure() denominator?: string;
  @IsIn(returnStatuses, { message: 'status must be provisional or final' }) status: ReturnStatus = 'final';
  @IsOptional() @IsSealedText() commentary?: string;
  @IsOptional() @IsSealedText() source?: string;
  /** Required when it corrects a figure that was submitted before. */
  @IsOptional() @IsSealedText() reason?: string;
}

/** Takes a return back; the slot is empty again. */
export class WithdrawReturn extends Dated<'WithdrawReturn'> {
  @IsLabel() indicator: string;
  @IsBreakdown() breakdown: string = 'all';
  @IsPeriod() period: string;
  @IsSealedText() reason: string;
}
