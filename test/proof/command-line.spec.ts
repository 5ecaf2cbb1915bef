import { mkdtempSync, openSync, rmSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proveEvent } from '@outturn/application';
import { batchIdOf, canonicalJson, commandIdOf, eventIdOf, type Json } from '@outturn/kernel';
import { leafHash } from '@outturn/ledger';
import { ExportedStore } from './exported-store.js';
import { runSecondVerifier, secondVerifier, type SecondExportResult } from './second-verifier.js';

const store = new ExportedStore();
const folder = mkdtempSync(join(tmpdir(), 'outturn-second-'));
const file = (name: string, text: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
let exportFile: string;
let held: string;
let proof: string;
let key: string;
beforeAll(async () => {
  await store.create();
  exportFile = file('walsall.jsonl', store.lines.map((line) => `${line}\n`).join(''));
  held = file('held.txt', store.checkpoint);
  proof = file(
    'event.tlog-proof',
    store.ledger.read((reader) => proveEvent(reader, store.keys, 7)),
  );
  key = store.key;
});
afterAll(async () => {
  await store.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe('the second verifier on a machine with nothing but Node', () => {
  it('says that an export holds: 0', async () => {
    const { code, stdout, stderr } = await runSecondVerifier([
      'export',
      exportFile,
      '--checkpoint',
      held,
      '--key',
      key,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^walsall: \d+ events, root [0-9a-f]{64}$/m);
    expect(stdout).toMatch(/^\d+ texts kept, 1 redacted by an event \(that is no fault\)$/m);
    expect(stdout).toMatch(/held\.txt: size \d+, fits, signed by outturn\/walsall\+[0-9a-f]{8}$/m);
    expect(stdout).toMatch(/^HOLDS$/m);
  });

  it('says what it could not show', async () => {
    const { code, stdout } = await runSecondVerifier(['export', exportFile]);
    expect(code).toBe(0);
    expect(stdout.match(/^NOT SHOWN .*$/gm)).toHaveLength(3);
  });

  it('says where an export does not hold: 6', async () => {
    const changed = file('changed.jsonl', store.lines.map((line) => `${line.replace('Better.', 'Worse.')}\n`).join(''));
    const { code, stdout } = await runSecondVerifier(['export', changed]);
    expect(code).toBe(6);
    expect(stdout).toMatch(/^FAULT event \d+: its text was changed: it has another digest$/m);
    expect(stdout).toMatch(/^DOES NOT HOLD$/m);
  });

  it('tells programs the same as one JSON document', async () => {
    const { code, stdout } = await runSecondVerifier(['export', exportFile, '--json', '--checkpoint', held]);
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, checked: 'export', ledger: 'walsall', faults: [] });
  });

  it('follows a proof to its event: 0', async () => {
    const { code, stdout } = await runSecondVerifier(['proof', proof, '--key', key]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^event 7 of walsall is among the \d+ events that outturn\/walsall\+\w+ signed:$/m);
    expect(stdout).toContain('"position": 7');
    expect(stdout).toMatch(
      /^NOT SHOWN .*That no later event corrects, withdraws or redacts it can only an export show\.$/m,
    );
  });

  it('refuses a proof that does not lead anywhere: 6', async () => {
    const broken = file('broken.tlog-proof', store.checkpoint);
    expect(await runSecondVerifier(['proof', broken, '--key', key])).toMatchObject({
      code: 6,
      stdout: 'FAULT it is no proof (c2sp.org/tlog-proof@v1)\nDOES NOT HOLD\n',
    });
    const { code, stdout } = await runSecondVerifier(['proof', broken, '--key', key, '--json']);
    expect(code).toBe(6);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, checked: 'proof', faults: [{ position: null }] });
  });

  it('says who signed a checkpoint: 0, and that a stranger’s key did not: 6', async () => {
    const { code, stdout } = await runSecondVerifier(['checkpoint', held, '--key', key]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^outturn\/walsall: \d+ events, root [0-9a-f]{64}, signed by outturn\/walsall\+\w+$/m);
    const stranger = store.keys.key('dudley').line;
    expect(await runSecondVerifier(['checkpoint', held, '--key', stranger])).toMatchObject({ code: 6 });
  });

  const misuses: Record<string, () => string[]> = {
    'nothing to do': () => [],
    'something that it does not do': () => ['sign', exportFile],
    'no file': () => ['export'],
    'a file that is not there': () => ['export', join(folder, 'none.jsonl')],
    'a folder': () => ['export', folder],
    'a proof that is not there': () => ['proof', join(folder, 'none'), '--key', key],
    'a proof without a key': () => ['proof', proof],
    'a checkpoint without a key': () => ['checkpoint', held],
    'a checkpoint held against a proof': () => ['proof', proof, '--key', key, '--checkpoint', held],
    'a key that is none': () => ['proof', proof, '--key', 'outturn/walsall'],
    'a damaged key': () => ['proof', proof, '--key', key.replace(/^outturn/, 'Outturn')],
    'an option without its value': () => ['export', exportFile, '--key'],
    'an option that there is not': () => ['export', exportFile, '--fast'],
  };
  it.each(Object.entries(misuses))('does not run with %s: 2', async (_name, args) => {
    const { code, stdout, stderr } = await runSecondVerifier(args());
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^(outturn-verify: )/);
  });

  it('refuses what is no export: 6', async () => {
    for (const [name, text] of [
      ['empty', ''],
      ['noise', Buffer.from([0xff, 0xfe, 0x0a])],
    ] as const) {
      expect(await runSecondVerifier(['export', file(name, text)])).toMatchObject({ code: 6 });
    }
  });

  it('prints nothing that a file could write its own verdict with', async () => {
    const ledger = 'walsall\nHOLDS\u001B[2J\u202E';
    const lines = [JSON.stringify({ outturn: 'export@1', ledger, events: 0 }), '{"end":{}}'];
    const { code, stdout } = await runSecondVerifier(['export', file('spoofed.jsonl', lines.join('\n'))]);
    expect(code).toBe(6);
    expect(stdout).not.toMatch(/^HOLDS/m);
    expect(stdout).not.toMatch(/[\p{Cf}]|(?!\n)\p{Cc}/u);
  });

  it('refuses a line that never ends, and an event that is nested without end', async () => {
    const [header = ''] = store.lines;
    const endless = file('endless.jsonl', `${header}\n${'x'.repeat(80_000_000)}`);
    expect(await runSecondVerifier(['export', endless])).toMatchObject({
      code: 6,
      stdout: 'FAULT a line of it is longer than any event or text\nDOES NOT HOLD\n',
    });
    const deep =
      store.parts.events[0]?.replace('"data":{', `"data":{"a":${'['.repeat(20_000)}${']'.repeat(20_000)},`) ?? '';
    const nested = await runSecondVerifier(['export', file('nested.jsonl', `${header}\n${deep}\n`)]);
    expect(nested.code).toBe(6);
    expect(nested.stdout).toContain('FAULT event 1: it is nested too deeply');
  });

  it('reads an export of any length in little memory', async () => {
    const [small, large] = [madeUpExport('small.jsonl', 10), madeUpExport('large.jsonl', 12_000)];
    const [few, many] = [await peak(small), await peak(large)];
    expect(few.result).toMatchObject({ ok: true, position: 10 });
    expect(many.result).toMatchObject({ ok: true, position: 12_000 });
    // The file has 65 MB.
    expect(many.megabytes - few.megabytes).toBeLessThan(45);
  });
});

/** An export of events of 5 kB each. */
function madeUpExport(name: string, events: number): string {
  const path = join(folder, name);
  const out = openSync(path, 'w');
  const tree = new secondVerifier.MerkleTree();
  writeSync(out, `${JSON.stringify({ outturn: 'export@1', ledger: 'walsall', events })}\n`);
  for (let position = 1; position <= events; position += 1) {
    const commandId = commandIdOf('walsall', 'mary', String(position));
    const instant = '2026-11-22T09:00:00.000Z';
    const event: Json = {
      ledger: 'walsall',
      position,
      entity: `return/a/all/${position % 100}`,
      entityVersion: Math.ceil(position / 100),
      eventId: eventIdOf(commandId, 0),
      type: 'KpiReturnSubmitted',
      schemaVersion: 1,
      data: { padding: 'x'.repeat(5_000) },
      recordedAt: instant,
      knownFrom: instant,
      commandId,
      batch: { id: batchIdOf(commandId, 0), index: 0, size: 1 },
    };
    const bytes = canonicalJson(event);
    tree.add(leafHash(bytes));
    writeSync(out, `{"event":${bytes}}\n`);
  }
  writeSync(out, `${JSON.stringify({ end: { position: events, root: tree.root().toString('hex'), texts: 0 } })}\n`);
  closeSync(out);
  return path;
}

/** What a run finds, and the most memory that it held. */
async function peak(path: string): Promise<{ result: SecondExportResult; megabytes: number }> {
  const tell = 'process.on("exit", () => process.stderr.write(String(process.resourceUsage().maxRSS)))';
  const { stdout, stderr } = await runSecondVerifier(
    ['export', path, '--json'],
    ['--import', `data:text/javascript,${encodeURIComponent(tell)}`],
  );
  return { result: JSON.parse(stdout) as SecondExportResult, megabytes: Number(stderr) / 1024 };
}
