import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BUILD_TIME, buildOnce, Store } from './outturn.js';

interface Event {
  readonly position: number;
  readonly texts: Readonly<Record<string, string | null>>;
}

describe('a ledger that leaves the council', () => {
  const store = new Store();
  const elsewhere = new Store();
  const exported = path.join(store.folder, 'walsall.jsonl');
  beforeAll(() => {
    buildOnce();
    store.takeSample('walsall', 'Walsall Council');
  }, BUILD_TIME);
  afterAll(() => {
    store.remove();
    elsewhere.remove();
  });

  it('replays, and keeps doing so when a text has been removed', () => {
    const rows = store.json('history', 'walsall')['rows'] as Event[];
    const said = rows.find(({ texts }) => texts['commentary'] !== undefined);
    const position = String(said?.position);
    expect(
      store.run('text', 'redact', 'walsall', position, '--field', 'commentary', '--reason', 'a name').exitCode,
    ).toBe(0);
    expect(store.run('history', 'walsall', '--from', position, '--to', position).stdout).toContain(
      '[redacted at position',
    );
    expect(store.json('replay', 'walsall')).toMatchObject({ differences: [] });
  });

  it('is exported whole and restored with the same position and root', () => {
    const { position, root, events } = store.json('export', 'walsall', '--out', exported);
    expect(events).toBe(position);
    expect(elsewhere.json('ledger', 'restore', exported)).toMatchObject({ ledger: 'walsall', position, root });
    expect(elsewhere.json('replay', 'walsall')).toMatchObject({ differences: [], position, root });
    expect(elsewhere.run('export', 'walsall', '--out', '-').stdout).toBe(readFileSync(exported, 'utf8'));
  });

  it('is not restored over one that is there, nor from an export that was cut short', () => {
    expect(elsewhere.run('ledger', 'restore', exported).exitCode).toBe(4);
    const cut = path.join(store.folder, 'cut.jsonl');
    writeFileSync(cut, readFileSync(exported, 'utf8').split('\n').slice(0, 20).join('\n'));
    const third = new Store();
    expect(third.run('ledger', 'restore', cut).exitCode).toBe(6);
    expect(third.json('ledger', 'list')).toEqual({ rows: [], unreadable: [] });
    third.remove();
  });

  it('an export replaces its own older one and no other file', () => {
    const precious = path.join(store.folder, 'precious.txt');
    writeFileSync(precious, 'mine');
    expect(store.run('export', 'walsall', '--out', exported).exitCode).toBe(0);
    expect(store.run('export', 'walsall', '--out', precious).exitCode).toBe(3);
    expect(readFileSync(precious, 'utf8')).toBe('mine');
  });

  it('a snapshot is a whole file, is issued as an event, and is not written over', () => {
    const paper = path.join(store.folder, 'paper.json');
    const issued = ['--issue-to', 'Corporate Parenting Board', '--occurred', '2012-07-31'];
    const taken = store.json('snapshot', 'walsall', '--out', paper, ...issued);
    const snapshot = JSON.parse(readFileSync(paper, 'utf8')) as Record<string, unknown>;
    expect(snapshot).toMatchObject({ digest: taken['digest'], position: taken['position'], root: taken['root'] });
    const last = (store.json('history', 'walsall')['rows'] as { type: string; position: number }[]).at(-1);
    expect(last).toMatchObject({ type: 'SnapshotIssued', position: taken['issuedAt'] });
    expect(store.run('snapshot', 'walsall', '--out', paper).exitCode).toBe(3);
    expect(store.run('snapshot', 'walsall', '--out', path.join(store.folder, 'no/where.json')).exitCode).toBe(3);
    expect(readdirSync(store.folder).filter((name) => name.includes('unfinished'))).toEqual([]);
    expect(existsSync(paper)).toBe(true);
  });
});
