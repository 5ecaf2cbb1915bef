'use strict';
// Plain old JavaScript without dependencies: whatever Node a machine has must be able to read it.
var fs = require('fs');
var path = require('path');

/**
 * Where the packages bring their Node: by the package's own name, since npm makes no program of it on Windows, only
 * scripts that start one.
 */
function carriedNodeFile(root, platform, architecture) {
  var system = platform === 'win32' ? 'win' : platform;
  var program = platform === 'win32' ? 'node.exe' : 'node';
  return path.join(root, 'node_modules', 'node-' + system + '-' + architecture, 'bin', program);
}

/** The Node that was installed with the packages; null if this machine's kind has none, or if none was installed. */
function carriedNode(root) {
  var file = carriedNodeFile(root, process.platform, process.arch);
  return fs.existsSync(file) ? file : null;
}

module.exports = { carriedNode: carriedNode, carriedNodeFile: carriedNodeFile };
