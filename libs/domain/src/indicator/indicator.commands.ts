import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { periodKinds, type PeriodKind } from '@outturn/kernel';
import { polarities, type Polarity } from '../measures/polarity.js';
import { Dated, IsFigure, IsLabel, IsLongText, IsSealedText } from '../validation/command-fields.js';
import { units, type Unit } from './unit.js';

/** Defines an indicator, or revises the definition of one that exists: the whole definition as it is to stand. */
export class DefineIndicator extends Dated<'DefineIndicator'> {
  @IsLabel() id: string;
  @IsLabel(300) title: string;
  @IsIn(units, { message: `unit must be one of ${units.join(', ')}` }) unit: Unit;
  @IsIn(polarities, { message: `polarity must be one of ${polarities.join(', ')}` }) polarity: Polarity;

  /** The first is the main series. */
  @ArrayMinSize(1, { message: 'frequencies must name at least one' })
  @ArrayMaxSize(8)
  @ArrayUnique({ message: 'frequencies must not repeat' })
  @IsIn(periodKinds, { each: true, message: `frequencies must be of ${periodKinds.join(', ')}` })
  frequencies: PeriodKind[];

  @IsOptional() @IsInt() @Min(0) @Max(6) decimals?: number;
  @IsOptional() @IsLabel(1_000) numerator?: string;
  @IsOptional() @IsLabel(1_000) denominator?: string;
  /** May run over several lines; definitions are published words, not personal ones, so they stand in the event. */
  @IsOptional() @IsLongText() definition?: string;
  @IsOptional() @IsLabel(300) source?: string;
  /** In the indicator's own unit. */
  @IsOptional() @IsFigure() tolerance?: string;
  @IsOptional() @IsLabel(300) priority?: string;
  /** Sealed: it may name a person. */
  @IsOptional() @IsSealedText() owner?: string;
}

/** Takes an indicator out of use; its history stays. */
export class RetireIndicator extends Dated<'RetireIndicator'> {
  @IsLabel() id: string;
  @IsSealedText() reason: string;
}
