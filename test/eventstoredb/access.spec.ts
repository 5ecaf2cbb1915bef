import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { AccessDeniedError, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { BadConfiguration } from '@outturn/ledger';
import { said, say, together } from '../../libs/ledger/src/contract/sayings.js';
import { StreamNames } from '../../libs/ledger/src/stream-store/stream-names.js';
import { expectOneHistory, Nodes } from './faults/nodes.js';
import { LEDGER, STREAM } from './faults/outturn-node.js';
import { selfSignedCertificate } from './server/certificate.js';
import { EventStoreServer } from './server/event-store-server.js';
import { describeTestServer } from './server-under-test.js';

// The lists are read from the guide: what it tells a council to set is what is tried here.
const guide = readFileSync(join(__dirname, '../../docs/how-to/run-on-a-cluster.md'), 'utf8');
const [defaultLists, ledgerList] = [...guide.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(
  ([, json = '']) => JSON.parse(json) as Record<string, object>,
);

describeTestServer('the users of the guide (skipped with ESDB_URL: a real server has its own)', () => {
  const nodes = new Nodes();
  const names = new StreamNames();
  let folder: string;
  let server: EventStoreServer;
  let admin: EventStoreDBClient;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'outturn-access-'));
    server = await EventStoreServer.start({
      tls: selfSignedCertificate(folder),
      users: {
        admin: { password: 'a long one', groups: ['$admins'] },
        outturn: { password: 'w/ü@:%', groups: ['outturn-writers'] },
        'outturn-reader': { password: 'r', groups: ['outturn-readers'] },
        stranger: { password: 's' },
      },
    });
    admin = EventStoreDBClient.connectionString(server.connectionStringFor('admin'));
    if (defaultLists === undefined || ledgerList === undefined) throw new Error('the guide has lost its lists');
    await admin.appendToStream('$settings', [jsonEvent({ type: 'update-default-acl', data: { ...defaultLists } })]);
    for (const stream of [names.catalogue, STREAM])
      await admin.appendToStream(`$$${stream}`, [jsonEvent({ type: '$metadata', data: { ...ledgerList } })]);
    await nodes.found(server.connectionStringFor('outturn'));
  });
  afterAll(async () => {
    await nodes.end();
    await admin.dispose();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('let a node without an administrator found, write, follow and erase, over TLS', async () => {
    const writer = server.connectionStringFor('outturn');
    const node = await nodes.open(writer, { clock: 5_000 });
    const other = await nodes.open(writer);
    await node.say('a');
    await other.say('b');
    await expectOneHistory(nodes, writer, [node, other], ['a', 'b']);
    const [kept] = node.ledger.read((reader) => reader.texts());
    if (kept === undefined) throw new Error('two texts were kept');
    await say(node.ledger, { ...together(said('a')), redact: [kept.digest] });
    expect(server.log.stateOf(names.text(LEDGER, kept.digest))).toBe('tombstoned');
  });

  it.each(['outturn', 'outturn-reader'])(
    'keep %s from deleting a ledger and from changing what it keeps',
    async (name) => {
      const client = EventStoreDBClient.connectionString(server.connectionStringFor(name));
      await expect(client.deleteStream(STREAM)).rejects.toBeInstanceOf(AccessDeniedError);
      await expect(client.tombstoneStream(STREAM)).rejects.toBeInstanceOf(AccessDeniedError);
      await expect(client.setStreamMetadata(STREAM, { maxCount: 1 })).rejects.toBeInstanceOf(AccessDeniedError);
      await client.dispose();
    },
  );

  it('let a reader follow, without the text that was erased, and write nothing; the node says whose rights to look at', async () => {
    const reading = await nodes.open(server.connectionStringFor('outturn-reader'));
    const texts = reading.ledger.read((reader) => reader.texts());
    expect(texts.map(({ redactedAt }) => redactedAt === null)).toEqual(expect.arrayContaining([true, false]));
    await expect(reading.say('c')).rejects.toThrow(BadConfiguration);
    await expect(reading.say('c')).rejects.toThrow('the store refuses this user');
  });

  it('come in at an address as at a name, and nobody is warned of it', async () => {
    const connection = server.connectionStringFor('outturn').replace('localhost', '127.0.0.1');
    const script = join(__dirname, 'processes/list-ledgers.ts');
    const child = spawn(
      process.execPath,
      ['--require', join(__dirname, '../register-typescript.cjs'), script, nodes.folder(), connection],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
    expect([out, err]).toEqual([`${LEDGER}\n`, '']);
  });

  it('have every stream of the product in the table of the guide', () => {
    const [, table = ''] = /These are Outturn's streams,([\s\S]*?)\nTexts are many/.exec(guide) ?? [];
    const named = [...table.matchAll(/^\| `(outturn-[^`]+)`/gm)].map(([, name]) => name);
    expect(named).toEqual([names.catalogue, names.ledger('<id>'), names.text('<id>', 'sha256:…'), names.clock]);
  });

  it('keep out whoever is in no group', async () => {
    await expect(nodes.open(server.connectionStringFor('stranger'))).rejects.toThrow(BadConfiguration);
  });
});
