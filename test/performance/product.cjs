'use strict';
// What is measured is what users run: @outturn/* is the compiled product here. The benchmark's own files are run as they
// are written.
const Module = require('node:module');
const path = require('node:path');
require('../register-typescript.cjs');

const root = path.resolve(__dirname, '../..');
const resolve = Module._resolveFilename;

Module._resolveFilename = function (request, ...rest) {
  const lib = /^@outturn\/([a-z-]+)$/.exec(request)?.[1];
  return lib === undefined
    ? resolve.call(this, request, ...rest)
    : path.join(root, 'dist', 'libs', lib, 'src', 'index.js');
};
