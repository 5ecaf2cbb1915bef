'use strict';
// Lets a child process of a test run a .ts file as jest would: node --require test/register-typescript.cjs file.ts
const { hash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
require('reflect-metadata');

const { enableCompileCache } = Module;
const options = JSON.stringify({
  swcrc: false,
  sourceMaps: false,
  module: { type: 'commonjs' },
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
});

const root = path.resolve(__dirname, '..');
const resolve = Module._resolveFilename;

Module._resolveFilename = function (request, parent, ...rest) {
  const lib = /^@outturn\/([a-z-]+)$/.exec(request)?.[1];
  if (lib !== undefined) return path.join(root, 'libs', lib, 'src', 'index.ts');
  const fromTypeScript = parent?.filename?.endsWith('.ts') && /^\.{1,2}\/.*\.js$/.test(request);
  return resolve.call(this, fromTypeScript ? request.replace(/\.js$/, '.ts') : request, parent, ...rest);
};

/** What a source becomes is kept from one process to the next: a test that starts hundreds of them has no time for more. */
const kept = path.join(root, 'node_modules/.cache/outturn-typescript');
mkdirSync(kept, { recursive: true });
enableCompileCache(kept);

Module._extensions['.ts'] = (module, filename) => {
  const source = readFileSync(filename, 'utf8');
  const file = path.join(kept, `${hash('sha256', `${filename}\0${source}\0${options}`)}.js`);
  if (!existsSync(file)) {
    const { code } = require('@swc/core').transformSync(source, { filename, ...JSON.parse(options) });
    // Renamed, so that nobody else reads half of it.
    writeFileSync(`${file}.${process.pid}`, code);
    renameSync(`${file}.${process.pid}`, file);
  }
  module._compile(readFileSync(file, 'utf8'), filename);
};
