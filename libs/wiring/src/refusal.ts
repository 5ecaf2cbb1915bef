import { IdempotencyKeyReused, NotKnown, QueryRefused, type Rejection } from '@outturn/application';
import {
  BadConfiguration,
  ClockApart,
  EventTooLarge,
  KeyElsewhere,
  LedgerBusy,
  LedgerDamaged,
  LedgerExists,
  LedgerNotFound,
  LedgerUnreadable,
  OccurredInFuture,
  ReplicaStopped,
  StorageFailed,
  StoreUnavailable,
  UnknownEvent,
  VersionConflict,
} from '@outturn/ledger';
import { wordsOfRefusal } from '@outturn/reporting';
import { InvalidCommand } from './arrival.js';
import { NotAllowed } from './principal.js';
import { TooManyImports } from './writing/import-queue.js';
import { ImportBrokenOff } from './writing/writer-threads.js';

/** The terminal's exit codes. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  invalidInput: 3,
  conflict: 4,
  notAllowed: 5,
  verificationFailed: 6,
  unavailable: 7,
  badConfiguration: 78,
  interrupted: 130,
} as const;

/** A refusal as both edges tell it: one sentence, a status for HTTP, a code for the terminal. */
export interface Refusal {
  readonly kind: string;
  /** What is wrong and what would be right. */
  readonly sentence: string;
  /** The field of the command that it is about. */
  readonly field: string | null;
  readonly httpStatus: number;
  readonly exitCode: number;
}

export function refusalOfRejection(rejection: Rejection): Refusal {
  const { kind, field } = rejection;
  const { sentence, isConflict } = wordsOfRefusal(rejection);
  return {
    kind,
    sentence,
    field: field ?? null,
    httpStatus: isConflict ? 409 : 422,
    exitCode: isConflict ? exitCodes.conflict : exitCodes.invalidInput,
  };
}

type ErrorClass = abstract new (...args: never[]) => Error;

const errors: readonly (readonly [ErrorClass, httpStatus: number, exitCode: number])[] = [
  [InvalidCommand, 422, exitCodes.invalidInput],
  [QueryRefused, 400, exitCodes.invalidInput],
  [NotKnown, 404, exitCodes.invalidInput],
  [IdempotencyKeyReused, 422, exitCodes.conflict],
  [NotAllowed, 403, exitCodes.notAllowed],
  [LedgerNotFound, 404, exitCodes.invalidInput],
  [LedgerExists, 409, exitCodes.conflict],
  [OccurredInFuture, 422, exitCodes.invalidInput],
  [VersionConflict, 409, exitCodes.conflict],
  [TooManyImports, 429, exitCodes.unavailable],
  [ImportBrokenOff, 422, exitCodes.unavailable],
  [LedgerBusy, 503, exitCodes.unavailable],
  [StorageFailed, 503, exitCodes.unavailable],
  [StoreUnavailable, 503, exitCodes.unavailable],
  [ClockApart, 503, exitCodes.unavailable],
  [ReplicaStopped, 503, exitCodes.verificationFailed],
  [EventTooLarge, 422, exitCodes.invalidInput],
  [UnknownEvent, 503, exitCodes.unavailable],
  [LedgerDamaged, 500, exitCodes.verificationFailed],
  [KeyElsewhere, 409, exitCodes.badConfiguration],
  [LedgerUnreadable, 503, exitCodes.badConfiguration],
  [BadConfiguration, 500, exitCodes.badConfiguration],
];

/** The refusal that an error stands for; null for a bug, which nobody should be told more of than that it happened. */
export function refusalOfError(error: unknown): Refusal | null {
  const found = errors.find(([type]) => error instanceof type);
  if (found === undefined || !(error instanceof Error)) return null;
  const [, httpStatus, exitCode] = found;
  const field = error instanceof QueryRefused ? error.parameter : error instanceof OccurredInFuture ? 'occurred' : null;
  return { kind: error.name, sentence: error.message, field, httpStatus, exitCode };
}

/** Why a ledger can't be read and what to do, in words that name no path of this machine. */
export function whyUnreadable(error: unknown): string {
  const refusal = refusalOfError(error);
  return refusal === null || refusal.httpStatus === 500 ? 'it cannot be read: the log says why' : refusal.sentence;
}
