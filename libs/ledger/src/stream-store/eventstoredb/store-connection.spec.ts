import { EventStoreServer } from '../../../../../test/eventstoredb/server/event-store-server.js';
import { streamStoreContract } from '../../contract/stream-store-contract.js';
import { StoreConnection } from './store-connection.js';

const real = process.env['ESDB_URL'];
let server: EventStoreServer | undefined;
beforeAll(async () => {
  if (real === undefined) server = await EventStoreServer.start();
});
afterAll(() => server?.stop());

streamStoreContract(`EventStoreDB (${real === undefined ? 'the test server' : 'a real server'})`, {
  connect: async (prefix) =>
    new StoreConnection({ kind: 'eventstoredb', connection: real ?? server?.connectionString ?? '', prefix }),
});
