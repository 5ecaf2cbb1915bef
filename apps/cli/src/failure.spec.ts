import { InvalidCommand, NotAllowed } from '@outturn/wiring';
import { failureOf, UnusableFile, UsageError } from './failure.js';
import { Interrupted } from './interruption.js';

const systemError = (code: string): Error => Object.assign(new Error(code), { code, syscall: 'open', path: '/data' });

describe('how a command fails', () => {
  it.each<[string, Error, number]>([
    ['a wrong command line', new UsageError('x'), 2],
    ['a file that is not there', new UnusableFile('x'), 3],
    ['a command that is not right', new InvalidCommand([]), 3],
    ['a missing permission', new NotAllowed('ledger:read', 'walsall'), 5],
    ['a full disk', systemError('ENOSPC'), 7],
    ['a data directory that may not be used', systemError('EACCES'), 78],
    ['Ctrl-C', new Interrupted(), 130],
    ['a bug', new TypeError('x is not a function'), 1],
  ])('%s', (_what, error, exitCode) => expect(failureOf(error).exitCode).toBe(exitCode));

  it('a bug is owned up to and not explained', () => {
    expect(failureOf(new TypeError('x is not a function')).message).not.toContain('function');
  });

  it('a file that the system refuses is named, with the reason', () => {
    expect(failureOf(systemError('EROFS')).message).toBe("/data can't be used: it can only be read");
  });
});
