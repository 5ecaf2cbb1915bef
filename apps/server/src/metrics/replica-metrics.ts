import { Counter, Gauge, type Registry } from 'prom-client';
import type { Outturn, WriteCounts } from '@outturn/wiring';
import { replicaAges } from '../health/replica-ages.js';

const counters: readonly (readonly [keyof WriteCounts, name: string, help: string])[] = [
  ['appends', 'outturn_store_appends_total', 'Appends to the store that were acknowledged.'],
  ['commands', 'outturn_store_commands_total', 'Commands whose events went in those appends.'],
  ['conflicts', 'outturn_store_conflicts_total', 'Groups that were decided again because another node was faster.'],
  ['turns', 'outturn_store_turns_total', 'Groups that asked the other nodes to wait until they were decided.'],
  ['abandoned', 'outturn_store_abandoned_batches_total', 'Batches of other writers that were closed unfinished.'],
];

/** What is measured where ledgers live in a store that nodes share; where they are files, nothing of it moves. */
export function measureReplicas(registry: Registry, outturn: Outturn): void {
  for (const [count, name, help] of counters) {
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(outturn.writeCounts[count]);
      },
    });
  }
  const ages = (): ReturnType<typeof replicaAges> => replicaAges(outturn.replicas, Date.now());
  gauge(
    registry,
    'outturn_replica_behind_records',
    'Records that the store has more than the worst replica; -1 if it is not known.',
    () => ages().behind ?? -1,
  );
  gauge(
    registry,
    'outturn_replica_seen_age_seconds',
    'Since the store was last heard of.',
    () => ages().seenSecondsAgo,
  );
  gauge(
    registry,
    'outturn_replica_rehash_age_seconds',
    'Since the stored bytes were last hashed again; -1 if one has never been.',
    () => ages().rehashedSecondsAgo ?? -1,
  );
  gauge(registry, 'outturn_replicas_stopped', 'Replicas that take in nothing more.', () => ages().stopped);
}

function gauge(registry: Registry, name: string, help: string, value: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(value());
    },
  });
}
