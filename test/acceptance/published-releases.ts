import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Big from 'big.js';

const folder = resolve(__dirname, '../../../shared/data/lait');

/** Whether the DfE's releases lie beside the repository; they are too large to lie in it. */
export const releasesAreHere = existsSync(folder);

export interface Release {
  readonly file: string;
  /** The day on which it was published; two days have two. */
  readonly date: string;
  /** The last of its day: what is known at that date. */
  readonly isLastOfItsDay: boolean;
}

const files = releasesAreHere
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.csv.gz'))
      .sort()
  : [];

/** In the order in which they were published: their names begin with the day, and on both double days the second follows by name. */
export const releases: readonly Release[] = files.map((file, index) => ({
  file,
  date: file.slice(0, 10),
  isLastOfItsDay: files[index + 1]?.slice(0, 10) !== file.slice(0, 10),
}));

export const sourceFile = (name: string): { name: string; bytes: Buffer } => ({
  name,
  bytes: readFileSync(join(folder, name)),
});

/** A cell as it must be known: its text, and beside it the value or the mark that it is. */
export interface Cell {
  readonly published: string;
  readonly value: string | null;
  readonly symbol: string | null;
}

export const cellKey = (measure: string, area: string, year: string): string => `${measure}|${area}|${year}`;

/** The cells of a release, read without anything of ours: split at commas, glued where quotation marks are open. */
export function cellsOf({ file }: Release): Map<string, Cell> {
  const [, ...lines] = gunzipSync(sourceFile(file).bytes).toString('utf8').trimEnd().split('\n');
  return new Map(
    lines.map((line) => {
      const [measure = '', , area = '', year = '', text = ''] = columnsOf(line);
      return [cellKey(measure, area, year), cell(text)];
    }),
  );
}

function columnsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const columns: string[] = [];
  for (const part of line.split(',')) {
    const open = columns.at(-1);
    if (open !== undefined && open.split('"').length % 2 === 0) columns[columns.length - 1] = `${open},${part}`;
    else columns.push(part);
  }
  return columns.map((column) => column.replace(/^"(.*)"$/, '$1'));
}

const cell = (published: string): Cell =>
  ['-', '..', 'c', 'z', 'x', 'k', 'u'].includes(published)
    ? { published, value: null, symbol: published }
    : { published, value: new Big(published).toFixed(), symbol: null };
