#!/usr/bin/env node
'use strict';
// Plain old JavaScript: an old Node must get as far as saying that it is too old.
var childProcess = require('child_process');
var nodeModule = require('module');
var path = require('path');
var builds = require('./build.cjs');
var carried = require('./carried-node.cjs');

var version = process.versions.node.split('.').map(Number);

// Under an older Node the SQLite binding crashes instead of refusing, and ES modules can't be required.
function isTooOld() {
  return version[0] < 22 || (version[0] === 22 && version[1] < 13);
}

function runByCarriedNode(node) {
  var child = childProcess.spawn(node, [__filename].concat(process.argv.slice(2)), { stdio: 'inherit' });
  // At a terminal Ctrl-C reaches the child by itself, and this process only has to outlive it.
  process.on('SIGINT', function () {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
  process.on('SIGTERM', function () {
    child.kill('SIGTERM');
  });
  child.on('error', function (error) {
    fail(78, 'the Node that came with the packages could not be started: ' + error.message);
  });
  child.on('exit', function (code, signal) {
    process.exitCode = code === null ? (signal === 'SIGINT' ? 130 : 1) : code;
  });
}

function fail(exitCode, message) {
  process.stderr.write('outturn: ' + message + '\n');
  process.exitCode = exitCode;
}

function start() {
  var main;
  try {
    main = builds.ensureBuilt('cli');
  } catch (error) {
    fail(78, error.message);
    return;
  }
  // A third of a start is compiling. What was compiled is kept beside the packages, where only those can write who may
  // change the program itself.
  nodeModule.enableCompileCache(path.join(__dirname, '../../../node_modules/.cache/outturn'));
  require(main);
}

if (!isTooOld()) start();
else if (carried.carriedNode(builds.root) === null || process.env.OUTTURN_NODE_CHOSEN)
  fail(
    78,
    'Node ' + process.versions.node + ' is too old: Outturn needs Node 22.13 or later (npm ci brings one along)',
  );
else {
  process.env.OUTTURN_NODE_CHOSEN = '1';
  runByCarriedNode(carried.carriedNode(builds.root));
}
