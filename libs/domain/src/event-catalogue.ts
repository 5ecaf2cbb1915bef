import type { BenchmarkEvent } from './benchmark/benchmark.events.js';
import type { IndicatorEvent } from './indicator/indicator.events.js';
import type { KpiReturnEvent } from './kpi-return/kpi-return.events.js';
import type { LedgerLifeEvent } from './ledger-life/ledger-life.events.js';
import type { PlanActionEvent } from './plan-action/plan-action.events.js';
import type { ReleaseEvent } from './release/release.events.js';
import type { RoundEvent } from './round/round.events.js';
import type { TargetEvent } from './target/target.events.js';

/** Every event that a ledger of this release may hold. */
export type LedgerEvent =
  | BenchmarkEvent
  | IndicatorEvent
  | KpiReturnEvent
  | LedgerLifeEvent
  | PlanActionEvent
  | ReleaseEvent
  | RoundEvent
  | TargetEvent;

export interface CataloguedEvent {
  readonly type: LedgerEvent['type'];
  /** The version in which it is written today; older ones are lifted when they are read. */
  readonly schemaVersion: number;
  /** The kind of entity that it is about. */
  readonly entity: 'benchmark' | 'indicator' | 'return' | 'ledger' | 'action' | 'release' | 'round' | 'target';
  /** What has happened, as a sentence. */
  readonly says: string;
  /** Members of `data` that hold the digest of a text. */
  readonly texts: readonly string[];
}

type Entry = readonly [entity: CataloguedEvent['entity'], says: string, texts?: readonly string[]];

const returnTexts = ['commentary', 'source'];
const targetTexts = ['rationale', 'approvedBy'];
const actionTexts = ['action', 'objective', 'outcome'];

/** One line for each type: an event that is missing here breaks the build. */
const entries: Record<LedgerEvent['type'], Entry> = {
  LedgerOpened: ['ledger', 'A ledger was opened, for migration first.'],
  MigrationClosed: [
    'ledger',
    'The past has been told; from here on, what is known is known from when it was recorded.',
  ],
  TextRedacted: ['ledger', 'A text and its salt were removed from the text store.', ['reason']],
  SnapshotIssued: ['ledger', 'A frozen scorecard was issued to a body.'],
  SigningKeyRotated: ['ledger', 'Another key signs for the ledger from here on.'],
  IndicatorDefined: ['indicator', 'An indicator was defined.', ['owner']],
  IndicatorRevised: [
    'indicator',
    'The definition of an indicator was revised; earlier figures keep the one they were made under.',
    ['owner', 'reason'],
  ],
  IndicatorRetired: ['indicator', 'An indicator was taken out of use.', ['reason']],
  KpiReturnSubmitted: ['return', 'A figure was submitted for an indicator, breakdown and period.', returnTexts],
  KpiReturnFinalised: [
    'return',
    'A provisional figure became final, perhaps with another value.',
    [...returnTexts, 'reason'],
  ],
  KpiReturnCorrected: ['return', 'A figure was corrected, with a reason.', [...returnTexts, 'reason']],
  KpiReturnWithdrawn: ['return', 'A figure was taken back, with a reason.', ['reason']],
  TargetSet: ['target', 'A target was set.', targetTexts],
  TargetRevised: ['target', 'A target was revised.', [...targetTexts, 'reason']],
  TargetWithdrawn: ['target', 'A target was taken back, with a reason.', ['reason']],
  BenchmarkReleased: ['benchmark', "A comparator's value was published."],
  BenchmarkRestated: ['benchmark', "A comparator's value was published again, differently."],
  BenchmarkWithdrawn: ['benchmark', "A comparator's value is no longer published.", ['reason']],
  ReleasePublished: ['release', 'A publisher released a table.'],
  RoundOpened: ['round', 'A collection round was opened: returns are asked for, by a date and of some people.'],
  RoundRevised: ['round', 'What an open round asks for, by when or of whom was changed.', ['reason']],
  RoundClosed: ['round', 'A round was closed: its returns are refused from here on.'],
  RoundReopened: ['round', 'A closed round was opened again, with a reason.', ['reason']],
  ActionStatusStated: ['action', 'The status of an action, which had not been stated, was stated.'],
  ActionStatusWithdrawn: ['action', 'What was said of the status of an action was taken back: it is not stated.'],
  ActionProgressWithdrawn: ['action', 'The latest report of progress on an action was taken back.'],
  ActionPlanned: ['action', 'An action was planned.', [...actionTexts, 'lead']],
  ActionReworded: ['action', 'The wording or the links of an action were changed.', actionTexts],
  ActionStarted: ['action', 'An action is in progress.'],
  ActionPutBack: ['action', 'An action that was in progress is planned again.'],
  ActionProgressReported: ['action', 'Progress on an action was reported.', ['progress']],
  ActionRescheduled: ['action', 'The due date of an action was moved.', ['reason']],
  ActionLeadReassigned: ['action', 'An action was given another lead.', ['lead']],
  ActionCompleted: ['action', 'An action was completed.'],
  ActionReopened: ['action', 'An action was reopened.', ['reason']],
  ActionCancelled: ['action', 'An action was cancelled.', ['reason']],
};

/** The types that have changed their shape since they were first written. */
export type LaterEvent = Exclude<LedgerEvent, { readonly schemaVersion: 1 }>;

const laterVersions = new Map<string, number>(
  Object.entries({
    IndicatorDefined: 2,
    IndicatorRevised: 2,
    KpiReturnSubmitted: 2,
    KpiReturnFinalised: 2,
    KpiReturnCorrected: 2,
    TargetRevised: 2,
    RoundRevised: 2,
    ActionPlanned: 2,
  } satisfies { readonly [Type in LaterEvent['type']]: Extract<LaterEvent, { type: Type }>['schemaVersion'] }),
);

export const eventCatalogue: readonly CataloguedEvent[] = (Object.keys(entries) as LedgerEvent['type'][]).map(
  (type) => {
    const [entity, says, texts = []] = entries[type];
    return { type, schemaVersion: laterVersions.get(type) ?? 1, entity, says, texts };
  },
);

const textMembers = new Map<string, readonly string[]>(eventCatalogue.map(({ type, texts }) => [type, texts]));

/** The members of the data of an event of a type that stand for texts. */
export const textMembersOf = (type: string): readonly string[] => textMembers.get(type) ?? [];

/** The members of an event's data that stand for texts, with their digests. */
export function textDigests(event: {
  readonly type: string;
  readonly data: object;
}): [member: string, digest: string][] {
  const data = event.data as Readonly<Record<string, unknown>>;
  return textMembersOf(event.type).flatMap((member) => {
    const digest = data[member];
    return typeof digest === 'string' ? [[member, digest] as [string, string]] : [];
  });
}
