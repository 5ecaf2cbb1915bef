import { accept, entityId, reject, unchanged, unreachable } from '@outturn/kernel';
import type { Decider } from '@outturn/kernel';
import { PublishRelease } from './release.commands.js';
import { LONG_FILE, type ReleaseData, type ReleaseEvent } from './release.events.js';

/**
 * `digests` are those of every file that came under this label, oldest first; `latest` is the last of them. There is more
 * than one where the label was used again before that was refused.
 */
export type ReleaseState =
  | { readonly status: 'unpublished' }
  | { readonly status: 'published'; readonly latest: ReleaseData; readonly digests: readonly string[] };

/** A label names one file, and that file is of one table. Whether the cells of a release can be taken is decided cell by cell. */
export type ReleaseRejection =
  | {
      readonly kind: 'LabelHeld';
      readonly field: 'label';
      readonly label: string;
      readonly table: string;
      readonly date: string | null;
      readonly fileDigest: string;
    }
  | { readonly kind: 'TableDiffers'; readonly field: 'table'; readonly label: string; readonly table: string };

/** A release rests on nothing beside itself. */
export type ReleaseFacts = Readonly<Record<string, never>>;

/** `release/<label>` */
export const releaseEntity = ({ label }: { readonly label: string }): string => entityId('release', label);

/** Records that a publisher's file came. The same file again says nothing new; another one needs a label of its own. */
export const releaseDecider: Decider<ReleaseState, PublishRelease, ReleaseEvent, ReleaseFacts, ReleaseRejection> = {
  initial: { status: 'unpublished' },

  decide(state, { label, date, table, fileDigest, cells }) {
    if (state.status === 'published') {
      const { table: of, date: on, fileDigest: held } = state.latest;
      if (!state.digests.includes(fileDigest))
        return reject({ kind: 'LabelHeld', field: 'label', label, table: of, date: on, fileDigest: held });
      return table === undefined || table === of
        ? unchanged
        : reject({ kind: 'TableDiffers', field: 'table', label, table: of });
    }
    const data = { label, table: table ?? LONG_FILE, date: date ?? null, fileDigest, cells };
    return accept({ type: 'ReleasePublished', schemaVersion: 2, data });
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
