import { LedgerBusy, StorageFailed } from '@outturn/ledger';
import { RefusingLedgers } from './refusing-ledgers.js';

const full = new StorageFailed('no room', { isFull: true });

it('a ledger refuses from the write that its store failed, is told of once, and is told of again when it takes one', async () => {
  const refusing = new RefusingLedgers();
  const heard: (readonly [string, StorageFailed | null])[] = [];
  refusing.whenChanged((...change) => heard.push(change));
  for (const _ of [1, 2]) await expect(refusing.watch('walsall', Promise.reject(full))).rejects.toBe(full);
  expect([...refusing.all]).toEqual([['walsall', full]]);
  expect(await refusing.watch('dudley', Promise.resolve('written'))).toBe('written');
  expect([...refusing.all.keys()]).toEqual(['walsall']);
  await refusing.watch('walsall', Promise.resolve('written'));
  expect([...refusing.all]).toEqual([]);
  expect(heard).toEqual([
    ['walsall', full],
    ['walsall', null],
  ]);
});

it('what only rehearses a write shows nothing, and what is refused for another reason is no fault of the store', async () => {
  const refusing = new RefusingLedgers();
  await expect(refusing.watch('walsall', Promise.reject(full))).rejects.toBe(full);
  await refusing.watch('walsall', Promise.resolve('rehearsed'), false);
  expect([...refusing.all.keys()]).toEqual(['walsall']);
  const busy = new LedgerBusy('busy');
  await expect(refusing.watch('dudley', Promise.reject(busy))).rejects.toBe(busy);
  expect([...refusing.all.keys()]).toEqual(['walsall']);
});
