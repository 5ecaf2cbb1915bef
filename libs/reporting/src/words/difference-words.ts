import { memberInWords } from './event-words.js';
import { periodInSentence } from './period-words.js';
import { areaName, breakdownWords, spaced } from './name-words.js';

/** A row of a view at two moments; null where it was not there. */
export interface RowAtTwoMoments {
  readonly view: string;
  readonly key: readonly string[];
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

const viewNames: Readonly<Record<string, string>> = {
  definition: 'Indicator',
  figure: 'Figure',
  target: 'Target',
  benchmark: 'Comparator',
  release: 'Release',
  action: 'Action',
  round: 'Round',
};

/** What a changed row is about: "Figure cl-eet, age 16-18, quarter 1 (…)". */
export function rowName({ view, key }: RowAtTwoMoments): string {
  const [subject = '', breakdown = 'all', ...rest] = key;
  const named = [subject, breakdownWords(breakdown), ...rest.map((part) => areaName(periodInSentence(part)))];
  const words =
    view === 'figure' || view === 'target' || view === 'benchmark' ? named.filter((part) => part !== '') : key;
  return `${viewNames[view] ?? view} ${words.join(', ')}`;
}

/** Members that say where a row comes from, or what its key says already. */
const SILENT: ReadonlySet<string> = new Set([
  'position',
  'type',
  'basis',
  'id',
  'ref',
  'indicator',
  'breakdown',
  'period',
  'area',
  'earlier',
  'version',
  'definition',
  'progressAt',
]);

/** What changed in a row, a member a sentence; one sentence where the whole row came or went. */
export function changeSentences({ before, after }: RowAtTwoMoments): string[] {
  if (before === null && after === null) return ['came and went in between'];
  if (before === null) return [`new: ${rowInWords(after ?? {})}`];
  if (after === null) return [`gone: it was ${rowInWords(before)}`];
  const members = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = members.filter(
    (member) => !ALWAYS_SILENT.has(member) && JSON.stringify(before[member]) !== JSON.stringify(after[member]),
  );
  if (changed.length === 0) return ['the same as before'];
  return changed.map(
    (member) => `${spaced(member)}: ${keptInWords(member, before[member])} → ${keptInWords(member, after[member])}`,
  );
}

const ALWAYS_SILENT: ReadonlySet<string> = new Set([
  'position',
  'type',
  'basis',
  'earlier',
  'version',
  'definition',
  'progressAt',
]);

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** A view holds the digest of a text; that it differs is all that can be said of it. */
function keptInWords(member: string, value: unknown): string {
  if (typeof value === 'string' && DIGEST.test(value)) return `text ${value.slice('sha256:'.length, 15)}`;
  const said = memberInWords(member, value);
  return said === '' ? 'nothing' : said;
}

function rowInWords(row: Readonly<Record<string, unknown>>): string {
  const facts = Object.entries(row.current !== undefined ? (row.current as object) : row)
    .filter(([member, value]) => !SILENT.has(member) && !(typeof value === 'string' && DIGEST.test(value)))
    .map(([member, value]) => [member, memberInWords(member, value)] as const)
    .filter(([, said]) => said !== '')
    .map(([member, said]) => `${spaced(member)} ${said}`);
  return facts.length === 0 ? 'nothing but texts' : facts.join(' · ');
}
