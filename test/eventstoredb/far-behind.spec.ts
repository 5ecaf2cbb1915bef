import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReplayReport } from '@outturn/ledger';
import { built, BUILD_TIME } from '../programs/built.js';
import { outturn, outturnJson } from '../programs/terminal.js';
import { StreamNames } from '../../libs/ledger/src/stream-store/stream-names.js';
import type { EventStoreServer } from './server/event-store-server.js';
import type { RecordedEvent } from './server/recorded-event.js';
import { Connections, describeTestServer } from './server-under-test.js';

/** So many that the stream is read in a thread of its own, in several pages. */
const RETURNS = 21_000;

/** One in a hundred has words beside it. */
const rowOf = (n: number): string => `a,n=${n},2017-18Q2,${n % 100},2017-11-30,${n % 100 === 2 ? `Said of ${n}.` : ''}`;

const STREAM = new StreamNames().ledger('walsall');

interface Verified {
  readonly position: number;
  readonly root: string;
  readonly redactedTexts: number;
}

const folder = mkdtempSync(join(tmpdir(), 'outturn-far-behind-'));
const connections = new Connections();
let server: EventStoreServer;
let original: Verified;

/** What `outturn verify` says of a replica that was just made of the stream. */
async function madeAt(node: string): Promise<Verified> {
  await outturnJson(node, 'history', 'walsall', '--to', '1');
  return outturnJson<Verified>(node, 'verify', 'walsall');
}

const freshNode = (): string => mkdtempSync(join(folder, 'node-'));

/** Several pages in, where no command's records begin or end. */
const recordFarIn = (): RecordedEvent => server.log.eventsOf(STREAM)[17_003] as RecordedEvent;

describeTestServer('a replica that is made of a long stream (skipped with ESDB_URL: the faults are on demand)', () => {
  beforeAll(async () => {
    built('cli');
    const kept = join(folder, 'kept');
    const indicators = join(folder, 'indicators.csv');
    writeFileSync(indicators, 'id,title,unit,polarity,frequencies,occurred\na,A,percent,higher,quarter,2017-11-01\n');
    await outturnJson(kept, 'ledger', 'create', 'walsall', '--name', 'Walsall Council');
    await outturnJson(kept, 'import', 'walsall', indicators);
    for (let from = 0; from < RETURNS; from += RETURNS / 3) {
      const rows = Array.from({ length: RETURNS / 3 }, (_, index) => rowOf(from + index));
      const returns = join(folder, 'returns.csv');
      writeFileSync(returns, ['indicator,breakdown,period,value,occurred,commentary', ...rows, ''].join('\n'));
      await outturnJson(kept, 'import', 'walsall', returns);
    }
    await outturnJson(kept, 'text', 'redact', 'walsall', '5', '--field', 'commentary', '--reason', 'A name.');
    original = await outturnJson<Verified>(kept, 'verify', 'walsall');
    server = await connections.server();
    process.env['OUTTURN_EVENTSTORE'] = server.connectionString;
    await outturnJson(kept, 'ledger', 'copy', 'walsall', '--to', 'eventstoredb', '--into', freshNode());
    process.env['OUTTURN_STORE'] = 'eventstoredb';
  }, BUILD_TIME);

  afterEach(() => server.liftFaults());

  afterAll(async () => {
    delete process.env['OUTTURN_STORE'];
    delete process.env['OUTTURN_EVENTSTORE'];
    await connections.end();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has the root, the views and the texts of the ledger, and lacks what was redacted', async () => {
    const node = freshNode();
    expect(await madeAt(node)).toEqual(original);
    expect(original).toMatchObject({ position: RETURNS + 3, redactedTexts: 1 });
    expect(await outturnJson<ReplayReport>(node, 'replay', 'walsall')).toMatchObject({ differences: [] });
    const { stdout } = await outturn(node, 'history', 'walsall', '--json');
    expect(stdout).toContain('Said of 102.');
    expect(stdout).not.toContain('Said of 2.');
  });

  it.each([
    ['in the first page', { after: 1_000 }],
    ['in a later one', { after: 3_000, skip: 2 }],
  ])('is made whole where the link breaks %s', async (_, when) => {
    const fault = server.fault({ call: 'read', stream: STREAM, at: 'midway', does: 'cut', ...when });
    expect(await madeAt(freshNode())).toEqual(original);
    expect(fault.strikes).toBe(1);
  });

  it('stops at a record that no Outturn node writes, and says which', async () => {
    const record = recordFarIn();
    const { data } = record;
    Object.assign(record, { data: Buffer.from('"scribbled over"') });
    const { exitCode, stderr } = await outturn(freshNode(), 'history', 'walsall', '--to', '1');
    Object.assign(record, { data });
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('record 17003 of the stream');
  });

  it('stops at a text that is not what its digest says', async () => {
    const text = server.log.all.find(({ data: kept }) => Buffer.from(kept).includes('Said of 20002.')) as RecordedEvent;
    const { data } = text;
    Object.assign(text, { data: Buffer.from('{"salt":"00","text":"Other words."}') });
    const { exitCode, stderr } = await outturn(freshNode(), 'history', 'walsall', '--to', '1');
    Object.assign(text, { data });
    expect(exitCode).not.toBe(0);
    expect(stderr).toMatch(/the store holds another text under the digest sha256:[0-9a-f]{64}/);
  });
});
