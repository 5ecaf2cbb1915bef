import { exitCodes, refusalOfError } from '@outturn/wiring';
import { Interrupted } from './interruption.js';

/** The command line asks for something that there is no such thing as. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A file that was named can't be read or written. */
export class UnusableFile extends Error {
  override readonly name = 'UnusableFile';
}

/** How a command ended that did not do what it was asked. */
export interface Failure {
  readonly kind: string;
  readonly message: string;
  /** The field of a command that it is about. */
  readonly field: string | null;
  readonly exitCode: number;
}

/** What the system says, in words that somebody who is no programmer can act on. */
const systemFaults: Readonly<Record<string, readonly [words: string, exitCode: number]>> = {
  EACCES: ['you are not allowed to use it', exitCodes.badConfiguration],
  EPERM: ['you are not allowed to use it', exitCodes.badConfiguration],
  EROFS: ['it can only be read', exitCodes.badConfiguration],
  ENOTDIR: ['a part of its path is no directory', exitCodes.badConfiguration],
  ENOENT: ['there is no such file or directory', exitCodes.badConfiguration],
  EEXIST: ['something else has its name', exitCodes.badConfiguration],
  EISDIR: ['it is a directory', exitCodes.invalidInput],
  ENAMETOOLONG: ['its name is too long', exitCodes.invalidInput],
  ENOSPC: ['the disk is full', exitCodes.unavailable],
  EDQUOT: ['your share of the disk is full', exitCodes.unavailable],
  EMFILE: ['too many files are open', exitCodes.unavailable],
  EIO: ['the disk reports a fault', exitCodes.unavailable],
};

const isSystemError = (error: unknown): error is NodeJS.ErrnoException & { code: string } =>
  error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';

/** Why a file or directory can't be used, as half a sentence; null where the error is about something else. */
export function systemFaultWords(error: unknown): string | null {
  return isSystemError(error) ? (systemFaults[error.code]?.[0] ?? error.code) : null;
}

/** What an error means to the one who ran the command. A bug is owned up to and not explained. */
export function failureOf(error: unknown): Failure {
  if (error instanceof UsageError) return failure('UsageError', error.message, exitCodes.usage);
  if (error instanceof UnusableFile) return failure('UnusableFile', error.message, exitCodes.invalidInput);
  if (error instanceof Interrupted) {
    return failure('Interrupted', 'interrupted; nothing is left half written', exitCodes.interrupted);
  }
  const refusal = refusalOfError(error);
  if (refusal !== null) {
    const { kind, sentence, field, exitCode } = refusal;
    return { kind, message: inOptions(sentence, field), field, exitCode };
  }
  if (isSystemError(error)) {
    const [words, exitCode] = systemFaults[error.code] ?? [error.code, exitCodes.failed];
    return failure(error.code, `${error.path ?? 'a file'} can't be used: ${words}`, exitCode);
  }
  return failure('Bug', 'something went wrong that should not have; OUTTURN_DEBUG=1 shows where', exitCodes.failed);
}

const failure = (kind: string, message: string, exitCode: number): Failure => ({
  kind,
  message,
  field: null,
  exitCode,
});

/** A question's parameter as its option is called: knownAt is --known-at. */
const inOptions = (sentence: string, field: string | null): string =>
  field !== null && sentence.startsWith(`${field} `)
    ? `--${field.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}${sentence.slice(field.length)}`
    : sentence;
