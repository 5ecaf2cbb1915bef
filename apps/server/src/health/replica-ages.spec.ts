import type { ReplicaStanding } from '@outturn/wiring';
import { behindNow, replicaAges } from './replica-ages.js';

const NOW = Date.parse('2026-11-22T09:00:00.000Z');
const standing = (more: Partial<ReplicaStanding> = {}): ReplicaStanding => ({
  ledger: 'walsall',
  behind: 0,
  seenAt: '2026-11-22T08:59:59.000Z',
  stopped: null,
  broken: null,
  rehashedAt: '2026-11-22T08:50:00.000Z',
  ...more,
});

describe('the ages of replicas', () => {
  it('are those of the worst of them', () => {
    const late = standing({ behind: 12, seenAt: '2026-11-22T08:59:30.000Z', rehashedAt: '2026-11-22T08:00:00.000Z' });
    expect(replicaAges([standing(), late], NOW)).toEqual({
      behind: 12,
      seenSecondsAgo: 30,
      rehashedSecondsAgo: 3_600,
      stopped: 0,
      silent: 0,
    });
  });

  it.each([
    ['not known for a replica whose stream nobody has seen yet', null, null, null],
    ['none while the store was heard of a moment ago', 0, '2026-11-22T08:59:50.000Z', 0],
    ['not known when it was not heard of for longer than a look takes', 0, '2026-11-22T08:59:49.000Z', null],
    ['as many as were missing, however long ago: they are missing still', 12, '2026-11-22T08:00:00.000Z', 12],
  ])('say that what is missing is %s', (_words, behind, seenAt, missing) => {
    expect(behindNow(standing({ behind, seenAt }), NOW)).toBe(missing);
    expect(replicaAges([standing(), standing({ behind, seenAt })], NOW).behind).toBe(missing);
  });

  it('are no age at all where one was never hashed again', () => {
    expect(replicaAges([standing(), standing({ rehashedAt: null })], NOW).rehashedSecondsAgo).toBeNull();
  });

  it.each([
    ['a minute', '2026-11-22T08:59:00.000Z', 0],
    ['more than a minute', '2026-11-22T08:58:59.000Z', 1],
    ['since ever', null, 1],
  ])('a store that was silent for %s (%p) counts as silent %p times', (_, seenAt, silent) => {
    expect(replicaAges([standing({ seenAt })], NOW).silent).toBe(silent);
  });

  it('count those that have stopped', () => {
    expect(replicaAges([standing({ stopped: 'another root' }), standing()], NOW).stopped).toBe(1);
  });
});
