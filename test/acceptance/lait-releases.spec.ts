import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { Outturn, OutturnModule, ownerOf, type ImportReport } from '@outturn/wiring';
import { cellKey, cellsOf, releases, releasesAreHere, sourceFile, type Cell, type Release } from './published-releases';

const owner = ownerOf('tester');
const via = { via: 'import' } as const;
let data: string;
let context: INestApplicationContext;
let outturn: Outturn;
const reports = new Map<string, ImportReport>();

const take = ({ file, date }: Release): Promise<ImportReport> =>
  outturn.importFiles(
    owner,
    'england',
    { files: [sourceFile(file)], options: { occurred: date, dictionary: sourceFile('dictionary.csv') }, dryRun: false },
    via,
  );
const reportOf = ({ file }: Release): ImportReport => reports.get(file) as ImportReport;
const headPosition = async (): Promise<number> => (await outturn.ask(owner, 'england', 'summary', {})).position;

/** The cells that are not as they must be, the ones that must be there and are not, and the ones too many: none, if all is well. */
async function wrongCells(knownAt: string, expected: ReadonlyMap<string, Cell>): Promise<string[]> {
  const missing = new Set(expected.keys());
  const wrong: string[] = [];
  for (const page of (await outturn.ask(owner, 'england', 'figures', { knownAt })).pages) {
    for (const { indicator, area, source_period, published, value, symbol } of page) {
      const key = cellKey(indicator, area, source_period ?? '');
      const cell = expected.get(key);
      missing.delete(key);
      if (cell?.published !== published || cell.value !== value || cell.symbol !== symbol)
        wrong.push(`${key}: ${JSON.stringify({ published, value, symbol })} for ${JSON.stringify(cell)}`);
    }
  }
  return [...wrong, ...[...missing].map((key) => `${key} is missing`)];
}

const described = releasesAreHere ? describe : describe.skip;

described(`the 17 releases of the DfE${releasesAreHere ? '' : ' (skipped: ../shared/data/lait is not here)'}`, () => {
  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'outturn-lait-'));
    context = await NestFactory.createApplicationContext(OutturnModule.forRoot({ data, writer: 'in-process' }), {
      logger: ['error', 'warn'],
    });
    outturn = context.get(Outturn);
    await outturn.createLedger(owner, 'england', { name: 'Department for Education' }, via);
    for (const release of releases) reports.set(release.file, await take(release));
  });
  afterAll(async () => {
    await context.close();
    rmSync(data, { recursive: true, force: true });
  });

  it('are all taken, in order, without a row that cannot be read or is refused', () => {
    expect(releases).toHaveLength(17);
    expect(releases.filter(({ isLastOfItsDay }) => !isLastOfItsDay).map(({ file }) => file)).toEqual([
      '2025-02-14-2db9c9b.csv.gz',
      '2025-07-14-00c38ec.csv.gz',
    ]);
    expect([...reports.values()].filter(({ problemCount, refusedCount }) => problemCount + refusedCount > 0)).toEqual(
      [],
    );
  });

  it('lose 4,760 cells between them', () => {
    expect([...reports.values()].reduce((sum, { withdrawn }) => sum + withdrawn, 0)).toBe(4_760);
  });

  it('are each an event, the eight that change no cell too', async () => {
    const { rows } = await outturn.ask(owner, 'england', 'history', { from: 2 });
    expect(rows.filter(({ type }) => type === 'ReleasePublished').map(({ occurredAt }) => occurredAt)).toEqual(
      releases.map(({ date }) => date),
    );
    const quiet = releases.filter((release) => reportOf(release).accepted + reportOf(release).withdrawn === 0);
    expect(quiet).toHaveLength(8);
    for (const release of quiet)
      expect(rows[reportOf(release).position - 2]).toMatchObject({ type: 'ReleasePublished' });
  });

  it.each(releases)(
    'are known as they were published, cell by cell: $file at its position, and at its date where it is the last of it',
    async (release) => {
      const expected = cellsOf(release);
      expect(expected.size).toBeGreaterThan(70_000);
      expect(await wrongCells(String(reportOf(release).position), expected)).toEqual([]);
      // An answer is made from its position alone, so where the date leads to that position the cells are the same.
      const { grounds } = await outturn.ask(owner, 'england', 'figures', { knownAt: release.date });
      expect(grounds.position === reportOf(release).position).toBe(release.isLastOfItsDay);
    },
  );

  it.each(['2024-11-19-3db9701.csv.gz', '2025-02-14-78c577b.csv.gz', '2025-07-14-6ed1572.csv.gz'])(
    'add no event when they come again: %s',
    async (file) => {
      const release = releases.find((each) => each.file === file) as Release;
      const head = await headPosition();
      expect(await take(release)).toMatchObject({ accepted: 0, withdrawn: 0, position: head });
      expect(await headPosition()).toBe(head);
    },
  );

  it.each([
    ['2024-11-19', '69'],
    ['2024-11-20', '68'],
  ])('say of long-term stability in England for 2023, known at %s, that it was %s', async (knownAt, value) => {
    const { pages } = await outturn.ask(owner, 'england', 'figures', {
      indicator: 'LAC_LongStable%',
      area: 'England',
      knownAt,
    });
    const figures = [...pages].flat().filter(({ source_period }) => source_period === '2023');
    expect(figures).toMatchObject([{ value, published: value, period: '2022-23', symbol: null, area_code: '970' }]);
  });

  it('replay without a difference', async () => {
    const { differences, otherVersions, rows } = await outturn.replay(owner, 'england', undefined, () => undefined);
    expect([differences, otherVersions]).toEqual([[], []]);
    expect(rows).toBeGreaterThan(90_000);
  });
});
