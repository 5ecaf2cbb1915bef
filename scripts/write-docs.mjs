// Writes the pages that are made from the product: their specs write them where they would otherwise compare.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const jest = fileURLToPath(new URL('../node_modules/jest/bin/jest.js', import.meta.url));
const { status } = spawnSync(process.execPath, [jest, 'test/documentation'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  env: { ...process.env, OUTTURN_WRITE_DOCS: '1' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
