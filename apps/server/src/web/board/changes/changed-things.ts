import type { Difference } from '@outturn/wiring';
import { areaName, breakdownWords, inUnit, memberInWords, periodInSentence, symbolWords } from '@outturn/reporting';
import type { Unit } from '@outturn/domain';

type ChangedRow = Difference['rows'][number];

/** What changed between two moments, as a reader of a board paper looks for it. */
export const groupsOfChanges = [
  'Figures',
  'Targets',
  'Actions',
  'Comparators',
  'Indicators',
  'Collection rounds',
] as const;
export type GroupOfChanges = (typeof groupsOfChanges)[number];

export interface ChangedThing {
  readonly group: GroupOfChanges;
  readonly name: string;
  /** From what to what, in short. */
  readonly what: string;
  readonly row: ChangedRow;
}

const groups: Readonly<Record<string, GroupOfChanges>> = {
  figure: 'Figures',
  target: 'Targets',
  action: 'Actions',
  benchmark: 'Comparators',
  release: 'Comparators',
  definition: 'Indicators',
  round: 'Collection rounds',
};

/** What the ids in a difference are called; an id stands for itself where nothing is known of it. */
export interface KnownNames {
  readonly indicators: ReadonlyMap<string, { readonly title: string; readonly unit: Unit }>;
  /** The wording of an action by its ref. */
  readonly actions: ReadonlyMap<string, string>;
}

/** Every row of the views that differs, named as a reader knows it. */
export function changedThings(rows: readonly ChangedRow[], names: KnownNames): ChangedThing[] {
  return rows
    .filter(({ before, after }) => JSON.stringify(shown(before)) !== JSON.stringify(shown(after)))
    .map((row) => ({
      group: groups[row.view] ?? 'Indicators',
      name: nameOf(row, names),
      what: whatOf(row, names),
      row,
    }));
}

/** Where a row comes from is no change that a reader sees. */
function shown(content: ChangedRow['before']): unknown {
  if (content === null) return null;
  const { position: _position, type: _type, basis: _basis, progressAt: _progressAt, ...rest } = content;
  return rest;
}

function nameOf({ view, key }: ChangedRow, { indicators, actions }: KnownNames): string {
  const [subject = '', breakdown = 'all', ...rest] = key;
  if (view === 'action') return actions.get(subject) ?? `Action ${subject}`;
  if (view === 'release') return subject;
  if (view === 'round') return `${breakdown}, ${periodInSentence(subject)}`;
  const title = indicators.get(subject)?.title ?? subject;
  if (view === 'definition') return title;
  const parts = rest.map((part) => areaName(part.includes('..') ? part.replace('..', ' to ') : periodInSentence(part)));
  return [title + (breakdown === 'all' ? '' : ` (${breakdownWords(breakdown)})`), ...parts].join(', ');
}

function whatOf({ view, key, before, after }: ChangedRow, { indicators }: KnownNames): string {
  const unit = indicators.get(key[0] ?? '')?.unit ?? 'unknown';
  const inWords = worded[view];
  if (inWords !== undefined) {
    const [was, is] = [before, after].map((content) => (content === null ? null : inWords(content, unit)));
    return fromTo(was ?? null, is ?? null);
  }
  if (before === null) return 'New';
  return after === null ? 'Taken back' : 'Changed';
}

type Content = NonNullable<ChangedRow['before']>;

/** What of a row is worth saying in one line. */
const worded: Readonly<Record<string, (content: Content, unit: Unit) => string>> = {
  figure: valueIn,
  benchmark: valueIn,
  target: (content) => memberInWords('target', content['target']),
  action: (content) => memberInWords('status', content['status']).replaceAll('_', ' '),
};

function fromTo(before: string | null, after: string | null): string {
  if (before === null) return `New: ${after ?? 'no value'}`;
  if (after === null) return `Taken back: it was ${before}`;
  return before === after
    ? `${after.charAt(0).toUpperCase()}${after.slice(1)}, with other words or counts`
    : `${before} → ${after}`;
}

function valueIn(content: Content, unit: Unit): string {
  const value = content['value'] ?? content['computed'];
  if (typeof value === 'string') return inUnit(value, unit);
  return symbolWords(typeof content['symbol'] === 'string' ? content['symbol'] : null);
}
