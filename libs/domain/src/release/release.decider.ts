import { accept, entityId, reject, unchanged, unreachable } from '@outturn/kernel';
import type { Decider } from '@outturn/kernel';
import { PublishRelease } from './release.commands.js';
import type { ReleaseData, ReleaseEvent } from './release.events.js';

/**
 * `digests` are those of every file that came under this label, oldest first; `latest` is the last of them. There is more
 * than one where the label was used again before that was refused.
 */
export type ReleaseState =
  | { readonly status: 'unpublished' }
  | { readonly status: 'published'; readonly latest: ReleaseData; readonly digests: readonly string[] };

/** A label names one file. Whether the cells of a release can be taken is decided cell by cell. */
export type ReleaseRejection = {
  readonly kind: 'LabelHeld';
  readonly field: 'label';
  readonly label: string;
  readonly date: string | null;
  readonly fileDigest: string;
};

/** A release rests on nothing beside itself. */
export type ReleaseFacts = Readonly<Record<string, never>>;

/** `release/<label>` */
export const releaseEntity = ({ label }: { readonly label: string }): string => entityId('release', label);

/** Records that a publisher's file came. The same file again says nothing new; another one needs a label of its own. */
export const releaseDecider: Decider<ReleaseState, PublishRelease, ReleaseEvent, ReleaseFacts, ReleaseRejection> = {
  initial: { status: 'unpublished' },

  decide(state, { label, date, fileDigest, cells }) {
    if (digestsOf(state).includes(fileDigest)) return unchanged;
    if (state.status === 'published') {
      const { latest } = state;
      return reject({ kind: 'LabelHeld', field: 'label', label, date: latest.date, fileDigest: latest.fileDigest });
    }
    const data = { label, date: date ?? null, fileDigest, cells };
    return accept({ type: 'ReleasePublished', schemaVersion: 1, data });
  },

  evolve(state, event) {
    switch (event.type) {
      case 'ReleasePublished':
        return { status: 'published', latest: event.data, digests: [...digestsOf(state), event.data.fileDigest] };
      default:
        return unreachable(event.type);
    }
  },
};

const digestsOf = (state: ReleaseState): readonly string[] => (state.status === 'published' ? state.digests : []);
