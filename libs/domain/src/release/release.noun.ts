import { noun } from '../noun.js';
import { LONG_FILE } from './release.events.js';
import { releaseDecider, releaseEntity } from './release.decider.js';

/** What a publisher published under one label. */
export const release = noun({
  entity: 'release',
  entityOf: releaseEntity,
  decider: releaseDecider,
  events: {
    ReleasePublished: {
      schemaVersion: 2,
      says: 'A publisher released a table.',
      lifts: { 1: (data) => ({ ...data, table: LONG_FILE }) },
    },
  },
});
