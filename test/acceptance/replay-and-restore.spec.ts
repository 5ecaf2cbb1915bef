import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { figureView } from '@outturn/views';
import { outturn, outturnJson } from '../programs/terminal';
import { demoStore } from './demo-store';

const store = demoStore();
const councils = ['dudley', 'walsall', 'wiltshire'];
let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'outturn-restored-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Replay {
  readonly position: number;
  readonly rows: number;
  readonly differences: readonly object[];
}
interface History {
  readonly position: number;
  readonly root: string;
  readonly rows: readonly { readonly position: number; readonly type: string; readonly texts: object }[];
}
const replay = (data: string, ledger: string) => outturnJson<Replay>(data, 'replay', ledger);
const history = (data: string, ledger: string) => outturnJson<History>(data, 'history', ledger);
const redactCommentary = async (data: string, ledger: string): Promise<number> => {
  const { rows } = await history(data, ledger);
  const position =
    rows.find(({ type, texts }) => type === 'KpiReturnSubmitted' && 'commentary' in texts)?.position ?? 0;
  const done = await outturn(
    data,
    'text',
    'redact',
    ledger,
    String(position),
    '--field',
    'commentary',
    '--reason',
    'A name.',
  );
  expect(done).toMatchObject({ exitCode: 0 });
  return position;
};

/** Every event as it lies, with its digest: read by nothing of ours. */
const stored = (file: string) => {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare('SELECT position, bytes, lower(hex(leaf)) AS leaf FROM event ORDER BY position').all();
  } finally {
    db.close();
  }
};

describe('the demo store', () => {
  it.each(councils)('replays without a difference: %s', async (ledger) => {
    const report = await replay(store.data, ledger);
    expect(report.differences).toEqual([]);
    expect(report.rows).toBeGreaterThan(0);
  });

  it('names a view row that somebody changed, by view, key and column, and ends with exit code 6', async () => {
    const data = mkdtempSync(join(folder, 'changed-'));
    copyFileSync(join(store.data, 'walsall.sqlite'), join(data, 'walsall.sqlite'));
    const db = new Database(join(data, 'walsall.sqlite'));
    const changed = db
      .prepare(
        `UPDATE view_figure_${figureView.version} SET content = json_set(content, '$.value', '28') WHERE key LIKE 'training-members%'`,
      )
      .run();
    db.close();
    expect(changed.changes).toBe(1);
    const { exitCode, stdout } = await outturn(data, 'replay', 'walsall', '--json');
    expect(exitCode).toBe(6);
    expect((JSON.parse(stdout) as Replay).differences).toMatchObject([
      {
        view: 'figure',
        key: 'training-members\u001Fall\u001F@2012-05-11',
        column: 'value',
        kept: '"28"',
        rebuilt: '"26.6"',
      },
    ]);
    expect((await outturn(data, 'replay', 'walsall')).stdout).toMatch(/training-members/);
  });
});

describe('a redacted commentary', () => {
  it('leaves replay passing, and reads as redacted', async () => {
    const position = await redactCommentary(store.data, 'wiltshire');
    expect((await replay(store.data, 'wiltshire')).differences).toEqual([]);
    const { rows, position: head } = await history(store.data, 'wiltshire');
    expect(rows[position - 1]?.texts).toMatchObject({ commentary: `[redacted at position ${head}]` });
  });
});

describe('an export that is restored', () => {
  it.each(councils)('gives the same positions, digests and bytes, redactions included: %s', async (ledger) => {
    if (ledger === 'walsall') await redactCommentary(store.data, ledger);
    const file = join(folder, `${ledger}.jsonl`);
    const data = mkdtempSync(join(folder, `${ledger}-`));
    expect(await outturn(store.data, 'export', ledger, '--out', file)).toMatchObject({ exitCode: 0 });
    expect(await outturn(data, 'ledger', 'restore', file)).toMatchObject({ exitCode: 0 });
    expect(stored(join(data, `${ledger}.sqlite`))).toEqual(stored(join(store.data, `${ledger}.sqlite`)));
    expect(await history(data, ledger)).toEqual(await history(store.data, ledger));
    expect((await replay(data, ledger)).differences).toEqual([]);
    const again = join(folder, `${ledger}-again.jsonl`);
    await outturn(data, 'export', ledger, '--out', again);
    expect(readFileSync(again)).toEqual(readFileSync(file));
  });

  it('holds no word that was redacted', async () => {
    const file = join(folder, 'walsall.jsonl');
    expect(readFileSync(file, 'utf8')).not.toContain('16 members have attended one course');
  });
});
