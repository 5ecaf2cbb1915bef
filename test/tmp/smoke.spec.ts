import { LedgerDirectory, type ViewFold } from '@outturn/ledger';
import { batchIdOf, commandIdOf, eventIdOf, systemClock } from '@outturn/kernel';
import { mkdtempSync } from 'node:fs';
const view: ViewFold = { name: 'latest', version: 1, handles: new Set(['X']), keyOf: (e) => e.entity, apply: (_r, e) => ({ n: e.data['n'] ?? null }) };
it('smoke', async () => {
  const dir = new LedgerDirectory(mkdtempSync('/tmp/o-'), { views: [view], clock: systemClock, readEvent: (e) => e });
  await dir.create('walsall');
  const l = await dir.open('walsall');
  const one = (i: number) => l.write((r) => { const c = commandIdOf('walsall', 'a', String(i)); const entity = `e/${i % 1000}`; return { batches: [{ id: batchIdOf(c, 0), events: [{ entity, entityVersion: r.versionOf(entity) + 1, eventId: eventIdOf(c, 0), type: 'X', schemaVersion: 1, data: { n: i, pad: 'x'.repeat(200) } }], clock: 'live' as const, actor: 'a', actorAssurance: 'asserted' as const, via: 'terminal' as const, commandId: c, commandDigest: 'd', correlationId: c, causationId: null }], answer: (s) => s[0]!.position }; });
  const t = process.hrtime.bigint();
  let next = 0; const N = 20000;
  await Promise.all(Array.from({ length: 32 }, async () => { while (next < N) await one(next++); }));
  console.log(Number(process.hrtime.bigint() - t) / 1e3 / N, 'us/event');
  expect(l.read((r) => r.head().position)).toBe(N);
  const t2 = process.hrtime.bigint();
  console.log(l.read((r) => [r.rootAt(N), r.rootAt(777), [...r.rows('latest', { from: '', to: '~' }, 5000)].length]), Number(process.hrtime.bigint() - t2) / 1e6);
  await l.close();
});
