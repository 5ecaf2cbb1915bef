import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { periodKinds, type PeriodKind } from '@outturn/kernel';
import { polarities, type Polarity } from '../measures/polarity.js';
import {
  AreLabels,
  Command,
  IsFigure,
  IsLabel,
  IsLongText,
  IsName,
  IsSealedText,
  StaysIfLeftOut,
} from '../validation/command-fields.js';
import { units, type Unit } from './unit.js';

/**
 * Defines an indicator, or revises the definition of one that exists. A member that is left out stays as it stands, and
 * null takes it away; title, unit, polarity and frequencies must be given for a new one.
 */
export class DefineIndicator extends Command('DefineIndicator') {
  @IsName() id: string;
  @StaysIfLeftOut() @IsLabel(300) title?: string;
  @StaysIfLeftOut()
  @IsIn(units, { message: `unit must be one of ${units.join(', ')}` })
  unit?: Unit;
  @StaysIfLeftOut()
  @IsIn(polarities, { message: `polarity must be one of ${polarities.join(', ')}` })
  polarity?: Polarity;

  /** The first is the main series. */
  @StaysIfLeftOut()
  @ArrayMinSize(1, { message: 'frequencies must name at least one' })
  @ArrayMaxSize(8)
  @ArrayUnique({ message: 'frequencies must not repeat' })
  @IsIn(periodKinds, { each: true, message: `frequencies must be of ${periodKinds.join(', ')}` })
  frequencies?: PeriodKind[];

  @IsOptional() @IsInt() @Min(0) @Max(6) decimals?: number | null;
  @IsOptional() @IsLabel(1_000) numerator?: string | null;
  @IsOptional() @IsLabel(1_000) denominator?: string | null;
  /** May run over several lines; definitions are published words, not personal ones, so they stand in the event. */
  @IsOptional() @IsLongText() definition?: string | null;
  @IsOptional() @IsLabel(300) source?: string | null;
  /** In the indicator's own unit. */
  @IsOptional() @IsFigure() tolerance?: string | null;
  @IsOptional() @IsLabel(300) priority?: string | null;
  /** Sealed: it may name a person. */
  @IsOptional() @IsSealedText() owner?: string | null;
  /** Labels of the bodies that own it: who may submit its returns. */
  @IsOptional()
  @AreLabels(20)
  @ArrayUnique({ message: 'ownedBy must name each body once' })
  ownedBy?: string[] | null;
  /** In how many days after the end of the next period a figure is expected; 45 unless it is said. */
  @IsOptional()
  @IsInt({ message: 'expectedAfter must be a whole number of days' })
  @Min(0, { message: 'expectedAfter must be 0 days or more' })
  @Max(1_000, { message: 'expectedAfter must be at most 1,000 days' })
  expectedAfter?: number | null;
  /** Why a definition that figures rest on is changed. */
  @IsOptional() @IsSealedText() reason?: string | null;
}

/** Takes an indicator out of use; its history stays. */
export class RetireIndicator extends Command('RetireIndicator') {
  @IsLabel() id: string;
  @IsSealedText() reason: string;
}
