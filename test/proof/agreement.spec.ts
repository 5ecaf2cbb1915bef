import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { exportLines, readEvent, verify } from '@outturn/application';
import { systemClock } from '@outturn/kernel';
import { LedgerDirectory } from '@outturn/ledger';
import { views } from '@outturn/views';
import { TamperedLedger } from '../../libs/ledger/src/sqlite/verification/tampered-ledger.fixture.js';
import { ExportedStore, SAID } from './exported-store.js';
import { checkLines } from './second-verifier.js';

const store = new ExportedStore();
let head: number;
let redaction: number;
beforeAll(async () => {
  await store.create();
  head = store.events.length;
  redaction = store.events.find(({ type }) => type === 'TextRedacted')?.position ?? 0;
});
afterAll(() => store.remove());

/** What the product and the second verifier say of a ledger whose file was tampered with. */
interface Verdicts {
  /** The product, of the file. */
  readonly verify: boolean;
  /** The second verifier, of what the product exports of it; null where it can't be exported. */
  readonly second: boolean | null;
}

let copies = 0;
async function verdicts(tamper: (ledger: TamperedLedger) => void, held: boolean): Promise<Verdicts> {
  const checkpoint = store.checkpoint;
  await store.close();
  const folder = join(store.folder, `copy-${(copies += 1)}`);
  mkdirSync(folder);
  const path = join(folder, 'walsall.sqlite');
  const ledger = TamperedLedger.copyOf(store.directory.fileOf('walsall'), path);
  await store.open();
  tamper(ledger);
  ledger.close();
  const product = await verify({
    path,
    ledger: 'walsall',
    ...(held ? { checkpoint, key: store.key } : {}),
    onProgress: () => undefined,
  });
  const lines = await exportOf(folder);
  const second = lines === null ? null : await checkLines(lines, held ? { held: checkpoint } : {}, store.key);
  return { verify: product.ok, second: second?.ok ?? null };
}

async function exportOf(folder: string): Promise<string[] | null> {
  const ledger = await new LedgerDirectory(folder, { views, readEvent, clock: systemClock }).open('walsall');
  try {
    return [...exportLines(ledger)];
  } catch {
    return null;
  } finally {
    await ledger.close();
  }
}

type Tampering = (ledger: TamperedLedger) => void;
const digest = (): string => store.digestAt(SAID);
const said =
  (sql: string): Tampering =>
  (ledger) =>
    ledger.run(`UPDATE text SET ${sql} WHERE digest = ?`, digest());
const consistently =
  (change: Tampering): Tampering =>
  (ledger) => {
    change(ledger);
    ledger.rehash();
  };
const swap: Tampering = (ledger) => {
  for (const [from, to] of [
    [7, -1],
    [8, 7],
    [-1, 8],
  ] as const)
    ledger.run('UPDATE event SET position = ? WHERE position = ?', to, from);
};

describe('the product and the second verifier are of one mind', () => {
  it('about a ledger that nobody has touched', async () => {
    expect(await verdicts(() => undefined, false)).toEqual({ verify: true, second: true });
    expect(await verdicts(() => undefined, true)).toEqual({ verify: true, second: true });
  });

  const found: Record<string, Tampering> = {
    'a changed byte': (ledger) => ledger.write(7, ledger.bytes(7).toString('utf8').replace('"77"', '"79"')),
    'two swapped events': swap,
    'two swapped events, made consistent': consistently(swap),
    'an event of another ledger, made consistent': consistently((ledger) =>
      ledger.forge(7, (event) => Object.assign(event, { ledger: 'dudley' })),
    ),
    'a clock that falls, made consistent': consistently((ledger) =>
      ledger.forge(7, (event) => Object.assign(event, { recordedAt: '2020-01-01T00:00:00.000Z' })),
    ),
    'a version that was left out, made consistent': consistently((ledger) =>
      ledger.forge(7, (event) => Object.assign(event, { entityVersion: 5 })),
    ),
    'a batch that is not whole, made consistent': consistently((ledger) =>
      ledger.forge(7, (event) => Object.assign(event, { batch: { ...event.batch, size: 2 } })),
    ),
    'bytes in another form, made consistent': consistently((ledger) =>
      ledger.write(7, ledger.bytes(7).toString('utf8').replace('{"actor"', '{"actor":"john","actor"')),
    ),
    'a changed text': said("text = 'Bad.'"),
    'a changed salt': said('salt = randomblob(16)'),
    'a text without its salt': said('salt = NULL'),
    'a text that no event took out': said('salt = NULL, text = NULL, redacted_at = 5'),
    'a text that was deleted': (ledger) => ledger.run('DELETE FROM text WHERE digest = ?', digest()),
    'a redacted text that was put back': (ledger) =>
      ledger.run("UPDATE text SET text = 'It names a child.', salt = randomblob(16) WHERE redacted_at IS NOT NULL"),
    'a redaction that was dropped': consistently((ledger) =>
      ledger.run('DELETE FROM event WHERE position >= ?', redaction),
    ),
  };
  it.each(Object.entries(found))('about %s', async (_name, tamper) => {
    expect(await verdicts(tamper, false)).toEqual({ verify: false, second: false });
  });

  it.each([
    ['a deleted event', (ledger: TamperedLedger) => ledger.run('DELETE FROM event WHERE position = 7')],
    ['bytes that are no event', (ledger: TamperedLedger) => ledger.write(7, 'none')],
    [
      'a text whose beginning was moved into its salt',
      said('salt = CAST(salt || CAST(substr(text, 1, 6) AS BLOB) AS BLOB), text = substr(text, 7)'),
    ],
  ])('about %s: the one names it, and to the other it does not even come', async (_name, tamper) => {
    expect(await verdicts(tamper, false)).toMatchObject({ verify: false });
    expect((await verdicts(tamper, false)).second).not.toBe(true);
  });

  const unseen: Record<string, Tampering> = {
    'a consistent rewrite': consistently((ledger) => ledger.forge(7, ({ data }) => (data['value'] = '99'))),
    'a dropped tail': consistently((ledger) => {
      ledger.run('DELETE FROM event WHERE position = ?', head);
      ledger.run("DELETE FROM text WHERE text = 'Better.'");
    }),
  };
  it.each(Object.entries(unseen))(
    'that %s cannot be seen without a checkpoint, and is seen with one',
    async (_name, tamper) => {
      expect(await verdicts(tamper, false)).toEqual({ verify: true, second: true });
      expect(await verdicts(tamper, true)).toEqual({ verify: false, second: false });
    },
  );

  it('that a changed row of a view is no matter of theirs: a replay finds it', async () => {
    const tamper = (ledger: TamperedLedger): void => {
      for (const view of ledger.views) ledger.run(`UPDATE ${view} SET content = '{}'`);
    };
    expect(await verdicts(tamper, true)).toEqual({ verify: true, second: true });
  });
});
