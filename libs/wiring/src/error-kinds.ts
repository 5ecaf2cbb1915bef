import { IdempotencyKeyReused, NotKnown, QueryRefused } from '@outturn/application';
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
import { InvalidCommand } from './arrival.js';
import { exitCodes } from './exit-codes.js';
import { NotAllowed } from './principal.js';
import { ImportBrokenOff } from './writing/import-broken-off.js';
import { TooManyImports } from './writing/import-queue.js';

/** An error that somebody outside may be told of. */
interface ErrorKind {
  readonly type: abstract new (...args: never[]) => Error;
  readonly httpStatus: number;
  readonly exitCode: number;
}

/**
 * Every such error, by its `name`: what problem documents call it, and how it is known again behind a thread boundary.
 * An error that is not here is a bug to whoever hears of it.
 */
export const errorKinds: Readonly<Record<string, ErrorKind>> = {
  InvalidCommand: { type: InvalidCommand, httpStatus: 422, exitCode: exitCodes.invalidInput },
  QuestionRefused: { type: QueryRefused, httpStatus: 400, exitCode: exitCodes.invalidInput },
  NotKnown: { type: NotKnown, httpStatus: 404, exitCode: exitCodes.invalidInput },
  IdempotencyKeyReused: { type: IdempotencyKeyReused, httpStatus: 422, exitCode: exitCodes.conflict },
  NotAllowed: { type: NotAllowed, httpStatus: 403, exitCode: exitCodes.notAllowed },
  LedgerNotFound: { type: LedgerNotFound, httpStatus: 404, exitCode: exitCodes.invalidInput },
  LedgerExists: { type: LedgerExists, httpStatus: 409, exitCode: exitCodes.conflict },
  OccurredInFuture: { type: OccurredInFuture, httpStatus: 422, exitCode: exitCodes.invalidInput },
  VersionConflict: { type: VersionConflict, httpStatus: 409, exitCode: exitCodes.conflict },
  TooManyImports: { type: TooManyImports, httpStatus: 429, exitCode: exitCodes.unavailable },
  ImportBrokenOff: { type: ImportBrokenOff, httpStatus: 422, exitCode: exitCodes.unavailable },
  LedgerBusy: { type: LedgerBusy, httpStatus: 503, exitCode: exitCodes.unavailable },
  StorageFailed: { type: StorageFailed, httpStatus: 503, exitCode: exitCodes.unavailable },
  StoreUnavailable: { type: StoreUnavailable, httpStatus: 503, exitCode: exitCodes.unavailable },
  ClockApart: { type: ClockApart, httpStatus: 503, exitCode: exitCodes.unavailable },
  ReplicaStopped: { type: ReplicaStopped, httpStatus: 503, exitCode: exitCodes.verificationFailed },
  EventTooLarge: { type: EventTooLarge, httpStatus: 422, exitCode: exitCodes.invalidInput },
  UnknownEvent: { type: UnknownEvent, httpStatus: 503, exitCode: exitCodes.unavailable },
  LedgerDamaged: { type: LedgerDamaged, httpStatus: 500, exitCode: exitCodes.verificationFailed },
  KeyElsewhere: { type: KeyElsewhere, httpStatus: 409, exitCode: exitCodes.badConfiguration },
  LedgerUnreadable: { type: LedgerUnreadable, httpStatus: 503, exitCode: exitCodes.badConfiguration },
  BadConfiguration: { type: BadConfiguration, httpStatus: 500, exitCode: exitCodes.badConfiguration },
};
