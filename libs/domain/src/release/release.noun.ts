import { noun } from '../noun.js';
import { releaseDecider, releaseEntity } from './release.decider.js';

/** What a publisher published under one label. */
export const release = noun({
  entity: 'release',
  entityOf: releaseEntity,
  decider: releaseDecider,
  events: { ReleasePublished: { schemaVersion: 1, says: 'A publisher released a table.' } },
});
