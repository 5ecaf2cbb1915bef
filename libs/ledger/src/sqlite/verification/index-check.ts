import { randomInt } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Faults } from './fault.js';

/**
 * A number for a set of rows, whatever their order: equal sets have equal numbers, other sets almost never. Its key is
 * drawn again each time, so nobody can choose rows that cancel each other out.
 */
class Fingerprint {
  private sum = 0;
  constructor(private readonly key: { readonly seed: number; readonly factor: number }) {}

  add(name: string, version: number, position: number): void {
    const { seed, factor } = this.key;
    let hash = seed;
    for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), factor);
    for (const part of [version, position % 2 ** 32, Math.floor(position / 2 ** 32)]) {
      hash = Math.imul(hash ^ part, factor);
      hash ^= hash >>> 15;
    }
    this.sum = (this.sum + (hash >>> 0)) % 2 ** 50;
  }

  equals(other: Fingerprint): boolean {
    return this.sum === other.sum;
  }
}

/** What an index leads to, against what the rows say: readers find an entity's and a command's events by index alone. */
export class IndexCheck {
  private readonly key = { seed: randomInt(2 ** 31), factor: randomInt(2 ** 30) * 2 + 1 };
  private readonly entities = new Fingerprint(this.key);
  private readonly commands = new Fingerprint(this.key);

  constructor(
    private readonly db: Database.Database,
    private readonly faults: Faults,
  ) {}

  /** Takes in what the columns of a row say, whatever a damaged one holds. */
  add(position: number, entity: StoredValue, version: StoredValue, command: StoredValue): void {
    if (entity !== null) this.entities.add(String(entity), Number(version), position);
    if (command !== null) this.commands.add(String(command), 0, position);
  }

  /** Call it when every row has been added. */
  finish(): void {
    const entities = new Fingerprint(this.key);
    let last: IndexEntry = ['', 0, 0];
    this.walk('entity', 'entity, entity_version, position', (...row) => {
      entities.add(String(row[0]), Number(row[1]), row[2]);
      this.checkVersion(last, row);
      last = row;
    });
    if (!entities.equals(this.entities))
      this.nameDifferences(
        'entities',
        'entity',
        'there.entity = event.entity AND there.entity_version IS event.entity_version',
      );
    const commands = new Fingerprint(this.key);
    this.walk('command', 'command_id, NULL, position', (command, _none, position) =>
      commands.add(String(command), 0, position),
    );
    if (!commands.equals(this.commands))
      this.nameDifferences('commands', 'command', 'there.command_id = event.command_id');
  }

  /** The versions of each entity run 1, 2, 3 … in the order of positions. */
  private checkVersion(last: IndexEntry, [entity, version, position]: IndexEntry): void {
    const follows = entity === last[0] ? version === Number(last[1]) + 1 && position > last[2] : version === 1;
    if (!follows)
      this.faults.add(
        position,
        'EntityVersionBroken',
        `version ${String(version)} of ${String(entity)} does not follow the one before`,
      );
  }

  private nameDifferences(what: string, index: 'entity' | 'command', sameKey: string): void {
    this.faults.add(null, 'IndexDiffers', `the index of ${what} does not lead to the stored events`);
    const lost = this.db
      .prepare(
        `SELECT position FROM event NOT INDEXED WHERE ${columnOf[index]} IS NOT NULL AND NOT EXISTS
           (SELECT 1 FROM event AS there INDEXED BY event_by_${index} WHERE ${sameKey} AND there.position = event.position)`,
      )
      .pluck();
    for (const position of lost.iterate() as IterableIterator<number>)
      this.faults.add(position, 'IndexDiffers', `the index of ${what} does not lead to it`);
  }

  /**
   * Calls `visit` for every entry of an index, in its order. SQLite calls it as a function in a condition that holds for
   * none: handing out millions of rows would cost twice as much.
   */
  private walk(index: 'entity' | 'command', entry: string, visit: (...entry: IndexEntry) => void): void {
    const key = columnOf[index];
    // SQLite counts the arguments that it says it takes.
    const visited = (name: StoredValue, version: StoredValue, position: number): number => {
      visit(name, version, position);
      return 0;
    };
    this.db.function(`visit_${index}`, { directOnly: true }, visited);
    this.db
      .prepare(
        `SELECT 1 FROM event INDEXED BY event_by_${index} WHERE ${key} IS NOT NULL AND visit_${index}(${entry}) ORDER BY ${key}`,
      )
      .all();
  }
}

/** What a column may hold in a damaged file. */
export type StoredValue = string | number | Buffer | null;

type IndexEntry = [key: StoredValue, version: StoredValue, position: number];

const columnOf = { entity: 'entity', command: 'command_id' } as const;
