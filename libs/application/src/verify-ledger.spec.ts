import { join } from 'node:path';
import { KeyStore, LedgerDirectory, readCheckpoint, signCheckpoint } from '@outturn/ledger';
import { systemClock } from '@outturn/kernel';
import { views } from '@outturn/views';
import { TamperedLedger } from '../../ledger/src/sqlite/verification/tampered-ledger.fixture.js';
import { auditedStore, type AuditedStore } from './audited-store.fixture.js';
import { QueryRefused } from './query-refused.js';
import { readEvent } from './read-event.js';
import { verify, type VerificationReport } from './verify-ledger.js';

let audited: AuditedStore;
let ledger: TamperedLedger;
beforeAll(async () => {
  audited = await auditedStore();
});
afterAll(() => audited.store.dispose());
beforeEach(() => {
  ledger = TamperedLedger.copyOf(audited.path, join(audited.store.directory.path, 'copy.sqlite'));
});
afterEach(() => ledger.close());

const check = (held: { checkpoint?: string; key?: string } = {}): Promise<VerificationReport> =>
  verify({ path: ledger.path, ledger: 'walsall', ...held, onProgress: () => undefined });
const key = (): string => audited.keys.key('walsall').line;
const heldHead = (): { checkpoint: string; key: string } => ({ checkpoint: audited.checkpoints.head, key: key() });

/** What a forger with the real key would sign. */
async function signedAnew(): Promise<string> {
  const { position, root } = await check();
  const real = audited.keys.key('walsall');
  return signCheckpoint({ origin: real.name, size: position, root: Buffer.from(root, 'hex') }, real);
}

const noCheckpoint = 'No checkpoint was given, so a consistent rewrite or a dropped tail cannot be seen';
const notPinned = "The signer's key is not pinned";

describe('a ledger that nobody has touched', () => {
  it('holds, with its checkpoint and its key', async () => {
    expect(await check(heldHead())).toMatchObject({
      ok: true,
      position: audited.head,
      faults: [],
      checkpoint: { size: audited.head, state: 'fits', signedByPinnedKey: true },
      limits: [],
    });
  });

  it('holds, and says what was not shown where nothing was held against it', async () => {
    const { ok, checkpoint, limits } = await check();
    expect({ ok, checkpoint }).toEqual({ ok: true, checkpoint: null });
    expect(limits).toEqual([expect.stringContaining(noCheckpoint), expect.stringContaining(notPinned)]);
  });

  it('says that the signer is not pinned where no key was given, and claims nothing about the signature', async () => {
    const { ok, checkpoint, limits } = await check({ checkpoint: audited.checkpoints.head });
    expect({ ok, checkpoint }).toMatchObject({ ok: true, checkpoint: { signedByPinnedKey: null } });
    expect(limits).toEqual([expect.stringContaining(notPinned)]);
  });

  it('says which events are newer than the checkpoint', async () => {
    const { ok, limits } = await check({ checkpoint: audited.checkpoints.migrated, key: key() });
    expect(ok).toBe(true);
    expect(limits).toEqual([
      expect.stringContaining(`The events after position ${audited.migrated} are newer than the checkpoint`),
    ]);
  });

  it('reports a redacted text as redacted, not as tampering', async () => {
    expect(await check(heldHead())).toMatchObject({ ok: true, faults: [], redactedTexts: 1 });
  });
});

describe('a consistent rewrite with the real key', () => {
  beforeEach(() => {
    ledger.forge(50, ({ data }) => (data['value'] = '100'));
    ledger.rehash();
  });

  it('is not seen by the ledger alone, and the report says so', async () => {
    const { ok, faults, limits } = await check({ key: key() });
    expect({ ok, faults }).toEqual({ ok: true, faults: [] });
    expect(limits).toEqual([expect.stringContaining(noCheckpoint)]);
  });

  it('is not seen by a checkpoint that was signed after it', async () => {
    expect(await check({ checkpoint: await signedAnew(), key: key() })).toMatchObject({ ok: true });
  });

  it('is found by every checkpoint that was held since before', async () => {
    for (const checkpoint of Object.values(audited.checkpoints)) {
      expect(await check({ checkpoint, key: key() })).toMatchObject({
        ok: false,
        faults: [],
        checkpoint: { state: 'rewritten', signedByPinnedKey: true },
      });
    }
  });
});

describe('a dropped tail', () => {
  beforeEach(() => {
    ledger.run('DELETE FROM event WHERE position > ?', audited.head - 1);
    ledger.run("DELETE FROM text WHERE text = 'Better.'");
    ledger.rehash();
  });

  it('is not seen by the ledger alone, and the report says so', async () => {
    const { ok, faults, limits } = await check();
    expect({ ok, faults }).toEqual({ ok: true, faults: [] });
    expect(limits).toContainEqual(expect.stringContaining(noCheckpoint));
  });

  it('is not seen by a checkpoint from before the tail', async () => {
    expect(await check({ checkpoint: audited.checkpoints.migrated, key: key() })).toMatchObject({ ok: true });
  });

  it('is found by the checkpoint that was held of it', async () => {
    expect(await check(heldHead())).toMatchObject({ ok: false, checkpoint: { state: 'shorter', size: audited.head } });
  });
});

describe('a redaction that was dropped with its event', () => {
  it('leaves a text that is gone and that no event took out, and texts that nobody said', async () => {
    ledger.run('DELETE FROM event WHERE position >= ?', audited.head - 1);
    ledger.rehash();
    const { faults } = await check();
    expect(faults.map(({ kind, position }) => ({ kind, position }))).toEqual(
      expect.arrayContaining([
        { kind: 'TextMissing', position: audited.commentary.redacted },
        { kind: 'TextUnmentioned', position: null },
      ]),
    );
  });
});

describe('what is held against a ledger', () => {
  it('is refused where the checkpoint is none', async () => {
    for (const checkpoint of ['', 'none', audited.checkpoints.head.slice(0, -2)])
      await expect(check({ checkpoint })).rejects.toThrow(QueryRefused);
  });

  it('is refused where the checkpoint is of another ledger', async () => {
    const other = audited.keys.key('dudley');
    const checkpoint = signCheckpoint({ origin: other.name, size: 1, root: Buffer.alloc(32) }, other);
    await expect(check({ checkpoint })).rejects.toThrow('is a checkpoint of another log than outturn/walsall');
  });

  it('is refused where the key is none', async () => {
    await expect(check({ key: 'outturn/walsall' })).rejects.toThrow(QueryRefused);
  });

  it('does not hold where another key of the same name was pinned', async () => {
    const other = new KeyStore(join(audited.store.directory.path, 'elsewhere')).key('walsall');
    expect(await check({ checkpoint: audited.checkpoints.head, key: other.line })).toMatchObject({
      ok: false,
      checkpoint: { state: 'fits', signedByPinnedKey: false },
    });
  });

  it('does not hold where the pinned key only countersigned what the ledger’s key did not sign', async () => {
    const witness = audited.keys.key('witness');
    const { size, root } = readCheckpoint(audited.checkpoints.head) ?? { size: 0, root: Buffer.alloc(32) };
    const checkpoint = signCheckpoint({ origin: 'outturn/walsall', size, root }, witness);
    expect(await check({ checkpoint, key: witness.line })).toMatchObject({
      ok: false,
      checkpoint: { state: 'fits', signedByPinnedKey: false },
    });
  });

  it('does not hold where the checkpoint was changed behind its signature', async () => {
    const checkpoint = audited.checkpoints.head.replace(`\n${audited.head}\n`, `\n${audited.head - 1}\n`);
    expect(await check({ checkpoint, key: key() })).toMatchObject({
      ok: false,
      checkpoint: { state: 'rewritten', signedByPinnedKey: false },
    });
  });
});

it('a changed view row is found by a replay: no event says what it says', async () => {
  const [view] = ledger.views.filter((name) => name.startsWith('view_figure'));
  ledger.run(
    `UPDATE ${view ?? ''} SET content = replace(content, '"77"', '"99"') WHERE from_position = ?`,
    audited.commentary.kept,
  );
  expect(await check(heldHead())).toMatchObject({ ok: true, faults: [] });
  const copy = new LedgerDirectory(join(audited.store.directory.path, 'replayed'), {
    views,
    readEvent,
    clock: systemClock,
  });
  await copy.create('other');
  const path = copy.fileOf('walsall');
  TamperedLedger.copyOf(ledger.path, path).close();
  expect((await copy.replay('walsall', undefined, () => undefined)).differences).toMatchObject([
    { view: 'figure', fromPosition: audited.commentary.kept, rebuilt: '"77"', kept: '"99"' },
  ]);
});
