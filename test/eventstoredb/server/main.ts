import { parseArgs } from 'node:util';
import { EventStoreServer } from './event-store-server.js';

// The test server as a process of its own, for what connects from elsewhere:
// node --require ./test/register-typescript.cjs test/eventstoredb/server/main.ts --port 2113 [--state FILE]
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string' }, state: { type: 'string' } } });
  const server = await EventStoreServer.start({
    port: Number(values.port ?? 2113),
    ...(values.state === undefined ? {} : { stateFile: values.state }),
  });
  process.stdout.write(`${server.connectionString}\n`);
  const stop = (): void => void server.stop();
  // Whoever forked it may be killed: it does not stay behind.
  process.once('SIGTERM', stop).once('SIGINT', stop).once('disconnect', stop);
  // Hearing of that must not keep the process alive by itself.
  process.channel?.unref();
}

void main();
