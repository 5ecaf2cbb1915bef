import { type Decimal, foldedName, parsePeriod } from '@outturn/kernel';
import type { Dictionary, YearType } from './dictionary.js';
import { readFigure } from './figure-cell.js';
import type { LaitColumn } from './lait-columns.js';
import type { Report } from './problems.js';

/** One cell of a publisher's table, as a release prints it. */
export interface PublishedCell {
  readonly indicator: string;
  readonly breakdown: 'all';
  readonly area: string;
  readonly areaCode: string | null;
  /** Null where the publisher's year is no year; `sourcePeriod` then stands for it. */
  readonly period: string | null;
  readonly sourcePeriod: string;
  readonly value: Decimal | null;
  /** The cell's text, byte for byte. */
  readonly published: string;
  /** Why there is no value: the publisher's mark, or `blank`. */
  readonly symbol: string | null;
  readonly line: number;
}

type Reading = { readonly value: Decimal | null; readonly symbol: string | null };
type Period = { readonly period: string | null; readonly sourcePeriod: string };
type Area = { readonly name: string; readonly code: string | null; readonly number: string };

/** What has been seen of one measure. */
export interface MeasureSeen {
  readonly id: string;
  readonly yearType: YearType;
  readonly periods: Map<string, Period>;
  /** The line of each cell, by area and then by year. */
  readonly lines: Map<string, Map<string, number>>;
  noYear: { cells: number; readonly labels: Set<string>; readonly line: number } | null;
}

/**
 * Reads the DfE's long file. Measures, areas, years and texts recur thousands of times in it, so each is read once and
 * then looked up; a release is 85,000 cells.
 */
export class LaitReader {
  readonly cells: PublishedCell[] = [];
  /** By the text of the column, in the order in which they first appear. */
  readonly measures = new Map<string, MeasureSeen>();
  private readonly areas = new Map<string, Area>();
  private readonly areasByNumber = new Map<string, Area>();
  private readonly areasByName = new Map<string, Area>();
  private readonly figures = new Map<string, Reading>();
  private readonly index: Record<LaitColumn, number>;

  constructor(
    names: readonly string[],
    private readonly dictionary: Dictionary | null,
    private readonly report: Report,
  ) {
    const at = (name: LaitColumn): number => names.indexOf(name);
    this.index = {
      measure: at('measure'),
      area_number: at('area_number'),
      area: at('area'),
      year: at('year'),
      value: at('value'),
    };
  }

  read(record: readonly string[], line: number): void {
    const { index } = this;
    const measure = this.measure(record[index.measure]!, line);
    const areaText = record[index.area]!.trim();
    const area = this.area(areaText, record[index.area_number]!, line);
    const published = record[index.value]!;
    const figure = this.figure(published, line);
    if (measure === null) return;
    const period = this.period(measure, record[index.year]!, line);
    if (area === null || figure === null || period === null || !this.isFirst(measure, area.name, period, line)) return;
    this.cells.push({
      indicator: measure.id,
      breakdown: 'all',
      area: area.name,
      areaCode: area.code,
      period: period.period,
      sourcePeriod: period.sourcePeriod,
      value: figure.value,
      published,
      symbol: figure.symbol,
      line,
    });
  }

  private measure(text: string, line: number): MeasureSeen | null {
    const known = this.measures.get(text);
    if (known !== undefined) return known;
    const id = text.trim();
    if (!this.isLabel(id, 120, 'measure', line)) return null;
    const twin = id === text ? undefined : this.measures.get(id);
    if (twin !== undefined) return twin;
    const yearType = this.dictionary?.get(id)?.yearType ?? 'financial';
    const seen: MeasureSeen = { id, yearType, periods: new Map(), lines: new Map(), noYear: null };
    this.measures.set(id, seen);
    return seen;
  }

  private area(area: string, numberText: string, line: number): Area | null {
    const known = this.areas.get(area);
    if (known !== undefined) {
      if (known.number === numberText) return known;
      const code = areaCodeOf(numberText);
      if (code === known.code) return known;
      const message = `${area} has the number ${known.code ?? 'blank'} on another line: one area has one number`;
      this.report({ kind: 'AreaNumbersDiffer', message }, { line, column: 'area_number', value: numberText });
      return null;
    }
    const code = areaCodeOf(numberText);
    const right =
      this.isLabel(area, 200, 'area', line) && (code === null || this.isLabel(code, 20, 'area_number', line));
    if (!right) return null;
    const seen = this.spelled(area, code, numberText, line);
    if (seen !== null) this.areas.set(area, seen);
    return seen;
  }

  /** An area that another line spells otherwise is the same one; a number that another line has for another area is refused. */
  private spelled(name: string, code: string | null, number: string, line: number): Area | null {
    const folded = foldedName(name);
    const [numbered, named] = [code === null ? undefined : this.areasByNumber.get(code), this.areasByName.get(folded)];
    const other = numbered !== undefined && foldedName(numbered.name) !== folded ? numbered : null;
    const differs = named !== undefined && named.code !== code ? named : null;
    if (other !== null || differs !== null) {
      const message =
        other !== null
          ? `the number ${code} is that of ${other.name} on another line: one number has one area`
          : `${name} has the number ${differs?.code ?? 'blank'} on another line: one area has one number`;
      this.report({ kind: 'AreaNumbersDiffer', message }, { line, column: 'area_number', value: number });
      return null;
    }
    const seen: Area = { name: named?.name ?? name, code, number };
    if (code !== null) this.areasByNumber.set(code, seen);
    this.areasByName.set(folded, seen);
    return seen;
  }

  private period(measure: MeasureSeen, text: string, line: number): Period | null {
    let period = measure.periods.get(text);
    if (period === undefined) {
      const sourcePeriod = text.trim();
      if (!this.isLabel(sourcePeriod, 60, 'year', line)) return null;
      period = { period: yearCode(sourcePeriod, measure.yearType), sourcePeriod };
      measure.periods.set(text, period);
    }
    if (period.period === null) {
      measure.noYear ??= { cells: 0, labels: new Set(), line };
      measure.noYear.cells += 1;
      measure.noYear.labels.add(period.sourcePeriod);
    }
    return period;
  }

  private figure(published: string, line: number): Reading | null {
    const known = this.figures.get(published);
    if (known !== undefined) return known;
    const reading = this.readCell(published, line);
    if (reading !== null) this.figures.set(published, reading);
    return reading;
  }

  private readCell(published: string, line: number): Reading | null {
    const text = published.trim();
    if (text === '') return { value: null, symbol: 'blank' };
    if (!this.isLabel(text, 60, 'value', line)) return null;
    const figure = readFigure(text);
    if (figure.is === 'mark') return { value: null, symbol: figure.mark };
    if (figure.is === 'value') return { value: figure.value, symbol: null };
    this.report(figure.fault, { line, column: 'value', value: published });
    return null;
  }

  private isFirst(measure: MeasureSeen, area: string, { period, sourcePeriod }: Period, line: number): boolean {
    let lines = measure.lines.get(area);
    if (lines === undefined) measure.lines.set(area, (lines = new Map()));
    const key = period ?? `label:${sourcePeriod}`;
    const earlier = lines.get(key);
    if (earlier === undefined) {
      lines.set(key, line);
      return true;
    }
    const message = `this measure, area and year are on line ${earlier} too: keep one`;
    this.report({ kind: 'DuplicateCell', message }, { line, column: 'measure', value: measure.id });
    return false;
  }

  private isLabel(text: string, most: number, column: LaitColumn, line: number): boolean {
    const message =
      text === ''
        ? `${column} must not be empty`
        : text.length > most
          ? `${column} must have at most ${most} characters`
          : /[\p{Cc}\p{Cs}]/u.test(text)
            ? `${column} must be one line without control characters`
            : null;
    if (message !== null) this.report({ kind: 'CellInvalid', message }, { line, column, value: text });
    return message === null;
  }
}

// The file is an export of R, which writes whole numbers beside missing ones as 301.0.
const areaCodeOf = (text: string): string | null => text.trim().replace(/\.0+$/, '') || null;

/** "2023" is the year that ends in 2023: 2022-23 from April, AY2022-23 from September. Null when it is no year. */
function yearCode(text: string, type: YearType): string | null {
  const year = /^([12]\d{3})(?:\.0+)?$/.exec(text);
  if (year === null) return null;
  const code = `${type === 'academic' ? 'AY' : ''}${Number(year[1]) - 1}-${year[1]!.slice(2)}`;
  return parsePeriod(code) === null ? null : code;
}
