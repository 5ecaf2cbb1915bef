import { DefineIndicator, type Polarity, type Unit } from '@outturn/domain';
import { headerFaults } from './header.js';
import type { SourceFile } from './import-file.js';
import type { Report } from './problems.js';
import { readSheet } from './sheet.js';

/** How a publisher counts its years: both are named by the year in which they end. */
export type YearType = 'financial' | 'academic';

/** What the DfE's dictionary says of one measure. */
export interface Measure {
  readonly title: string;
  readonly unit: Unit;
  readonly polarity: Polarity;
  readonly decimals: number;
  readonly definition: string | null;
  readonly yearType: YearType;
}

export type Dictionary = ReadonlyMap<string, Measure>;

const columns = ['measure_short', 'measure', 'polarity', 'y_axis_name', 'description', 'dps', 'year_type'] as const;
type Column = (typeof columns)[number];

const POLARITIES: ReadonlyMap<string, Polarity> = new Map([
  ['high', 'higher'],
  ['low', 'lower'],
  ['-', 'neutral'],
  ['na', 'neutral'],
  ['', 'neutral'],
]);

// "Annual" measures are counts on 31 March, the last day of a financial year.
const YEAR_TYPES: ReadonlyMap<string, YearType> = new Map([
  ['financial year', 'financial'],
  ['annual', 'financial'],
  ['academic year', 'academic'],
]);

const UNITS: readonly (readonly [RegExp, Unit])[] = [
  [/^%/, 'percent'],
  [/^rate per 10,000/i, 'rate_per_10000'],
  [/^number/i, 'number'],
  [/score/i, 'score'],
  [/\bdays\b/i, 'days'],
];

/** The DfE's dictionary of measures (`dictionary.csv` of its interactive tool), by the measure's short name. */
export function readDictionary(file: SourceFile, report: Report): Dictionary {
  const measures = new Map<string, Measure>();
  readSheet(file, report, (names, headerLine) => {
    // The dictionary has columns for people, too: they are passed over.
    const ours = names.filter((name) => (columns as readonly string[]).includes(name));
    const faults = headerFaults(ours, { known: columns, required: columns });
    for (const { fault, column } of faults) report(fault, { line: headerLine, ...(column === null ? {} : { column }) });
    if (faults.length > 0) return null;
    return (cells, line) => {
      const cell = cellsByName(names, cells);
      const add: AddFault = (column, kind, message) => report({ kind, message }, { line, column, value: cell(column) });
      const id = cell('measure_short');
      if (id === '') add('measure_short', 'CellMissing', 'measure_short must not be empty');
      else if (measures.has(id))
        add('measure_short', 'DuplicateMeasure', 'the dictionary has this measure twice: keep one');
      else measures.set(id, measureOf(cell, add));
    };
  });
  return measures;
}

type AddFault = (column: Column, kind: string, message: string) => void;

const cellsByName =
  (names: readonly string[], cells: readonly string[]) =>
  (column: Column): string =>
    (cells[names.indexOf(column)] ?? '').trim();

function measureOf(cell: (column: Column) => string, add: AddFault): Measure {
  const polarity = POLARITIES.get(cell('polarity').toLowerCase());
  if (polarity === undefined) add('polarity', 'PolarityUnknown', 'the polarity must be High, Low, - or NA');
  const yearType = YEAR_TYPES.get(cell('year_type').toLowerCase());
  if (yearType === undefined) {
    add('year_type', 'YearTypeUnknown', 'the type of year must be Financial Year, Annual or Academic Year');
  }
  const dps = cell('dps');
  if (!/^(na|\d?)$/i.test(dps)) add('dps', 'NotAWholeNumber', 'the decimal places must be a whole number or NA');
  const axis = cell('y_axis_name');
  const unit = UNITS.find(([pattern]) => pattern.test(axis))?.[1] ?? 'unknown';
  return {
    title: cell('measure'),
    unit,
    polarity: polarity ?? 'neutral',
    decimals: /^\d$/.test(dps) ? Number(dps) : unit === 'score' ? 1 : 0,
    definition: foldBlankLines(cell('description')),
    yearType: yearType ?? 'financial',
  };
}

const foldBlankLines = (text: string): string | null =>
  text === '' ? null : text.replace(/\r\n?/g, '\n').replace(/\n(?:[^\S\n]*\n){2,}/g, '\n\n');

/** The definition that the dictionary gives of a measure, or the little that can be said without it. */
export function definitionOf(id: string, measure: Measure | undefined, occurred: string | null): DefineIndicator {
  const command = Object.assign(new DefineIndicator(), {
    id,
    title: measure === undefined || measure.title === '' ? id : measure.title,
    unit: measure?.unit ?? 'unknown',
    polarity: measure?.polarity ?? 'neutral',
    frequencies: [measure?.yearType === 'academic' ? 'academic_year' : 'year'],
    source: 'DfE Local Authority Interactive Tool',
  });
  if (measure !== undefined) command.decimals = measure.decimals;
  if (measure !== undefined && measure.definition !== null) command.definition = measure.definition;
  if (occurred !== null) command.occurred = occurred;
  return command;
}
