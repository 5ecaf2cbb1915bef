import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import carried from '../apps/cli/bin/carried-node.cjs';

const isWindows = process.platform === 'win32';

/** Installs the packages where they are missing. */
export function install(root) {
  if (existsSync(path.join(root, 'node_modules', 'commander'))) return;
  process.stderr.write('installing the packages, once …\n');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: isWindows,
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** The Node that came with the packages; the one that runs this if none did. */
export const productNode = (root) => carried.carriedNode(root) ?? process.execPath;

/** Runs the outturn command, which builds itself where it has to. */
export function outturn(root, args, stdio) {
  return spawnSync(productNode(root), [path.join(root, 'apps', 'cli', 'bin', 'outturn.cjs'), ...args], {
    stdio,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** A path as one would type it from here. */
export function shown(file) {
  const relative = path.relative(process.env.INIT_CWD ?? process.cwd(), file);
  const text = relative === '' ? '.' : relative.startsWith('..') ? file : relative;
  return /[^\w./@:+-]/.test(text) ? JSON.stringify(text) : text;
}
