'use strict';
// Plain old JavaScript without dependencies: whatever Node a machine has must be able to read it.
var childProcess = require('child_process');
var fs = require('fs');
var path = require('path');
var carried = require('./carried-node.cjs');
var locks = require('./build-lock.cjs');

var root = path.resolve(__dirname, '../../..');
var lock = path.join(root, 'dist', '.building');

/** When a file was written, in milliseconds; 0 where it is not there, as when an editor or a checkout is replacing it. */
function modifiedAt(file) {
  try {
    return fs.statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}

/** The time of the newest product source under a folder, in milliseconds; 0 where there is none. */
function newestSource(folder) {
  var newest = 0;
  var entries;
  try {
    entries = fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return 0;
  }
  entries.forEach(function (entry) {
    var file = path.join(folder, entry.name);
    if (entry.isDirectory()) newest = Math.max(newest, newestSource(file));
    else if (entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
      newest = Math.max(newest, modifiedAt(file));
  });
  return newest;
}

/** The folders that an app is compiled from. */
function sourcesOf(app) {
  var libs = path.join(root, 'libs');
  var names = fs.existsSync(libs) ? fs.readdirSync(libs) : [];
  return [path.join(root, 'apps', app, 'src')].concat(
    names.map(function (name) {
      return path.join(libs, name, 'src');
    }),
  );
}

/** The compiled entry of an app, whether it is there or not. */
function mainOf(app) {
  return path.join(root, 'dist', 'apps', app, 'src', 'main.js');
}

/** Written when a build has come to its end, with the time at which it began: an entry alone may be part of a broken one. */
function stampOf(app) {
  return path.join(root, 'dist', '.built-' + app);
}

function newestSourceOf(app) {
  return Math.max.apply(null, sourcesOf(app).map(newestSource));
}

function isStale(app) {
  return !fs.existsSync(mainOf(app)) || !fs.existsSync(stampOf(app)) || newestSourceOf(app) > modifiedAt(stampOf(app));
}

/**
 * Forgets every build, since a compiler that was broken off may have left any file half written: both apps are compiled
 * from the same libs into the same folder, and what the compiler remembers would keep it from writing a file again.
 */
function forgetBuilds() {
  ['cli', 'server'].forEach(function (app) {
    locks.remove(stampOf(app));
    locks.remove(path.join(root, 'dist', 'apps', app, 'tsconfig.app.tsbuildinfo'));
  });
}

/** Compiles an app, whether it needs it or not; whoever calls holds the lock. */
function compile(app) {
  var nest = path.join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  if (!fs.existsSync(nest)) throw new Error('the packages are not installed: run "npm ci" in ' + root + ' first');
  process.stderr.write('building ' + (app === 'cli' ? 'outturn' : 'the service') + ', once …\n');
  // A source that is saved while the compiler runs is newer than what comes out; one that bears a time yet to come is not.
  var time = new Date(Math.max(Date.now(), newestSourceOf(app)));
  var built = childProcess.spawnSync(carried.carriedNode(root) || process.execPath, [nest, 'build', app], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (built.status !== 0 || !fs.existsSync(mainOf(app))) {
    forgetBuilds();
    throw new Error('the build of apps/' + app + ' failed; what the compiler says stands above');
  }
  fs.writeFileSync(stampOf(app), '');
  fs.utimesSync(stampOf(app), time, time);
}

function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

var hasToldOfWaiting = false;

function waitForOther() {
  if (!hasToldOfWaiting) process.stderr.write('waiting for a build that is under way …\n');
  hasToldOfWaiting = true;
  pause(100);
}

/**
 * Does something that compiles, with the lock in hand. A build that was broken off is cleared away first.
 * @returns whether it was done; false where somebody else is at it, and whoever calls looks again
 */
function whileNobodyBuilds(work) {
  var who = locks.builder(lock);
  if (who === 'somebody') {
    waitForOther();
    return false;
  }
  if (who === 'dead') {
    // The builds are forgotten before the lock goes: whoever is killed between the two leaves the lock to be found.
    forgetBuilds();
    if (locks.builder(lock) === 'dead') locks.remove(lock);
  }
  if (!locks.take(lock)) return false;
  try {
    work();
  } finally {
    locks.remove(lock);
  }
  return true;
}

/** Whether an app may be started as it is: compiled to the end, no older than its sources, and nobody compiles. */
function isReady(app) {
  return locks.builder(lock) === 'nobody' && !isStale(app);
}

/**
 * Builds an app where its compiled form is missing, half made or older than its sources. Processes that find the same wait
 * for one another. What the compiler says goes to stderr: stdout belongs to the command.
 * @param app `cli` or `server`
 * @returns the compiled entry
 * @throws Error where the build fails
 */
function ensureBuilt(app) {
  var mayStart = false;
  function compileIfStale() {
    if (isStale(app)) compile(app);
    mayStart = true;
  }
  try {
    while (!mayStart && !isReady(app)) whileNobodyBuilds(compileIfStale);
  } catch (error) {
    if (error.code === undefined) throw error;
    // Whoever may only run the program takes it as it is; a copy's files may all look newer than what was built of them.
    var isReadOnly = ['EACCES', 'EPERM', 'EROFS'].indexOf(error.code) !== -1;
    if (!isReadOnly || !fs.existsSync(mainOf(app)) || fs.existsSync(lock))
      throw new Error(
        'outturn has to be built, and ' + (error.path || path.dirname(lock)) + " can't be used (" + error.code + ')',
      );
  }
  return mainOf(app);
}

/** Compiles apps whether they need it or not. */
function build(apps) {
  function compileAll() {
    apps.forEach(compile);
  }
  while (!whileNobodyBuilds(compileAll));
}

module.exports = { build: build, ensureBuilt: ensureBuilt, root: root };
