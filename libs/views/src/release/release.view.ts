import type { Origin, ReleaseData, ReleaseEvent } from '@outturn/domain';
import type { ViewFold } from '@outturn/ledger';
import { originOf } from '../basis.js';

/** The latest publication under a label. */
export type PublishedReleaseRow = ReleaseData & Origin;

export const releaseView: ViewFold<PublishedReleaseRow> = {
  name: 'release',
  version: 1,
  handles: new Set<ReleaseEvent['type']>(['ReleasePublished']),
  keyOf: (envelope) => (envelope as unknown as ReleaseEvent).data.label,
  apply: (_row, envelope) => ({ ...(envelope as unknown as ReleaseEvent).data, ...originOf(envelope) }),
};
