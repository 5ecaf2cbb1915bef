import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkLines, secondVerifier } from '../proof/second-verifier.js';

// What earlier releases wrote is checked by whoever holds it, with the second verifier of today: every export, snapshot,
// proof and checkpoint under this folder, of whatever format.

const files = (end: string): string[] =>
  readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(end))
    .sort();
const read = (file: string): string => readFileSync(join(__dirname, file), 'utf8');
const ledgerOf = (file: string): string => /([a-z]+)[^/\\]*$/.exec(file)?.[1] ?? '';
const beside = (file: string, end: string): string[] =>
  files(end).filter((each) => dirname(each) === dirname(file) && ledgerOf(each) === ledgerOf(file));
/** The keys that were published for a ledger: one, and another for each rotation. */
const keysOf = (file: string): string[] => beside(file, '.key').map((each) => read(each).trim());
const linesOf = (file: string): string[] => read(file).trimEnd().split('\n');

it('there are frozen papers of every kind', () => {
  for (const end of ['.jsonl', '.snapshot.json', '.proof', '.checkpoint', '.key']) expect(files(end)).not.toEqual([]);
});

describe('a frozen export holds, with the checkpoints that were signed over it:', () => {
  it.each(files('.jsonl'))('%s', async (file) => {
    const held = Object.fromEntries(beside(file, '.checkpoint').map((each) => [each, read(each)]));
    const result = await checkLines(linesOf(file), held, ...keysOf(file));
    expect(result).toMatchObject({ ok: true, faults: [] });
    expect(result.checkpoints.map(({ state }) => state)).toEqual(Object.keys(held).map(() => 'fits'));
  });
});

describe('a frozen snapshot is what was signed, by itself and held against the export:', () => {
  it.each(files('.snapshot.json'))('%s', async (file) => {
    const bytes = readFileSync(join(__dirname, file));
    const keys = keysOf(file).map((each) => secondVerifier.readKey(each));
    const [exported = ''] = beside(file, '.jsonl');
    for (const lines of [null, linesOf(exported).map((line) => Buffer.from(line))])
      expect(await secondVerifier.checkSnapshot(bytes, keys, lines)).toMatchObject({ ok: true, faults: [] });
  });
});

describe('a frozen proof leads to the signed root:', () => {
  it.each(files('.proof'))('%s', (file) => {
    const keys = keysOf(file).map((each) => secondVerifier.readKey(each));
    expect(secondVerifier.checkProof(read(file), keys)).toMatchObject({ ok: true });
  });
});
