'use strict';
// Who may build. Plain old JavaScript without dependencies, as beside it.
var fs = require('fs');
var os = require('os');
var path = require('path');

// A build takes half a minute. Whoever has held the lock this long has died, and its number belongs to another process.
var LONGEST_BUILD = 10 * 60 * 1000;
// The lock is made and then written: one that stays empty was left by somebody who died between the two.
var LONGEST_WRITE = 2 * 1000;

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * Who builds: `nobody`, `somebody` who lives, or `dead` where a build was broken off and its lock has stayed.
 * @param lock the file whose being there says that somebody builds; it holds the number of their process
 */
function builder(lock) {
  var written;
  var age;
  try {
    written = fs.readFileSync(lock, 'utf8');
    age = Date.now() - fs.statSync(lock).mtimeMs;
  } catch (error) {
    if (error.code === 'ENOENT') return 'nobody';
    throw error;
  }
  var pid = Number(written);
  if (!(pid > 0)) return age > LONGEST_WRITE ? 'dead' : 'somebody';
  var mayLive = pid !== process.pid && age < LONGEST_BUILD && age < os.uptime() * 1000;
  return mayLive && isRunning(pid) ? 'somebody' : 'dead';
}

/** Takes the right to build. Returns false where somebody has it. */
function take(lock) {
  fs.mkdirSync(path.dirname(lock), { recursive: true });
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    // On a full disk the lock is made and stays empty.
    if (error.code === 'ENOSPC' || error.code === 'EDQUOT') remove(lock);
    throw error;
  }
}

/** Takes a file away, whether it is there or not. */
function remove(file) {
  try {
    fs.unlinkSync(file);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

module.exports = { builder: builder, remove: remove, take: take };
