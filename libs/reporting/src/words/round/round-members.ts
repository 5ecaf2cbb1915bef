import type { AskedReturn, Origin, RoundData, RoundEvent } from '@outturn/domain';
import { listed, said, text, type Members, type NounEvents } from '../member.js';
import { breakdownWords } from '../name-words.js';
import { dayInWords, knownDay } from '../period-words.js';

const asked = (returns: readonly AskedReturn[]): string =>
  returns
    .map(({ indicator, breakdown }) =>
      breakdown === 'all' ? indicator : `${indicator} (${breakdownWords(breakdown)})`,
    )
    .join(', ');

const named = { round: null, period: null };

const round: Members<RoundData> = {
  ...named,
  due: said('due on', dayInWords),
  returns: { label: 'returns', say: asked },
  submitters: listed('from'),
};

export const roundEvents: NounEvents<RoundEvent> = {
  RoundOpened: { deed: 'opened', members: round },
  RoundRevised: { deed: 'revised', members: { ...round, reason: text('reason') } },
  RoundClosed: { deed: 'closed', members: { ...named, returns: { label: 'returns', say: asked } } },
  RoundReopened: { deed: 'reopened', members: { ...named, due: round.due, reason: text('reason') } },
};

export type RoundRow = RoundData &
  Origin & {
    readonly openedAt: number;
    readonly closed: { readonly at: string; readonly position: number } | null;
    readonly reopenedFor: string | null;
  };

/** A collection round as it stands. */
export const roundRow: Members<RoundRow> = {
  closed: { label: '', say: (closed) => (closed === null ? 'open' : `closed on ${dayInWords(knownDay(closed.at))}`) },
  ...round,
  // The event that reopened it says why.
  reopenedFor: null,
  openedAt: null,
  position: null,
  type: null,
  basis: null,
  undated: null,
};
