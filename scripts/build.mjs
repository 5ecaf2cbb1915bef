// Compiles the terminal and the service, whether they need it or not.
import { createRequire } from 'node:module';

const { build } = createRequire(import.meta.url)('../apps/cli/bin/build.cjs');
try {
  build(['cli', 'server']);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
