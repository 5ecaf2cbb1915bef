import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assessedScorecard, exportLines, readEvent, readHeader, restoreLedger } from '@outturn/application';
import { assessmentUnder } from '@outturn/domain';
import { systemClock } from '@outturn/kernel';
import { LedgerDirectory } from '@outturn/ledger';
import { views } from '@outturn/views';

// A ledger of every release is kept as that release exported it. Whatever changes in the software, these must be read,
// give the same bytes and root, and answer as they did; a change of the rules comes with new versions of them.

/** Long after: a ledger that is open for migration is judged on the day of the last thing told, whatever day it is. */
const LATER = '2031-01-01';

const releases = readdirSync(__dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const frozen = releases.flatMap(({ name }) =>
  readdirSync(join(__dirname, name))
    .filter((file) => file.endsWith('.scorecard.json'))
    .map((file) => ({ release: name, ledger: file.slice(0, -'.scorecard.json'.length) })),
);

const rulesOf010 = assessmentUnder({ assessment: 'assessment@1', rag: 'default@1' })!;

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  for (const line of lines) yield await Promise.resolve(line);
}

describe.each(frozen)('the ledger $ledger as release $release left it', ({ release, ledger }) => {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-golden-'));
  const directory = new LedgerDirectory(folder, { views, clock: systemClock, readEvent });
  const read = (file: string): string => readFileSync(join(__dirname, release, file), 'utf8');
  const lines = read(`${ledger}.jsonl`).trimEnd().split('\n');

  beforeAll(async () => {
    const [first = '', ...rest] = lines;
    await restoreLedger(directory, readHeader(first), each(rest));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is restored to the same bytes and the same root', async () => {
    const open = await directory.open(ledger);
    expect([...exportLines(open)]).toEqual(lines);
    await open.close();
  });

  it('answers with the same scorecard, under the rules of that release', async () => {
    const open = await directory.open(ledger);
    const answer = open.read((reader) => {
      const { rows, ...rest } = assessedScorecard(reader, { today: LATER }, rulesOf010);
      const words = (digest: string | null) => {
        const kept = digest === null ? null : reader.text(digest);
        return kept !== null && 'text' in kept ? kept.text : null;
      };
      return { ...rest, rows: rows.map((row) => ({ ...row, commentary: words(row.commentary), source: words(row.source) })) };
    });
    expect(JSON.parse(JSON.stringify(answer))).toEqual(JSON.parse(read(`${ledger}.scorecard.json`)));
    await open.close();
  });

  it('replays to the views that it has', async () => {
    const report = await directory.replay(ledger, undefined, () => undefined);
    expect(report).toMatchObject({ differences: [], otherVersions: [] });
  });
});
