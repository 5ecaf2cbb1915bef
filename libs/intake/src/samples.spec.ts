import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readFiles } from './read-files.js';

const samples = path.resolve(__dirname, '../../../samples');
const councils = readdirSync(samples, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe.each(councils.map(({ name }) => name))('the sample files of %s', (council) => {
  const names = readdirSync(path.join(samples, council)).filter((name) => name.endsWith('.csv'));
  const files = names.map((name) => ({ name, bytes: readFileSync(path.join(samples, council, name)) }));

  it('are read without a problem, each row as one item of the kind that its file is named for', () => {
    const { items, problems, warnings, rows } = readFiles(files, {});
    expect([problems, warnings]).toEqual([[], []]);
    expect(items).toHaveLength(rows);
    expect(new Set(items.map(({ kind, source }) => `${kind}.csv` === source.file))).toEqual(new Set([true]));
  });
});
