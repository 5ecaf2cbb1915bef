import Database from 'better-sqlite3';

// hold-lock <file>: takes the write lock, says "held", keeps it until it hears a line, and says "released".

const db = new Database(process.argv[2]);
db.exec('BEGIN IMMEDIATE');
console.log('held');
process.stdin.once('data', () => {
  db.exec('COMMIT');
  db.close();
  console.log('released');
  process.stdin.destroy();
});
