import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allKeys, LedgerDirectory, type SqliteLedger, type ViewFold } from '@outturn/ledger';
import { contractViews } from '../../libs/ledger/src/contract/contract-views.js';
import { StandingClock } from '../../libs/ledger/src/contract/ledger-adapter.js';
import { said, say, together, withdrawn } from '../../libs/ledger/src/contract/sayings.js';

const POINTS = 100;
const BATCHES = 120;
/** Events that one transaction of the rebuild folds: the rebuild of a view takes six of them. */
const CHUNK = 100;
/** Two of the views fold all five events of a batch, one does not hear of the withdrawal. */
const FOLDS = BATCHES * (5 + 5 + 4);

/** Every view counts double and says so; whoever sees a row knows which release folded it. */
const renewed: readonly ViewFold[] = contractViews.map((view) => ({
  ...view,
  version: 2,
  apply: (row, event) => {
    const after = view.apply(row, event);
    return after === null ? null : { ...after, release: 2 };
  },
}));

/** A release of Outturn is, for a ledger, the views that it has. */
const release = (folder: string, views: readonly ViewFold[]): LedgerDirectory =>
  new LedgerDirectory(folder, {
    views,
    clock: new StandingClock(),
    readEvent: (event) => event,
    rebuildChunk: CHUNK,
  });

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'outturn-rebuild-'));
  const directory = release(folder, contractViews);
  await directory.create('walsall');
  const ledger = await directory.open('walsall');
  const sayings = Array.from({ length: BATCHES }, (_, batch) => {
    const events = [0, 1, 2, 3].map((index) =>
      said(`e${(batch * 4 + index) % 97}`, { value: String(batch), group: `g${batch % 7}` }),
    );
    return say(ledger, together(...events, withdrawn(`e${batch % 31}`)));
  });
  await Promise.all(sayings);
  await ledger.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of what lies on the disk at this moment: what whoever is killed now leaves to the next. */
function leave(path: string): void {
  mkdirSync(path);
  for (const suffix of ['', '-wal']) {
    const file = join(folder, `walsall.sqlite${suffix}`);
    if (existsSync(file)) copyFileSync(file, join(path, `walsall.sqlite${suffix}`));
  }
}

/** One digest of all versions of all rows for each view that readers are served from, as `name@version`. */
function servedViews(directory: string): Map<string, string> {
  const db = new Database(join(directory, 'walsall.sqlite'));
  try {
    const views = db
      .prepare("SELECT name, version FROM view WHERE name NOT LIKE 'rebuild:%' ORDER BY name")
      .raw()
      .all() as [string, number][];
    return new Map(views.map(([name, version]) => [`${name}@${version}`, digestOf(db, `view_${name}_${version}`)]));
  } finally {
    db.close();
  }
}

function digestOf(db: Database.Database, table: string): string {
  const rows = db.prepare(`SELECT key, from_position, content FROM ${table} ORDER BY key, from_position`).raw();
  const hash = createHash('sha256');
  for (const row of rows.iterate()) hash.update(JSON.stringify(row));
  return hash.digest('hex');
}

/** The digests of a ledger that a release has opened, and closed again. */
async function servedAfterOpening(directory: string, views: readonly ViewFold[]): Promise<Map<string, string>> {
  await (await release(directory, views).open('walsall')).close();
  return servedViews(directory);
}

/** Calls `look` at so many random folds of a rebuild of all views, and lets the rebuild go on. */
async function rebuildWatched(look: (point: number) => void): Promise<SqliteLedger> {
  const moments = new Set<number>();
  while (moments.size < POINTS) moments.add(Math.floor(Math.random() * FOLDS));
  let fold = 0;
  let point = 0;
  const watched = renewed.map((view) => ({
    ...view,
    apply: (row: object | null, event: Parameters<ViewFold['apply']>[1]) => {
      if (moments.has(fold)) look((point += 1));
      fold += 1;
      return view.apply(row, event);
    },
  }));
  return release(folder, watched).open('walsall');
}

describe(`a rebuild of the views that is interrupted, at ${POINTS} random points`, () => {
  it('leaves every view whole, old or new, and ends as one that nobody interrupted when it is begun again', async () => {
    const old = servedViews(folder);
    const left: string[] = [];
    const ledger = await rebuildWatched((point) => {
      const path = join(folder, `left ${point}`);
      leave(path);
      left.push(path);
    });
    await ledger.close();
    const clean = servedViews(folder);
    expect([...clean.keys()]).toEqual(['first_value@2', 'groups@2', 'latest@2']);
    expect(left.length).toBe(POINTS);

    const states = new Set<string>();
    for (const path of left) {
      const served = servedViews(path);
      expect(served.size).toBe(renewed.length);
      for (const [view, digest] of served) expect([view, digest]).toEqual([view, old.get(view) ?? clean.get(view)]);
      states.add([...served.keys()].join());
      expect(await servedAfterOpening(path, renewed)).toEqual(clean);
      rmSync(path, { recursive: true });
    }
    // Before the first view was swapped, and between the others.
    expect(states.size).toBe(renewed.length);
  });

  it('leaves the release before able to go on with its own views', async () => {
    const old = servedViews(folder);
    const left: string[] = [];
    const ledger = await rebuildWatched((point) => {
      if (point % 10 !== 0) return;
      left.push(join(folder, `left ${point}`));
      leave(left.at(-1) ?? '');
    });
    await ledger.close();
    for (const path of left) expect(await servedAfterOpening(path, contractViews)).toEqual(old);
  });

  it('keeps nobody waiting: a process of the release before reads its rows until they are swapped', async () => {
    const before = await release(folder, contractViews).open('walsall');
    const rowsOf = (view: string): unknown => before.read((reader) => [...reader.rows(view, allKeys, reader.position)]);
    const rows = new Map(contractViews.map(({ name }) => [name, rowsOf(name)]));
    const taken: number[] = [];
    const ledger = await rebuildWatched(() => {
      const served = [...servedViewNames()].filter((view) => view.endsWith('@1'));
      for (const view of served) {
        const name = view.slice(0, -'@1'.length);
        expect(rowsOf(name)).toEqual(rows.get(name));
      }
      taken.push(renewed.length - served.length);
    });
    await Promise.all([before.close(), ledger.close()]);
    expect(new Set(taken)).toEqual(new Set([0, 1, 2]));
  });
});

/** What readers are served at this moment, seen from another connection. */
function* servedViewNames(): Generator<string> {
  const db = new Database(join(folder, 'walsall.sqlite'), { readonly: true });
  try {
    const views = db.prepare("SELECT name || '@' || version FROM view WHERE name NOT LIKE 'rebuild:%'").pluck();
    yield* views.all() as string[];
  } finally {
    db.close();
  }
}
