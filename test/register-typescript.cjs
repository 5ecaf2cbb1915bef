'use strict';
// Lets a child process of a test run a .ts file as jest would: node --require test/register-typescript.cjs file.ts
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { transformSync } = require('@swc/core');
require('reflect-metadata');

const root = path.resolve(__dirname, '..');
const resolve = Module._resolveFilename;

Module._resolveFilename = function (request, parent, ...rest) {
  const lib = /^@outturn\/([a-z-]+)$/.exec(request)?.[1];
  if (lib !== undefined) return path.join(root, 'libs', lib, 'src', 'index.ts');
  const fromTypeScript = parent?.filename?.endsWith('.ts') && /^\.{1,2}\/.*\.js$/.test(request);
  return resolve.call(this, fromTypeScript ? request.replace(/\.js$/, '.ts') : request, parent, ...rest);
};

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'commonjs' },
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      keepClassNames: true,
    },
  });
  module._compile(code, filename);
};
