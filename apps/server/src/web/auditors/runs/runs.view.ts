import { capitalised, counted, dayInWords } from '@outturn/reporting';
import { replayHolds, type Fault, type LedgerVerification, type ReplayReport } from '@outturn/wiring';
import type { FormView } from '../../forms/form.view.js';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';
import type { Run, RunReport, RunState } from './runs.js';

const trailOf = (links: Links, ...further: readonly { text: string; href: string }[]) => [
  { text: 'Audit', href: links.to(paths.audit) },
  ...further,
];
const runsCrumb = (links: Links) => ({ text: 'Replay and verify', href: links.to(paths.runs) });

const kinds: Readonly<Record<Run['kind'], string>> = { replay: 'Replay', verification: 'Verification' };

export const runsView = (runs: readonly Run[], links: Links): PageContent => ({
  template: 'auditors/runs/runs.njk',
  title: 'Replay and verify',
  trail: trailOf(links),
  view: {
    replay: links.to(paths.newReplay),
    verification: links.to(paths.newVerification),
    runs: runs.map((run) => ({
      href: links.to(paths.run, { run: run.id }),
      kind: kinds[run.kind],
      when: startedInWords(run),
      tag: tagOf(run.state),
    })),
  },
});

const introductions: Readonly<Record<Run['kind'], string>> = {
  replay:
    'Every figure, target and action that the pages show is worked out again from the events, in a second place, and compared row by row with what is kept.',
  verification:
    'Every event is read as its bytes lie on the disk. Hashes, the tree over them, times, versions and texts are worked out again and compared. Then every row that the pages show is built again from those events and compared.',
};

export const newRunView = (kind: Run['kind'], form: FormView, links: Links): PageContent => ({
  template: 'auditors/runs/new-run.njk',
  title: kind === 'replay' ? 'Replay the ledger' : 'Verify the ledger',
  trail: trailOf(links, runsCrumb(links)),
  view: { form, introduction: introductions[kind] },
});

export function runView(run: Run, links: Links): PageContent {
  const { state } = run;
  const to = { run: run.id };
  return {
    template: 'auditors/runs/run.njk',
    title: titleOf(run),
    trail: trailOf(links, runsCrumb(links)),
    view: {
      started: startedInWords(run),
      again: links.to(paths.run, to),
      progress: state.status === 'running' ? progressOf(state) : null,
      failure: state.status === 'failed' ? `${capitalised(state.sentence)}.` : null,
      result: state.status === 'done' ? resultOf(state.found) : null,
      report: state.status === 'done' ? links.to(paths.runReport, to) : null,
      checkpoint:
        state.status === 'done' && state.checkpoint !== null
          ? { text: state.checkpoint, href: links.to(paths.runCheckpoint, to), of: sizeOf(state.checkpoint) }
          : null,
      all: links.to(paths.runs),
    },
  };
}

function titleOf({ kind, state }: Run): string {
  if (state.status === 'running') return `${kinds[kind]} is running`;
  if (state.status === 'failed') return `${kinds[kind]} broke off`;
  if (state.found.kind === 'replay') {
    const { report } = state.found;
    if (report.differences.length > 0) return 'Kept rows differ from the events';
    return replayHolds(report) ? 'Every row is as the events say' : 'Kept texts differ from the events';
  }
  return state.found.report.ok ? 'The ledger holds' : 'The ledger does not hold';
}

function progressOf({ position, of }: Extract<RunState, { status: 'running' }>) {
  return {
    position,
    of,
    sentence: of === 0 ? 'It has begun.' : `${position.toLocaleString('en-GB')} of ${counted(of, 'event')} so far.`,
  };
}

interface Result {
  readonly ok: boolean;
  readonly sentences: readonly string[];
  readonly problems: readonly string[];
  readonly limits: readonly string[];
  readonly position: number;
  readonly root: string;
}

const resultOf = (found: RunReport): Result =>
  found.kind === 'replay' ? replayResult(found.report) : verificationResult(found.report, found.isKeyPinned);

function replayResult(report: ReplayReport): Result {
  const { position, root, rows, differences, otherVersions, textFaults, limits } = report;
  return {
    ok: replayHolds(report),
    sentences: [
      `${counted(position, 'event')} were replayed and ${counted(rows, 'row')} compared.`,
      ...(textFaults === null ? [] : ['Every kept text was compared with the digest that it is kept under.']),
    ],
    problems: [
      ...differences.map(
        ({ view, key, fromPosition, column, kept, rebuilt }) =>
          `${capitalised(view)}, ${key.split('\u001F').join(', ')}, from position ${fromPosition}${column === null ? '' : `, ${column}`}: kept ${kept ?? 'nothing'}, rebuilt ${rebuilt ?? 'nothing'}.`,
      ),
      ...(textFaults ?? []).slice(0, SHOWN).map(faultSentence),
    ],
    limits: [
      ...otherVersions.map(
        ({ view, kept, ours }) =>
          `The rows of “${view}” were not compared: another release made them (version ${kept}; this one has ${ours}).`,
      ),
      ...limits,
    ],
    position,
    root,
  };
}

/** At most so many faults are shown; the report has all of them. */
const SHOWN = 100;

function verificationResult(report: LedgerVerification, isKeyPinned: boolean): Result {
  const { position, root, ok, faults, redactedTexts, checkpoint, replay } = report;
  const rows = replay === null ? null : replayResult(replay);
  const hidden = faults.length - SHOWN;
  return {
    ok,
    sentences: [
      `${counted(position, 'event')} were recomputed from the stored bytes.`,
      ...(redactedTexts === 0
        ? []
        : [`${counted(redactedTexts, 'text')} redacted, each by an event: that is no fault.`]),
      ...(checkpoint?.state === 'fits'
        ? [`Your checkpoint of position ${checkpoint.size} fits: nothing before it was changed.`]
        : []),
      ...(checkpoint?.signedByPinnedKey === true ? ['Your key signed it.'] : []),
      ...(rows?.sentences ?? []),
    ],
    problems: [
      ...checkpointProblems(checkpoint),
      ...faults.slice(0, SHOWN).map(faultSentence),
      ...(hidden > 0 ? [`And ${counted(hidden, 'more fault')}, which the report names.`] : []),
      ...(rows?.problems ?? []),
    ],
    limits: [
      ...(checkpoint === null
        ? [
            'You brought no checkpoint, so a past that was rewritten as a whole, or an end that was dropped, cannot be seen. Take the one below with you for the next time.',
          ]
        : checkpoint.size < position
          ? [
              `What came after position ${checkpoint.size} is newer than your checkpoint. A change among it cannot be seen.`,
            ]
          : []),
      ...(isKeyPinned ? [] : ['You gave no key, so who signed was not checked.']),
      ...(rows === null
        ? ['The rows that the pages show were not looked at, because the events that they follow from do not hold.']
        : rows.limits),
    ],
    position,
    root,
  };
}

const faultSentence = ({ position, kind, detail }: Fault): string =>
  `${position === null ? 'The ledger' : `Event ${position}`}: ${kind}, ${detail}.`;

function checkpointProblems(checkpoint: LedgerVerification['checkpoint']): string[] {
  if (checkpoint === null) return [];
  const { state, size, signedByPinnedKey } = checkpoint;
  return [
    ...(state === 'shorter'
      ? [`Your checkpoint is of position ${size}, and the ledger is shorter: its end was dropped.`]
      : []),
    ...(state === 'rewritten' ? [`Your checkpoint of position ${size} does not fit: the past was rewritten.`] : []),
    ...(signedByPinnedKey === false ? ['Your key did not sign your checkpoint, so it proves nothing.'] : []),
  ];
}

function tagOf(state: RunState): { text: string; classes: string } {
  if (state.status === 'running') return { text: 'Running', classes: 'govuk-tag--blue' };
  if (state.status === 'failed') return { text: 'Broke off', classes: 'govuk-tag--orange' };
  const ok = state.found.kind === 'replay' ? replayHolds(state.found.report) : state.found.report.ok;
  return ok ? { text: 'Holds', classes: 'govuk-tag--green' } : { text: 'Does not hold', classes: 'govuk-tag--red' };
}

const startedInWords = ({ startedAt, startedBy }: Run): string =>
  `Begun on ${dayInWords(startedAt)} at ${startedAt.slice(11, 16)} (universal time) by ${startedBy}`;

/** The second line of a checkpoint is the size of its tree (C2SP tlog-checkpoint). */
const sizeOf = (checkpoint: string): string => checkpoint.split('\n')[1] ?? '';
