import { copyFileSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import {
  linesOf,
  proveSnapshot,
  readEvent,
  readHeader,
  readSnapshotFile,
  restoreLedger,
  verify,
  verifySnapshot,
  type ProvenSnapshot,
} from '@outturn/application';
import { DefineIndicator, IssueSnapshot, OpenLedger, RedactText, SetTarget, SubmitReturn } from '@outturn/domain';
import {
  leafHash,
  LedgerDirectory,
  readTlogProof,
  readVerificationKey,
  replayHolds,
  signerOf,
  verifyInclusion,
} from '@outturn/ledger';
import { views } from '@outturn/views';
import { stability } from '../../libs/application/src/temporary-ledger.fixture.js';
import {
  keptLedger,
  textMembers,
  type KeptLedger,
} from '../../libs/ledger/src/sqlite/verification/kept-ledger.fixture.js';
import { TamperedLedger, withoutTriggers } from '../../libs/ledger/src/sqlite/verification/tampered-ledger.fixture.js';
import { replayViews } from '../../libs/ledger/src/sqlite/replay-views.js';
import { verifyLedger } from '../../libs/ledger/src/sqlite/verify-ledger.js';
import { ExportedStore } from './exported-store.js';
import { secondVerifier } from './second-verifier.js';

// Whatever single thing is changed in what somebody holds, or in the file of a ledger, the check that covers it notices.
// What it need not notice is named here, with the reason.

/** A ledger of a few events with everything in it that a file may hold: figures, a target, texts, a redaction, an issue. */
class SmallStore extends ExportedStore {
  override async create(): Promise<void> {
    await this.empty('walsall');
    await this.accept(OpenLedger, { name: 'Walsall Council', areaCode: '335' });
    await this.accept(DefineIndicator, { ...stability, frequencies: ['quarter'], owner: 'Kim Brown' });
    const figure = { indicator: stability.id, value: '77', period: '2017-18Q1' };
    await this.accept(SetTarget, { indicator: stability.id, period: '2017-18Q1', kind: 'point', value: '80' });
    const said = await this.accept(SubmitReturn, { ...figure, commentary: 'It names a child.' });
    await this.accept(SubmitReturn, { ...figure, value: '78', commentary: 'Zwölf.\u2028Good.', reason: 'Late.' });
    await this.accept(RedactText, { position: said.position, field: 'commentary', reason: 'It named a child.' });
    await this.import({ 'returns.csv': ['indicator,period,value,source', `${stability.id},2017-18Q2,79,A list`] });
  }
}

const clock = { now: () => '2026-12-01T00:00:00.000Z' };
const store = new SmallStore();
let kept: KeptLedger;
let paper: Buffer;
let proof: string;
let checkpoint: string;
let exported: Buffer;
let key: string;

beforeAll(async () => {
  kept = await keptLedger();
  await store.create();
  const snapshot = store.ask('snapshot', { preparedFor: 'Full Council' });
  const proven = (): ProvenSnapshot => store.ledger.read((reader) => proveSnapshot(reader, snapshot, store.keys));
  const { digest, position, asAt, rules } = proven();
  await store.accept(IssueSnapshot, { digest, position, asAt, rules, issuedTo: 'Full Council' });
  paper = Buffer.from(`${JSON.stringify(proven(), null, 2)}\n`);
  proof = store.proofOf(4);
  checkpoint = store.checkpoint;
  exported = Buffer.from(store.lines.map((line) => `${line}\n`).join(''));
  ({ key } = store);
  await store.close();
});
afterAll(async () => {
  kept.remove();
  await store.open();
  await store.remove();
});

/** One byte changed, put in or taken out. */
interface Edit {
  readonly how: 'changed' | 'put in' | 'taken out';
  readonly at: number;
  readonly byte: number;
}

/** At a share of the way through what is changed. Blanks and the ends of tokens are tried oftener than chance would. */
const edits: fc.Arbitrary<(bytes: Buffer) => Edit> = fc
  .record({
    how: fc.constantFrom('changed' as const, 'changed' as const, 'put in' as const, 'taken out' as const),
    share: fc.nat({ max: 2 ** 31 - 1 }),
    byte: fc.oneof(fc.nat({ max: 255 }), fc.constantFrom(...Buffer.from(' \t\r\n"\\{}[]:,0Aa'))),
  })
  .map(({ share, ...edit }) => (bytes) => ({ ...edit, at: share % bytes.length }));

function edited(bytes: Buffer, { how, at, byte }: Edit): Buffer {
  const put = how === 'taken out' ? [] : [byte];
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(put), bytes.subarray(how === 'put in' ? at : at + 1)]);
}

/** Runs a check on copies with one byte changed each. */
async function everyEdit(
  bytes: () => Buffer,
  runs: number,
  check: (made: Buffer) => Promise<void> | void,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(edits, async (editOf) => {
      const made = edited(bytes(), editOf(bytes()));
      fc.pre(!made.equals(bytes()));
      await check(made);
    }),
    { numRuns: runs },
  );
}

/** A refusal counts; a machine that breaks does not. */
async function refuses(check: () => Promise<boolean> | boolean): Promise<boolean> {
  try {
    return !(await check());
  } catch (error) {
    if (error instanceof Error && /^(LedgerDamaged|LedgerUnreadable|QueryRefused|Broken)$/.test(error.constructor.name))
      return true;
    throw error;
  }
}

describe('one byte of an export that is changed, put in or taken out', () => {
  /** The lines of a kind: chance alone would change hardly anything but events. */
  const part = (beginning: string): [from: number, to: number] => {
    const from = exported.indexOf(beginning);
    const last = exported.lastIndexOf(beginning);
    return [from, exported.indexOf('\n', last) + 1];
  };
  const editedIn =
    (beginning: string, made: (whole: Buffer) => Promise<void>) =>
    (changed: Buffer): Promise<void> => {
      const [from, to] = part(beginning);
      return made(Buffer.concat([exported.subarray(0, from), changed, exported.subarray(to)]));
    };
  /** The line feed behind the last line is all that may be missing. */
  const isHarmless = (made: Buffer): boolean => made.equals(exported.subarray(0, -1));

  async function* lines(bytes: Buffer): AsyncGenerator<string> {
    yield* linesOf([bytes] as unknown as AsyncIterable<Buffer>);
  }
  const isRestored = async (made: Buffer): Promise<boolean> => {
    const directory = new LedgerDirectory(mkdtempSync(join(store.folder, 'restored-')), { views, readEvent, clock });
    const read = lines(made);
    const first = await read.next();
    const header = readHeader(first.done === true ? '' : first.value);
    await restoreLedger(directory, header, { [Symbol.asyncIterator]: () => read });
    return true;
  };
  const bufferLines = (bytes: Buffer): Buffer[] => {
    const found: Buffer[] = [];
    for (let from = 0; from < bytes.length;) {
      const end = bytes.indexOf(0x0a, from);
      found.push(bytes.subarray(from, end < 0 ? bytes.length : end));
      from = end < 0 ? bytes.length : end + 1;
    }
    return found;
  };
  const secondHolds = async (made: Buffer): Promise<boolean> =>
    (await secondVerifier.checkExport(bufferLines(made), [], [])).ok;

  it.each([
    ['the header', '{"outturn"', 20],
    ['an event', '{"event"', 8],
    ['a text', '{"text"', 30],
    ['the end', '{"end"', 10],
  ])('is refused by whoever restores and by the second verifier: %s', async (_name, beginning, runs) => {
    const change = editedIn(beginning, async (made) => {
      fc.pre(!isHarmless(made));
      expect({
        restore: await refuses(() => isRestored(made)),
        second: await refuses(() => secondHolds(made)),
      }).toEqual({
        restore: true,
        second: true,
      });
    });
    await everyEdit(() => exported.subarray(...part(beginning)), runs, change);
  });

  it('is nothing: what nobody has changed holds for both', async () => {
    expect([await isRestored(exported), await secondHolds(exported)]).toEqual([true, true]);
  });
});

describe('one byte of a snapshot file that is changed, put in or taken out', () => {
  const isHeld = async (made: Buffer): Promise<boolean> => {
    const read = readSnapshotFile(made);
    return read.kind === 'snapshot' && (await verifySnapshot(read.snapshot, key, null)).ok;
  };
  const secondHolds = async (made: Buffer): Promise<boolean> =>
    (await secondVerifier.checkSnapshot(made, [secondVerifier.readKey(key)], null)).ok;
  /** Blanks between the tokens of JSON say nothing: how it is indented is left to whoever wrote the file. */
  const tokens = (made: Buffer): string =>
    made.toString('latin1').replace(/"(?:[^"\\]|\\.)*"|[ \t\r\n]+/g, (token) => (token.startsWith('"') ? token : ''));

  const isJson = (made: Buffer): boolean => {
    try {
      JSON.parse(made.toString('utf8'));
      return true;
    } catch {
      return false;
    }
  };

  it('is refused by the product and by the second verifier, but for blanks between tokens', async () => {
    expect([await isHeld(paper), await secondHolds(paper)]).toEqual([true, true]);
    await everyEdit(
      () => paper,
      150,
      async (made) => {
        const harmless = tokens(made) === tokens(paper) && isJson(made);
        expect({ product: await refuses(() => isHeld(made)), second: await refuses(() => secondHolds(made)) }).toEqual({
          product: !harmless,
          second: !harmless,
        });
      },
    );
  });
});

describe('one byte of what was signed that is changed, put in or taken out', () => {
  it('of a proof, is refused by the product and by the second verifier', async () => {
    const pinned = readVerificationKey(key);
    if (pinned === null) throw new Error('the key is one');
    const isHeld = (made: string): boolean => {
      const read = readTlogProof(made);
      if (read === null || signerOf(read.head.note, [pinned]) === null) return false;
      return verifyInclusion(leafHash(read.extra), read.index, read.head.size, read.hashes, read.head.root);
    };
    expect(isHeld(proof)).toBe(true);
    await everyEdit(
      () => Buffer.from(proof),
      200,
      async (made) => {
        const text = made.toString('utf8');
        const second = () => secondVerifier.checkProof(text, [secondVerifier.readKey(key)]).ok;
        expect({ product: !isHeld(text), second: await refuses(second) }).toEqual({ product: true, second: true });
      },
    );
  });

  it('of a checkpoint, is refused by the product and by the second verifier', async () => {
    const file = store.directory.fileOf('walsall');
    const lines = exported
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((line) => Buffer.from(line));
    const isHeld = async (made: string): Promise<boolean> =>
      (await verify({ path: file, ledger: 'walsall', checkpoint: made, key, onProgress: () => undefined })).ok;
    expect(await isHeld(checkpoint)).toBe(true);
    await everyEdit(
      () => Buffer.from(checkpoint),
      60,
      async (made) => {
        const text = made.toString('utf8');
        const second = async () =>
          (await secondVerifier.checkExport(lines, [{ file: 'held', text }], [secondVerifier.readKey(key)])).ok;
        expect({ product: await refuses(() => isHeld(text)), second: await refuses(second) }).toEqual({
          product: true,
          second: true,
        });
      },
    );
  });
});

// ------------------------------------------------------------------------------------------------ the database

/** What is done to one column of one row, in SQL. */
const changes = {
  another: (column: string) =>
    `CASE typeof(${column}) WHEN 'integer' THEN ${column} + 1 WHEN 'null' THEN 1
     WHEN 'blob' THEN CAST(substr(${column}, 1, length(${column}) - 1) || x'07' AS BLOB) ELSE ${column} || '0' END`,
  'less by one': (column: string) =>
    `CASE typeof(${column}) WHEN 'integer' THEN ${column} - 1 WHEN 'null' THEN '' ELSE substr(${column}, 2) END`,
  nothing: () => 'NULL',
  'the same of another type': (column: string) =>
    `CASE typeof(${column}) WHEN 'blob' THEN CAST(${column} AS TEXT) WHEN 'text' THEN CAST(${column} AS BLOB) ELSE ${column} END`,
} as const;

/** What nothing covers, and why that is so. */
const uncovered: Readonly<Record<string, string>> = {
  'ledger.source_key': 'it never leaves this machine, and what it made cannot be made again without the files',
  'source_row.digest':
    'keyed by it, over rows of files that are not kept: at worst a row is taken for new or for known',
  'source_row.entity_version': 'one version of its entity for another: at worst a row is taken for new or for known',
};

/** What the file says of itself, changed. Each statement is one that a file of this product never has. */
const remade: Readonly<Record<string, string>> = {
  'a trigger that rewrites what is written':
    "CREATE TRIGGER rewrites AFTER INSERT ON text BEGIN UPDATE text SET text = 'Good.' WHERE digest = NEW.digest; END",
  'a trigger over the rows of views': 'CREATE TRIGGER loses AFTER INSERT ON view BEGIN DELETE FROM source_row; END',
  'a trigger that is gone': 'DROP TRIGGER event_is_never_changed',
  'a trigger that refuses nothing':
    'DROP TRIGGER event_is_never_deleted; CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event BEGIN SELECT 1; END',
  'a view that shows something else':
    "DROP VIEW event_field; CREATE VIEW event_field AS SELECT position, 'KpiReturnSubmitted' AS type, entity, entity_version, '' AS recorded_at, '' AS occurred_at, '' AS known_from, 'mary' AS actor, '' AS via, '' AS batch_id, '{}' AS data FROM event",
  'a view of its own': 'CREATE VIEW figures AS SELECT 91 AS value',
  'an index that is gone': 'DROP INDEX text_by_entity',
  'an index that is unique':
    'DROP INDEX source_row_by_entity; CREATE UNIQUE INDEX source_row_by_entity ON source_row (digest)',
  'a table of its own': 'CREATE TABLE notes (note TEXT)',
  'a column more': 'ALTER TABLE text ADD COLUMN note TEXT',
  'a column with a default': "ALTER TABLE view ADD COLUMN note TEXT DEFAULT 'none'",
};

/** A ledger's file and a copy of it in which one thing at a time is changed. */
class Changed {
  private readonly base: string;
  private readonly copy: string;

  constructor(path: string) {
    this.base = `${path}.base`;
    this.copy = `${path}.changed`;
    // One file, so that every copy of it is cheap.
    TamperedLedger.copyOf(path, this.base).close();
  }

  get columns(): readonly { readonly table: string; readonly column: string; readonly rows: number }[] {
    return this.asked((db) => {
      const tables = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        .pluck()
        .all() as string[];
      return tables.flatMap((table) => {
        const rows = db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number;
        const columns = db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];
        return rows === 0 ? [] : columns.map((column) => ({ table, column, rows }));
      });
    });
  }

  /** The condition that names one row of a table by its key. */
  rowOf(table: string, row: number): string {
    return this.asked((db) => {
      const keys = db.prepare('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk').pluck().all(table);
      const found = db
        .prepare(`SELECT ${keys.map((key) => `quote("${String(key)}")`).join()} FROM "${table}" LIMIT 1 OFFSET ?`)
        .raw()
        .get(row) as string[];
      return keys.map((key, at) => `"${String(key)}" IS ${found[at]}`).join(' AND ');
    });
  }

  /** @returns the path of the changed copy; null where the file does not take the change, or is the same after it */
  by(sql: string): string | null {
    copyFileSync(this.base, this.copy);
    const db = new Database(this.copy);
    try {
      db.pragma('synchronous = OFF');
      return withoutTriggers(db, () => db.prepare(sql).run()).changes === 0 ? null : this.copy;
    } catch (error) {
      if (/SQLITE_(CONSTRAINT|MISMATCH)/.test(String((error as { code?: unknown }).code))) return null;
      throw error;
    } finally {
      db.close();
    }
  }

  /** @returns the path of a copy over which statements ran */
  remade(sql: string): string {
    copyFileSync(this.base, this.copy);
    const db = new Database(this.copy);
    db.exec(sql);
    db.close();
    return this.copy;
  }

  private asked<Answer>(ask: (db: Database.Database) => Answer): Answer {
    const db = new Database(this.base, { readonly: true });
    try {
      return ask(db);
    } finally {
      db.close();
    }
  }
}

const onProgress = (): void => undefined;

describe('one column of one row of a ledger’s file that is changed', () => {
  const holdsByVerify = async (path: string): Promise<boolean> =>
    (await verifyLedger({ path, ledger: 'walsall', sizes: [], textMembers, onProgress })).faults.length === 0;
  const holdsByBoth = async (path: string): Promise<boolean> => {
    if (!(await verify({ path, ledger: 'walsall', onProgress })).ok) return false;
    const options = { path, ledger: 'walsall', views, readEvent, clock };
    const report = await replayViews(options, undefined, onProgress);
    return replayHolds(report) && report.otherVersions.length === 0;
  };

  /** Each column in each way, in a row that is drawn. */
  async function everyChange(file: Changed, holds: (path: string) => Promise<boolean>): Promise<void> {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), async (draw) => {
        for (const { table, column, rows } of file.columns) {
          if (Object.hasOwn(uncovered, `${table}.${column}`)) continue;
          for (const change of Object.values(changes)) {
            const value = change(`"${column}"`);
            const where = file.rowOf(table, (draw.next().value ?? 0) % rows);
            const changed = `"${column}" IS NOT (${value}) OR typeof("${column}") <> typeof(${value})`;
            const sql = `UPDATE "${table}" SET "${column}" = ${value} WHERE ${where} AND (${changed})`;
            const path = file.by(sql);
            if (path !== null)
              expect({ sql, noticed: await refuses(() => holds(path)) }).toEqual({ sql, noticed: true });
          }
        }
      }),
      { numRuns: 1 },
    );
  }

  it('is noticed by verify and the replay with it', async () => {
    const file = new Changed(store.directory.fileOf('walsall'));
    expect(new Set(file.columns.map(({ table }) => table.replace(/^view_.*/, 'view_…')))).toEqual(
      new Set(['event', 'text', 'view', 'view_…', 'ledger', 'source_row', 'merkle_frontier']),
    );
    await everyChange(file, holdsByBoth);
  });

  it('is noticed by verify alone where a view has no part in it, in tiles too', async () => {
    const file = new Changed(kept.path);
    expect(file.columns.map(({ table }) => table)).toContain('merkle_tile');
    await everyChange(file, holdsByVerify);
  });

  it('is noticed where the whole row is gone', async () => {
    const file = new Changed(store.directory.fileOf('walsall'));
    for (const [table, { rows }] of new Map(file.columns.map((each) => [each.table, each]))) {
      // A row that is taken for new: see above.
      if (table === 'source_row') continue;
      const path = file.by(`DELETE FROM "${table}" WHERE ${file.rowOf(table, rows - 1)}`) ?? '';
      expect({ table, noticed: await refuses(() => holdsByBoth(path)) }).toEqual({ table, noticed: true });
    }
  });

  it('is noticed where a row of a view is put in, also one that would only show later', async () => {
    const file = new Changed(store.directory.fileOf('walsall'));
    for (const table of new Set(file.columns.map((each) => each.table).filter((each) => each.startsWith('view_')))) {
      for (const position of [0, 1, 1_000]) {
        const path =
          file.by(`INSERT INTO ${table} (key, from_position, content) VALUES ('put in', ${position}, '{}')`) ?? '';
        expect({ table, noticed: await refuses(() => holdsByBoth(path)) }).toEqual({ table, noticed: true });
      }
    }
  });

  it.each(Object.keys(remade))('is noticed by verify where the file itself has %s', async (what) => {
    const file = new Changed(kept.path);
    expect(await refuses(() => holdsByVerify(file.remade('')))).toBe(false);
    expect(await refuses(() => holdsByVerify(file.remade(remade[what] ?? '')))).toBe(true);
  });

  it('is nothing: what nobody has changed holds', async () => {
    const both = new Changed(store.directory.fileOf('walsall')).by('UPDATE view SET name = name') ?? '';
    expect(await holdsByBoth(both)).toBe(true);
    expect(await holdsByVerify(new Changed(kept.path).by('UPDATE text SET field = field') ?? '')).toBe(true);
  });
});
