// Serves the demo store over HTTP on this machine alone; --data serves another one.
import { existsSync } from 'node:fs';
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { options } from './options.mjs';
import { productNode, install } from './outturn.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { data, port } = options(process.argv.slice(2), ['data', 'port']);
const isDemo = data === null && !process.env.OUTTURN_DATA && !process.env.OUTTURN_TOKENS;
const store = data ?? process.env.OUTTURN_DATA ?? path.join(root, 'data', 'demo');

install(root);
const node = productNode(root);
if (!existsSync(store)) {
  if (data !== null || process.env.OUTTURN_DATA) {
    process.stderr.write(`there are no ledgers in ${store} yet; the service starts without any\n`);
  } else {
    process.stderr.write('there is no demo store yet; taking the samples in …\n');
    const { status } = spawnSync(node, [path.join(root, 'scripts', 'demo.mjs'), '--load-only'], {
      stdio: ['ignore', 2, 2],
    });
    if (status !== 0) process.exit(status ?? 1);
  }
}

const server = spawn(
  node,
  [
    path.join(root, 'apps', 'cli', 'bin', 'outturn.cjs'),
    'serve',
    '--data',
    store,
    ...(port === undefined ? [] : ['--port', port]),
  ],
  // In the demo store whoever sits at this machine may choose who they are.
  { stdio: 'inherit', env: isDemo ? { OUTTURN_DEMO: 'true', ...process.env } : process.env },
);
// At a terminal Ctrl-C reaches the server by itself, and a second one would cut it short. Others signal this process alone.
process.on('SIGINT', () => process.stdin.isTTY || server.kill('SIGINT'));
process.on('SIGTERM', () => server.kill('SIGTERM'));
server.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
