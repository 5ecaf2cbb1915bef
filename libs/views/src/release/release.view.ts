import type { Origin, ReleaseData, ReleaseEvent } from '@outturn/domain';
import { originOf } from '../basis.js';
import { view } from '../view.js';

/** The latest publication under a label. */
export type PublishedReleaseRow = ReleaseData & Origin;

export const releaseView = view<ReleaseEvent, PublishedReleaseRow>({
  name: 'release',
  version: 2,
  keyOf: ({ data }) => data.label,
  on: { ReleasePublished: (_row, event) => ({ ...event.data, ...originOf(event) }) },
});
