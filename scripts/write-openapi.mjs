// Writes docs/openapi.json from the built server's controllers. A test fails while it says anything else than the code.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
require('reflect-metadata');
const { ensureBuilt } = require('../apps/cli/bin/build.cjs');
ensureBuilt('server');
const { openApiDocument } = require('../dist/apps/server/src/openapi/openapi-document.js');
const { controllers } = require('../dist/apps/server/src/server.module.js');

const path = fileURLToPath(new URL('../docs/openapi.json', import.meta.url));
mkdirSync(fileURLToPath(new URL('../docs/', import.meta.url)), { recursive: true });
writeFileSync(path, `${JSON.stringify(openApiDocument(controllers), null, 2)}\n`);
