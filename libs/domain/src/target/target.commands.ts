import { IsIn, IsOptional } from 'class-validator';
import {
  Command,
  IsBreakdown,
  IsCalendarDate,
  IsFigure,
  IsSealedText,
  IsLabel,
  IsPeriod,
  StaysIfLeftOut,
} from '../validation/command-fields.js';

export const targetKinds = ['point', 'range', 'milestone', 'relative'] as const;
export type TargetKind = (typeof targetKinds)[number];

/**
 * Sets or revises the target of one indicator and breakdown for a period, or for a span of dates (`from`, `to`). A member
 * that is left out stays as it stands, and null takes it away; a new target says its kind.
 */
export class SetTarget extends Command('SetTarget') {
  @IsLabel() indicator: string;
  @IsBreakdown() breakdown: string = 'all';
  @IsOptional() @IsPeriod() period?: string | null;
  @IsOptional() @IsCalendarDate() from?: string | null;
  @IsOptional() @IsCalendarDate() to?: string | null;
  @StaysIfLeftOut()
  @IsIn(targetKinds, { message: `kind must be one of ${targetKinds.join(', ')}` })
  kind?: TargetKind;
  /** The value of a point or a milestone, or the lower bound of a range. */
  @IsOptional() @IsFigure() value?: string | null;
  /** The upper bound of a range. */
  @IsOptional() @IsFigure() upper?: string | null;
  /** For a relative target: `better_than:england`, `improves_on_previous`, `quartile:A`; several joined by `and`. */
  @IsOptional() @IsLabel(300) rule?: string | null;
  @IsOptional() @IsSealedText() rationale?: string | null;
  @IsOptional() @IsSealedText() approvedBy?: string | null;
  @IsOptional() @IsCalendarDate() approvedOn?: string | null;
  /** Why what is to be reached is changed. */
  @IsOptional() @IsSealedText() reason?: string | null;
}

/** Takes a target back. */
export class WithdrawTarget extends Command('WithdrawTarget') {
  @IsLabel() indicator: string;
  @IsBreakdown() breakdown: string = 'all';
  @IsOptional() @IsPeriod() period?: string;
  @IsOptional() @IsCalendarDate() from?: string;
  @IsOptional() @IsCalendarDate() to?: string;
  @IsSealedText() reason: string;
}
