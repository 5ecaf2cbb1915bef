import { QueryRefused, type Rejection } from '@outturn/application';
import { OccurredInFuture } from '@outturn/ledger';
import { wordsOfRefusal } from '@outturn/reporting';
import { errorKinds } from './error-kinds.js';
import { exitCodes } from './exit-codes.js';

export { exitCodes } from './exit-codes.js';

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

const kinds = Object.entries(errorKinds);

/** The refusal that an error stands for; null for a bug, which nobody should be told more of than that it happened. */
export function refusalOfError(error: unknown): Refusal | null {
  const found = kinds.find(([, { type }]) => error instanceof type);
  if (found === undefined || !(error instanceof Error)) return null;
  const [kind, { httpStatus, exitCode }] = found;
  const field = error instanceof QueryRefused ? error.parameter : error instanceof OccurredInFuture ? 'occurred' : null;
  return { kind, sentence: error.message, field, httpStatus, exitCode };
}

/** Why a ledger can't be read and what to do, in words that name no path of this machine. */
export function whyUnreadable(error: unknown): string {
  const refusal = refusalOfError(error);
  return refusal === null || refusal.httpStatus === 500 ? 'it cannot be read: the log says why' : refusal.sentence;
}
