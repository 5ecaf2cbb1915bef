import type { Bench } from './bench-run.js';
import type { Case } from './case.js';
import { RUNS, runsOf, whySkipped } from './run-cases.js';

const bench: Bench = { scale: 'quick', folder: '/nowhere', memoryFolder: null, slowDisk: null };
const aCase = (members: Partial<Case>): Case => ({
  name: 'a case',
  unit: 'ms',
  goal: { atMost: 1 },
  rivalName: null,
  events: 0,
  ours: () => ({ run: () => ({ value: 0 }) }),
  ...members,
});

describe('a case is skipped', () => {
  it('where its ledger is larger than the run builds', () => {
    expect(whySkipped(bench, aCase({ events: 1_000_000 }), 0)).toMatch(/^needs a ledger of 1,000,000 events/);
    expect(whySkipped({ ...bench, scale: 'standard' }, aCase({ events: 1_000_000 }), 0)).toBeNull();
    expect(whySkipped({ ...bench, scale: 'standard' }, aCase({ events: 3_000_000 }), 0)).toMatch(/only --full builds$/);
  });

  it('by --quick where it takes long', () => {
    expect(whySkipped(bench, aCase({ takesLong: true }), 0)).toBe('takes long, and --quick leaves it out');
    expect(whySkipped({ ...bench, scale: 'full' }, aCase({ takesLong: true }), 0)).toBeNull();
  });

  it('where the machine has no simulated disk for it', () => {
    expect(whySkipped(bench, aCase({ onSlowDisk: true }), 0)).toMatch(/needs a tmpfs/);
    const there = { ...bench, memoryFolder: '/dev/shm/x' };
    expect(whySkipped(there, aCase({ onSlowDisk: true }), 0)).toMatch(/needs a C compiler/);
    expect(whySkipped({ ...there, slowDisk: '/x.so' }, aCase({ onSlowDisk: true }), 0)).toBeNull();
  });

  it('by --quick where the two minutes are up, and by no other run', () => {
    expect(whySkipped(bench, aCase({}), 116)).toBe('the two minutes of --quick were up');
    expect(whySkipped({ ...bench, scale: 'standard' }, aCase({}), 116)).toBeNull();
  });

  it('where its rival is missing, with what is to be done', () => {
    expect(whySkipped(bench, aCase({ missing: () => 'install it' }), 0)).toBe('install it');
  });
});

it('a case is run as often as it says, which --quick makes once, or as all are with one run before that is not counted', () => {
  expect(runsOf(bench, aCase({}))).toEqual({ runs: RUNS, warmUps: 1 });
  expect(runsOf(bench, aCase({ runs: 3 }))).toEqual({ runs: 1, warmUps: 0 });
  expect(runsOf({ scale: 'standard' }, aCase({ runs: 3 }))).toEqual({ runs: 3, warmUps: 0 });
});
