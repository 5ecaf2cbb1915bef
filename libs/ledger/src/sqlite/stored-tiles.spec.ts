import Database from 'better-sqlite3';
import { LedgerDamaged } from '../errors.js';
import { leafHash } from '../merkle/node-hash.js';
import { plainRoot } from '../contract/plain-merkle.js';
import { rootAt } from '../merkle/tile.js';
import { Statements } from './statements.js';
import { StoredTiles } from './stored-tiles.js';

const leaves = (words: string, count: number): Buffer[] =>
  Array.from({ length: count }, (_, index) => leafHash(`${words} ${index}`));

let db: Database.Database;
let tiles: StoredTiles;
beforeEach(() => {
  db = new Database(':memory:');
  db.exec('CREATE TABLE event (position INTEGER PRIMARY KEY, leaf BLOB)');
  db.exec('CREATE TABLE merkle_tile (level, tile, hashes, PRIMARY KEY (level, tile))');
  tiles = new StoredTiles(new Statements(db));
});
afterEach(() => void db.close());

const keepTile = (hashes: readonly Buffer[]): void =>
  void db.prepare('INSERT OR REPLACE INTO merkle_tile VALUES (0, 0, ?)').run(Buffer.concat(hashes));

const keepEvents = (hashes: readonly Buffer[]): void =>
  hashes.forEach((leaf, index) => db.prepare('INSERT OR REPLACE INTO event VALUES (?, ?)').run(index + 1, leaf));

describe('a tile that is asked for', () => {
  it('is read once, for every position in it', () => {
    const full = leaves('told', 256);
    keepTile(full);
    expect(rootAt(tiles, 200)).toEqual(plainRoot(full.slice(0, 200)));
    db.exec('DELETE FROM merkle_tile');
    for (const size of [1, 3, 77, 255]) expect(rootAt(tiles, size)).toEqual(plainRoot(full.slice(0, size)));
  });

  it('is made of the leaves that lie with their events where it is not full yet, and read again when there are more', () => {
    const told = leaves('told', 100);
    keepEvents(told.slice(0, 60));
    expect(rootAt(tiles, 60)).toEqual(plainRoot(told.slice(0, 60)));
    keepEvents(told);
    expect(rootAt(tiles, 100)).toEqual(plainRoot(told));
    expect(rootAt(tiles, 59)).toEqual(plainRoot(told.slice(0, 59)));
  });

  it('is read again where what filled it was rolled back', () => {
    const [first, second] = [leaves('rolled back', 256), leaves('told instead', 256)];
    db.exec('BEGIN');
    keepTile(first);
    expect(rootAt(tiles, 255)).toEqual(plainRoot(first.slice(0, 255)));
    db.exec('ROLLBACK');
    tiles.forget();
    keepTile(second);
    expect(rootAt(tiles, 255)).toEqual(plainRoot(second.slice(0, 255)));
  });

  it('is damaged where leaves or a tile above them are missing', () => {
    keepEvents(leaves('told', 10));
    expect(() => rootAt(tiles, 11)).toThrow(LedgerDamaged);
    keepTile(leaves('told', 256));
    expect(() => tiles.tile(1, 0, 1)).toThrow('tile 1/0 is missing or too short');
  });
});
