import { IdempotencyKeyReused } from '@outturn/application';
import {
  BadConfiguration,
  ClockApart,
  EventTooLarge,
  LedgerBusy,
  LedgerDamaged,
  LedgerNotFound,
  OccurredInFuture,
  ReplicaStopped,
  StorageFailed,
  StoreUnavailable,
  UnknownEvent,
  VersionConflict,
} from '@outturn/ledger';
import { NotAllowed } from '../principal.js';
import { refusalOfError } from '../refusal.js';
import { carriedClasses, carry, land } from './thread-messages.js';

/** The way to the other thread and back. */
const crossed = (error: unknown): Error => land(structuredClone(carry(error)));

const errors: readonly Error[] = [
  new BadConfiguration('no WAL'),
  new ClockApart('behind'),
  new EventTooLarge('2 MB'),
  new IdempotencyKeyReused(),
  new LedgerBusy('busy'),
  new LedgerDamaged('damaged'),
  new LedgerNotFound('walsall'),
  new NotAllowed('action:plan', 'walsall'),
  new OccurredInFuture('2030-01-01', '2026-05-01T09:00:00.000Z'),
  new ReplicaStopped('another root'),
  new StoreUnavailable('no answer', { cause: new Error('UNAVAILABLE') }),
  new StorageFailed('full', { cause: new Error('ENOSPC') }),
  new UnknownEvent(41, 'PledgeAgreed', 1),
  new VersionConflict('return/a', 1, 2),
];

describe('an error that crosses to another thread', () => {
  it.each(errors)('is what it was: %s', (error) => {
    const there = crossed(error);
    expect(there).toBeInstanceOf(error.constructor);
    expect(there).toMatchObject({ name: error.name, message: error.message });
    expect(Object.entries(there)).toEqual(expect.arrayContaining(Object.entries(error)));
    expect(refusalOfError(there)).toEqual(refusalOfError(error));
  });

  it('is one of those above', () => {
    expect(new Set(carriedClasses)).toEqual(new Set(errors.map((error) => error.constructor)));
  });

  it('keeps its words where its class is not known, and is taken for a bug', () => {
    const there = crossed(new RangeError('there is no command X'));
    expect(there).toMatchObject({ name: 'RangeError', message: 'there is no command X' });
    expect(refusalOfError(there)).toBeNull();
  });

  it('may be something that is no error', () => {
    expect(crossed('text')).toMatchObject({ name: 'Error', message: 'text' });
    expect(crossed(undefined)).toMatchObject({ message: 'undefined' });
  });

  it('can not pass for a class by what it says of itself', () => {
    const there = land({ name: 'constructor', message: 'm', members: {} });
    expect(there.constructor).toBe(Error);
  });
});
