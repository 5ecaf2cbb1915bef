import { noun } from '../noun.js';
import { benchmarkDecider, benchmarkEntity } from './benchmark.decider.js';

/** A comparator's value. */
export const benchmark = noun({
  entity: 'benchmark',
  entityOf: benchmarkEntity,
  decider: benchmarkDecider,
  events: {
    BenchmarkReleased: { schemaVersion: 1, says: "A comparator's value was published." },
    BenchmarkRestated: { schemaVersion: 1, says: "A comparator's value was published again, differently." },
    BenchmarkWithdrawn: {
      schemaVersion: 1,
      says: "A comparator's value is no longer published.",
      texts: ['reason'],
    },
  },
});
