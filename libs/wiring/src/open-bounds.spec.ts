import fc from 'fast-check';
import { filesAllowed, openBounds } from './open-bounds.js';

it('all threads together never have more files open than three quarters of what the process may have', () => {
  fc.assert(
    fc.property(fc.integer({ min: 256, max: 1_000_000 }), (files) => {
      const { asks, commands, imports } = openBounds(files);
      expect(3 * asks + 5 * commands + 5 * imports).toBeLessThanOrEqual(files * 0.75);
    }),
  );
});

it('the councils of England are all open at once where the system lets a process have 1,024 files', () => {
  expect(openBounds(1_024)).toEqual({ asks: 192, commands: 30, imports: 7 });
  expect(openBounds(20_000)).toEqual({ asks: 256, commands: 64, imports: 16 });
});

it('one ledger can be open in each thread, whatever the limit', () => {
  expect(openBounds(0)).toEqual({ asks: 1, commands: 1, imports: 1 });
});

it('how many files this process may have open is known, or taken to be what is usual', () => {
  expect(filesAllowed()).toBeGreaterThan(0);
});
