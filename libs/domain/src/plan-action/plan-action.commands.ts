import { isIsoDate } from '@outturn/kernel';
import { IsIn, IsOptional } from 'class-validator';
import {
  AreLabels,
  Command,
  IsLabel,
  IsName,
  IsSealedText,
  IsWritten,
  StaysIfLeftOut,
} from '../validation/command-fields.js';
import { readDue } from './read-due.js';

/** `not_stated`: nobody has said. `overdue` is derived from the due date, never stored. */
export const actionStatuses = ['planned', 'not_stated', 'in_progress', 'completed'] as const;
export type ActionStatus = (typeof actionStatuses)[number];

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

function isDue(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const when = value.replace(/ and annually$/, '');
  return value === 'ongoing' || MONTH.test(when) || isIsoDate(when);
}

const IsDue = () =>
  IsWritten(readDue, {
    name: 'isDue',
    validator: {
      validate: isDue,
      defaultMessage: () =>
        '$property must be a date (2015-03-31), a month (2015-03), "ongoing", or a month or date "and annually"',
    },
  });

/**
 * One item of an action plan: plans it, or says what has changed since. A member that is left out stays as it stands, and
 * null takes it away; a new action says what is to be done.
 */
export class RecordAction extends Command('RecordAction') {
  @IsName(60) ref: string;
  @StaysIfLeftOut() @IsSealedText() action?: string;
  @IsOptional() @IsSealedText() objective?: string | null;
  @IsOptional() @IsLabel(300) priority?: string | null;
  /** One or several, joined by ; */
  @IsOptional() @IsSealedText() lead?: string | null;
  @IsOptional() @IsDue() due?: string | null;
  @IsOptional() @IsSealedText() outcome?: string | null;
  /** Ids of the indicators that measure it. */
  @IsOptional()
  @AreLabels(50)
  measures?: string[] | null;
  @IsOptional()
  @AreLabels(50)
  recommendations?: string[] | null;
  @IsOptional()
  @AreLabels(50)
  strategies?: string[] | null;
  @IsOptional()
  @IsIn(actionStatuses, { message: 'status must be planned, not_stated, in_progress or completed' })
  status?: ActionStatus | null;
  @IsOptional() @IsSealedText() progress?: string | null;
  /** Why the due date of an action that is planned already is moved. */
  @IsOptional() @IsSealedText() reason?: string | null;
}

export class ReportActionProgress extends Command('ReportActionProgress') {
  @IsLabel(60) ref: string;
  @IsSealedText() progress: string;
}

export class RescheduleAction extends Command('RescheduleAction') {
  @IsLabel(60) ref: string;
  @IsDue() due: string;
  @IsSealedText() reason: string;
}

export class ReassignActionLead extends Command('ReassignActionLead') {
  @IsLabel(60) ref: string;
  @IsSealedText() lead: string;
}

export class CompleteAction extends Command('CompleteAction') {
  @IsLabel(60) ref: string;
  @IsOptional() @IsSealedText() progress?: string;
}

export class ReopenAction extends Command('ReopenAction') {
  @IsLabel(60) ref: string;
  @IsSealedText() reason: string;
}

export class CancelAction extends Command('CancelAction') {
  @IsLabel(60) ref: string;
  @IsSealedText() reason: string;
}
