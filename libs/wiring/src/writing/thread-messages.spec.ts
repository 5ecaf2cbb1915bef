import { IdempotencyKeyReused, NotKnown, QueryRefused } from '@outturn/application';
import {
  BadConfiguration,
  ClockApart,
  EventTooLarge,
  LedgerBusy,
  LedgerDamaged,
  LedgerNotFound,
  LedgerUnreadable,
  OccurredInFuture,
  ReplicaStopped,
  StorageFailed,
  StoreUnavailable,
  UnknownEvent,
  VersionConflict,
} from '@outturn/ledger';
import { NotAllowed } from '../principal.js';
import { refusalOfError } from '../refusal.js';
import { carry, land } from '../carried-error.js';
import { errorKinds } from '../error-kinds.js';
import { pack, unpack, type WriterCall } from './thread-messages.js';

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
  new LedgerUnreadable('no ledger'),
  new NotAllowed('action:plan', 'walsall'),
  new NotKnown('indicator', 'eet'),
  new QueryRefused('from', 'soon', 'must be a date'),
  new OccurredInFuture('2030-01-01', '2026-05-01T09:00:00.000Z'),
  new ReplicaStopped('another root'),
  new StoreUnavailable('no answer', { cause: new Error('UNAVAILABLE') }),
  new StorageFailed('full', { cause: new Error('ENOSPC'), isFull: true }),
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

  it('bears the name that it is known again by', () => {
    expect(errors.filter((error) => errorKinds[error.name]?.type !== error.constructor)).toEqual([]);
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

  it('cannot pass for a class by what it says of itself', () => {
    const there = land({ name: 'constructor', message: 'm', members: {} });
    expect(there.constructor).toBe(Error);
  });
});

describe('a parcel', () => {
  const asker = { actor: 'mary', assurance: 'asserted', via: 'http', key: 'k', today: '2026-05-01' } as const;
  const command = { indicator: 'a', period: '2016-17' };
  const execute: WriterCall = {
    id: 1,
    kind: 'execute',
    ledger: 'walsall',
    request: { ...asker, name: 'SubmitReturn', command },
  };
  const files = [{ name: 'returns.csv', bytes: Buffer.from([0xff, 0]) }];
  const bringFiles: WriterCall = {
    id: 2,
    kind: 'import',
    ledger: 'walsall',
    request: { ...asker, files, options: {}, dryRun: false, roles: [] },
  };

  it('of commands is one text', () => {
    const parcel = pack([execute, { ...execute, id: 3 }]);
    expect(typeof parcel).toBe('string');
    expect(unpack(parcel)).toEqual([execute, { ...execute, id: 3 }]);
  });

  it('with files in it keeps their bytes', () => {
    const there = unpack(structuredClone(pack([execute, bringFiles])));
    expect(there[0]).toEqual(execute);
    expect(there[1]).toMatchObject({ request: { files: [{ bytes: new Uint8Array([0xff, 0]) }] } });
  });

  it('with an error in it keeps what the error says', () => {
    const [reply] = unpack(structuredClone(pack([{ id: 1, error: carry(new LedgerNotFound('walsall')) }])));
    expect(reply).toMatchObject({ error: { name: 'LedgerNotFound' } });
  });
});
