import { type DefineIndicator, PublishRelease } from '@outturn/domain';
import { isInstant, londonDateOf, sha256 } from '@outturn/kernel';
import { commandFaults } from './command-faults.js';
import { definitionOf, type Dictionary } from './dictionary.js';
import type { ReadOptions, SourceFile } from './import-file.js';
import type { LaitReader, MeasureSeen, PublishedCell } from './lait-reader.js';
import type { Report } from './problems.js';

/** One release of a publisher as a whole. */
export interface PublishedRelease {
  readonly publish: PublishRelease;
  /** One for each measure of the file, in the order in which they first appear. */
  readonly definitions: readonly { readonly command: DefineIndicator; readonly fromDictionary: boolean }[];
  /** In the order of the file. */
  readonly cells: readonly PublishedCell[];
  readonly occurred: string | null;
  /** The file's name. */
  readonly source: string;
}

/** The release that a lait file is, from the cells that were read of it. */
export function publishedRelease(
  file: SourceFile,
  { cells, measures }: LaitReader,
  options: ReadOptions,
  dictionary: Dictionary | null,
  report: Report,
): PublishedRelease {
  const occurred = options.occurred ?? null;
  const definitions = [...measures.values()].map(({ id }) => {
    const measure = dictionary?.get(id);
    return { command: definitionOf(id, measure, occurred), fromDictionary: measure !== undefined };
  });
  const publish = Object.assign(new PublishRelease(), {
    label: options.release ?? labelOf(file.name),
    fileDigest: sha256(file.bytes),
    ...(options.table === undefined ? {} : { table: options.table }),
    cells: cells.length,
    ...(occurred === null ? {} : { occurred, date: isInstant(occurred) ? londonDateOf(occurred) : occurred }),
  });
  reportFaults('the release', publish, report);
  for (const { command } of definitions) reportFaults(`the measure ${JSON.stringify(command.id)}`, command, report);
  return { publish, definitions, cells, occurred, source: file.name };
}

function reportFaults(about: string, command: object, report: Report): void {
  for (const { message } of commandFaults(command))
    report({ kind: 'CellInvalid', message: `${about}: ${message}` }, {});
}

/** Says what the file leaves open: measures that no dictionary explains, and years that are none. */
export function warnOfRelease(measures: Iterable<MeasureSeen>, dictionary: Dictionary | null, warn: Report): void {
  const seen = [...measures];
  const consequence = 'the unit is unknown, the polarity neutral and the year read as a financial year';
  const unlisted = seen.map(({ id }) => id).filter((id) => dictionary?.has(id) !== true);
  if (dictionary === null) {
    warn({ kind: 'DictionaryMissing', message: `without a dictionary ${consequence}` }, {});
  } else if (unlisted.length > 0) {
    const named = `${unlisted.slice(0, 5).join(', ')}${unlisted.length > 5 ? ', …' : ''}`;
    const message = `${unlisted.length} measures are not in the dictionary (${named}): for them ${consequence}`;
    warn({ kind: 'MeasuresNotInDictionary', message }, {});
  }
  for (const { id, noYear } of seen) {
    if (noYear === null) continue;
    const labels = [...noYear.labels].slice(0, 3);
    const quoted = labels.map((label) => JSON.stringify(label)).join(', ');
    const message = `${noYear.cells} cells of ${id} have ${quoted} for a year: they are kept under that label, outside any series`;
    warn({ kind: 'YearIsNoYear', message }, { line: noYear.line, column: 'year', value: labels[0]! });
  }
}

const labelOf = (fileName: string): string =>
  fileName
    .replace(/^.*[/\\]/, '')
    .replace(/\.gz$/i, '')
    .replace(/\.csv$/i, '');
