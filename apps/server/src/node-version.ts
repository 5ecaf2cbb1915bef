// Imported before anything else: under an old Node the native store dies by SIGSEGV without a word.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  process.stderr.write(
    `Outturn needs Node 22.13 or later, this is ${process.versions.node}: start it with "npm start", which brings its own\n`,
  );
  process.exit(78);
}
