import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Installs the rivals' package and compiles what it needs for the Node that runs this: a minute or two.
 * @throws Error where a step fails; what it said stands above
 */
export function installRivals(): void {
  const npm = process.env['npm_execpath'];
  if (npm === undefined) throw new Error('call it through npm: npm run bench -- --install-rivals');
  run([npm, 'ci', '--ignore-scripts'], __dirname);
  // The headers that came with this Node; npm's setting may name those of another.
  const headers = resolve(realpathSync(process.execPath), '../..');
  const nodedir = existsSync(join(headers, 'include/node/node.h')) ? [`--nodedir=${headers}`] : [];
  run(
    [join(__dirname, 'node_modules/node-gyp/bin/node-gyp.js'), 'rebuild', ...nodedir],
    join(__dirname, 'node_modules/sqlite3'),
  );
}

function run(words: readonly string[], cwd: string): void {
  const { status } = spawnSync(process.execPath, words, { cwd, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${String(status)}; what it says stands above`);
}
