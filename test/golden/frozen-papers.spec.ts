import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  exportLines,
  readEvent,
  readHeader,
  readSnapshotFile,
  restoreLedger,
  verify,
  verifySnapshot,
} from '@outturn/application';
import { systemClock } from '@outturn/kernel';
import { leafHash, LedgerDirectory, readTlogProof, verifyInclusion, type Ledger } from '@outturn/ledger';
import { views } from '@outturn/views';
import { checkLines, secondVerifier } from '../proof/second-verifier.js';

// What a release handed out can't be called back: its ledgers, checkpoints, proofs and signed papers must verify for
// ever, by the product and by the second verifier.

const linesIn = (path: string): string[] => readFileSync(path, 'utf8').trimEnd().split('\n');

describe.each(['0.1.0-papers', 'assessment-2-papers', 'assessment-3-papers'])('of the papers in %s,', (name) => {
  const folder = join(__dirname, name);
  const files = readdirSync(folder);
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const named = (end: string): string[] => files.filter((file) => file.endsWith(end));
  const ledgerOf = (file: string): string => /^[a-z]+/.exec(file)?.[0] ?? '';
  const ledgers = named('.jsonl').map(ledgerOf);
  const linesOf = (ledger: string): string[] => linesIn(join(folder, `${ledger}.jsonl`));
  /** The keys that were published for a ledger: one, and another for each rotation. */
  const keysOf = (ledger: string): string[] =>
    named('.key')
      .filter((file) => ledgerOf(file) === ledger)
      .map((file) => read(file).trim());
  const checkpointsOf = (ledger: string): string[] => named('.checkpoint').filter((file) => ledgerOf(file) === ledger);

  const scratch = mkdtempSync(join(tmpdir(), 'outturn-golden-'));
  const directory = new LedgerDirectory(scratch, { views, clock: systemClock, readEvent });
  const open = new Map<string, Ledger>();

  async function* each(lines: readonly string[]): AsyncGenerator<string> {
    for (const line of lines) yield await Promise.resolve(line);
  }

  beforeAll(async () => {
    for (const ledger of ledgers) {
      const [first = '', ...rest] = linesOf(ledger);
      await restoreLedger(directory, readHeader(first), each(rest));
      open.set(ledger, await directory.open(ledger));
    }
  });
  afterAll(async () => {
    for (const ledger of open.values()) await ledger.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  const opened = (ledger: string): Ledger => {
    const found = open.get(ledger);
    if (found === undefined) throw new Error(`no export of "${ledger}" is frozen`);
    return found;
  };

  describe.each(ledgers)('the ledger %s', (ledger) => {
    it('is restored to the same bytes', () => {
      expect([...exportLines(opened(ledger))]).toEqual(linesOf(ledger));
    });

    it.each(checkpointsOf(ledger))('holds what its checkpoint says, by the product: %s', async (file) => {
      const path = directory.fileOf(ledger);
      const signed = await Promise.all(
        keysOf(ledger).map((key) =>
          verify({ path, ledger, checkpoint: read(file), key, onProgress: () => undefined }),
        ),
      );
      expect(signed.map(({ faults }) => faults).flat()).toEqual([]);
      expect(signed.some(({ ok }) => ok)).toBe(true);
    });

    it('holds what its checkpoints say, by the second verifier', async () => {
      const held = Object.fromEntries(checkpointsOf(ledger).map((file) => [file, read(file)]));
      const result = await checkLines(linesOf(ledger), held, ...keysOf(ledger));
      expect(result).toMatchObject({ ok: true, faults: [] });
      expect(result.checkpoints.map(({ state, signedBy }) => ({ state, signed: (signedBy ?? []).length > 0 }))).toEqual(
        checkpointsOf(ledger).map(() => ({ state: 'fits', signed: true })),
      );
    });

    it('replays to the views that it has', async () => {
      const report = await directory.replay(ledger, undefined, () => undefined);
      expect(report).toMatchObject({ differences: [], otherVersions: [] });
    });
  });

  describe('a proof is followed by the product and by the second verifier:', () => {
    it.each(named('.proof'))('%s', (file) => {
      const proof = readTlogProof(read(file));
      if (proof === null) throw new Error('it is a proof');
      const { extra, index, hashes, head } = proof;
      expect(verifyInclusion(leafHash(extra), index, head.size, hashes, head.root)).toBe(true);
      const keys = keysOf(ledgerOf(file)).map((key) => secondVerifier.readKey(key));
      expect(secondVerifier.checkProof(read(file), keys)).toMatchObject({ ok: true, position: index + 1 });
    });
  });

  describe('a signed snapshot is what was signed, and its figures are recomputed to the same:', () => {
    it.each(named('.snapshot.json'))('%s', async (file) => {
      const read = readSnapshotFile(readFileSync(join(folder, file)));
      if (read.kind !== 'snapshot') throw new Error(`${file}: ${read.kind}`);
      const paper = read.snapshot;
      const key = keysOf(paper.ledger).find((each) => each === paper.key);
      expect(key).toBeDefined();
      const { ok, checks } = await verifySnapshot(paper, key, opened(paper.ledger));
      expect(checks.filter((check) => !check.ok)).toEqual([]);
      expect(ok).toBe(true);
    });
  });
});

describe('the made-up ledger of 0.1.0', () => {
  const folder = join(__dirname, '0.1.0-papers');
  const events = linesIn(join(folder, 'example.jsonl'))
    .filter((line) => line.startsWith('{"event":'))
    .map((line) => (JSON.parse(line) as { event: { type: string; schemaVersion: number } }).event);

  it('has every event type of that release, in version 1', () => {
    const types = new Set(events.map(({ type }) => type));
    expect(types.size).toBe(33);
    expect(new Set(events.map(({ schemaVersion }) => schemaVersion))).toEqual(new Set([1]));
  });

  it('is opened and verified as the file that the release itself kept', async () => {
    const own = mkdtempSync(join(tmpdir(), 'outturn-golden-'));
    writeFileSync(join(own, 'example.sqlite'), gunzipSync(readFileSync(join(folder, 'example.sqlite.gz'))));
    const there = new LedgerDirectory(own, { views, clock: systemClock, readEvent });
    const ledger = await there.open('example');
    expect([...exportLines(ledger)]).toEqual(linesIn(join(folder, 'example.jsonl')));
    await ledger.close();
    const checkpoint = readFileSync(join(folder, 'example.checkpoint'), 'utf8');
    const path = there.fileOf('example');
    expect(await verify({ path, ledger: 'example', checkpoint, onProgress: () => undefined })).toMatchObject({
      ok: true,
      faults: [],
      checkpoint: { state: 'fits' },
    });
    rmSync(own, { recursive: true, force: true });
  });
});

