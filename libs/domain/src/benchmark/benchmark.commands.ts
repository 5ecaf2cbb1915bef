import { IsOptional } from 'class-validator';
import { Command, IsBreakdown, IsFigure, IsSealedText, IsLabel, IsPeriod } from '../validation/command-fields.js';

/**
 * A comparator's value as a release states it; another value for the same cell later restates it. Value, counts and symbol
 * are one statement; the area's code stays as it stands if it is left out.
 */
export class ReleaseBenchmark extends Command('ReleaseBenchmark') {
  @IsLabel() indicator: string;
  @IsBreakdown() breakdown: string = 'all';
  @IsLabel(200) area: string;
  /** The publisher's code of the area, such as 970 for England in the DfE's files. */
  @IsOptional() @IsLabel(20) areaCode?: string | null;
  /** Left out where the publisher's own label is no period; `sourcePeriod` then stands for it. */
  @IsOptional() @IsPeriod() period?: string;
  /** The period as the source wrote it. */
  @IsOptional() @IsLabel(60) sourcePeriod?: string;
  @IsOptional() @IsFigure() value?: string | null;
  /** The cell's text as it was published. */
  @IsOptional() @IsLabel(60) published?: string | null;
  @IsOptional() @IsFigure() numerator?: string | null;
  @IsOptional() @IsFigure() denominator?: string | null;
  /** The publisher's mark if there is no value: c, z, x, k, u, low, - or .. */
  @IsOptional() @IsLabel(10) symbol?: string | null;
  /** The label of the release that said so. */
  @IsOptional() @IsLabel(200) release?: string;
}

/** A cell that the publisher no longer shows. */
export class WithdrawBenchmark extends Command('WithdrawBenchmark') {
  @IsLabel() indicator: string;
  @IsBreakdown() breakdown: string = 'all';
  @IsLabel(200) area: string;
  @IsOptional() @IsPeriod() period?: string;
  @IsOptional() @IsLabel(60) sourcePeriod?: string;
  @IsOptional() @IsLabel(200) release?: string;
  @IsOptional() @IsSealedText() reason?: string;
}
