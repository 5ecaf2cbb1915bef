import type { Command } from 'commander';
import type { Moment } from '@outturn/wiring';

export type MomentOptions = {
  readonly asAt?: string;
  readonly knownAt?: string;
  readonly recordedAt?: boolean;
};

/** Adds the options that say of which moment is asked. */
export const withMoment = (command: Command): Command =>
  command
    .option('--as-at <date>', 'leave out figures of periods that end later (default: the date of --known-at, or today)')
    .option('--known-at <date|position>', 'use only what was known by then (default: everything)')
    .option(
      '--recorded-at',
      'read a date in --known-at by when the ledger recorded, not by what it was told of the past',
    );

/** The moment that the options ask for. */
export const momentOf = ({ asAt, knownAt, recordedAt }: MomentOptions): Moment => ({
  ...(asAt === undefined ? {} : { asAt }),
  ...(knownAt === undefined ? {} : { knownAt }),
  ...(recordedAt === true ? { byRecordedAt: true } : {}),
});
