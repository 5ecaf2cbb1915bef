import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { readFiles } from '@outturn/intake';
import Big from 'big.js';

const published = path.resolve(__dirname, '../../../shared/data/lait');
const madeUp = path.join(__dirname, 'made-up');

/** A release as it lies in a folder, gzipped, with the dictionary beside it. */
interface Release {
  readonly name: string;
  readonly folder: string;
}

/** The first is made up and small: it is read everywhere. The others are the DfE's, and too large to lie in the repository. */
const releases: readonly Release[] = [madeUp, ...(existsSync(published) ? [published] : [])].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /^\d.*\.csv(\.gz)?$/.test(name))
    .map((name) => ({ name, folder })),
);

const exact = new Map<string, string>();

/** Texts recur, and big.js takes its time. */
function exactly(text: string): string {
  const known = exact.get(text) ?? new Big(text).toFixed();
  exact.set(text, known);
  return known;
}

/** Every cell of a release as "measure|area|year" -> text, by splitting at commas and counting quotation marks. */
function naively(bytes: Buffer): Map<string, string> {
  const cells = new Map<string, string>();
  const [, ...lines] = gunzipSync(bytes).toString('utf8').trimEnd().split('\n');
  for (const line of lines) {
    const parts: string[] = [];
    for (const part of line.split(',')) {
      const last = parts.at(-1);
      if (last !== undefined && last.split('"').length % 2 === 0) parts[parts.length - 1] = `${last},${part}`;
      else parts.push(part);
    }
    const [measure, , area, year, value] = parts.map((part) => part.replace(/^"(.*)"$/, '$1'));
    cells.set(`${measure}|${area}|${year}`, value!);
  }
  return cells;
}

if (!existsSync(published))
  it.skip('the releases of the DfE are read cell by cell (skipped: ../shared/data/lait is not here)', () => undefined);

describe.each(releases)('the release $name', ({ name, folder }) => {
  const file = readFileSync(path.join(folder, name));
  const bytes = name.endsWith('.gz') ? file : gzipSync(file);
  const { release, problemCount, warnings, rows, items } = readFiles([{ name: `some/folder/${name}`, bytes }], {
    occurred: name.slice(0, 10),
    dictionary: { name: 'dictionary.csv', bytes: readFileSync(path.join(folder, 'dictionary.csv')) },
  });

  it('is read without a problem, as one release with the date that it was given', () => {
    expect(problemCount).toBe(0);
    expect(items).toEqual([]);
    expect(release?.publish).toMatchObject({
      label: name.replace(/\.csv(\.gz)?$/, ''),
      date: name.slice(0, 10),
      cells: rows,
      occurred: name.slice(0, 10),
    });
  });

  it('has the cells that an independent reading finds, each with its text, and its value or its symbol', () => {
    const expected = naively(bytes);
    const different: unknown[] = [];
    for (const cell of release!.cells) {
      const key = `${cell.indicator}|${cell.area}|${cell.sourcePeriod}`;
      const text = expected.get(key);
      expected.delete(key);
      const isMark = text === '-' || text === '..';
      const value = isMark || text === undefined ? null : exactly(text);
      const right =
        text !== undefined && cell.published === text && cell.symbol === (isMark ? text : null) && cell.value === value;
      if (!right) different.push({ ...cell, text });
    }
    expect(different).toEqual([]);
    expect([...expected.keys()]).toEqual([]);
  });

  it('takes every definition from the dictionary, and no year for a period that is none', () => {
    expect(release!.definitions.every(({ fromDictionary }) => fromDictionary)).toBe(true);
    const outside = release!.cells.filter(({ period }) => period === null);
    expect(outside.every(({ sourcePeriod }) => sourcePeriod === '0')).toBe(true);
    expect(warnings.map(({ kind }) => kind)).toEqual(outside.length === 0 ? [] : ['YearIsNoYear']);
  });
});
