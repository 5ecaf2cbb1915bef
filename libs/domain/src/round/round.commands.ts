import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsOptional, ValidateBy } from 'class-validator';
import {
  Command,
  IsActor,
  IsCalendarDate,
  IsLabel,
  IsName,
  IsPeriod,
  IsSealedText,
  StaysIfLeftOut,
} from '../validation/command-fields.js';
import { askedReturn, askedReturnId } from './asked-return.js';

const AreAskedReturns = () =>
  ValidateBy(
    {
      name: 'isAskedReturn',
      validator: {
        validate: (value) => typeof value === 'string' && value.length <= 500 && askedReturn(value) !== null,
        defaultMessage: () =>
          '$property must be ids of indicators such as cl-eet, or with a breakdown such as cl-eet/age=16-18',
      },
    },
    { each: true },
  );

const MOST_RETURNS = 500;
const MOST_SUBMITTERS = 100;

/**
 * Asks for the returns of a period by a date; said again of an open round, it revises what is asked, and what it leaves
 * out stays.
 */
export class OpenRound extends Command('OpenRound') {
  @IsName(60) round: string;
  @StaysIfLeftOut() @IsPeriod() period?: string;
  /** The last day on which a return is in time. */
  @StaysIfLeftOut() @IsCalendarDate() due?: string;
  /** `indicator` or `indicator/breakdown`, in the order in which they are to be listed. */
  @StaysIfLeftOut()
  @ArrayMinSize(1, { message: 'indicators must name at least one indicator' })
  @ArrayMaxSize(MOST_RETURNS, { message: `indicators must name at most ${MOST_RETURNS} returns` })
  @ArrayUnique((text: unknown) => (typeof text === 'string' ? askedReturnId(text) : text), {
    message: 'indicators must name each return once',
  })
  @AreAskedReturns()
  indicators?: string[];
  /** Ids of those who submit; each of them may submit any of the returns. */
  @StaysIfLeftOut()
  @ArrayMinSize(1, { message: 'submitters must name at least one person' })
  @ArrayMaxSize(MOST_SUBMITTERS, { message: `submitters must name at most ${MOST_SUBMITTERS} people` })
  @ArrayUnique({ message: 'submitters must name each person once' })
  @IsActor({ each: true })
  submitters?: string[];
  /** Why the day of a round that is open is moved. */
  @IsOptional() @IsSealedText() reason?: string | null;
}

/** Ends a round: its returns are refused from here on. */
export class CloseRound extends Command('CloseRound') {
  @IsLabel(60) round: string;
}

/** Takes a closed round up again, for a reason and perhaps until a later day. */
export class ReopenRound extends Command('ReopenRound') {
  @IsLabel(60) round: string;
  @IsOptional() @IsCalendarDate() due?: string;
  @IsSealedText() reason: string;
}
