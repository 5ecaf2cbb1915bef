import { RecentMap } from '@outturn/kernel';
import type { Statements } from './statements.js';

/** The version that an entity stands at, and the leaf hash of the event that gave it. */
export interface Latest {
  readonly version: number;
  readonly leaf: Buffer;
}

const NOTHING_YET: Latest = { version: 0, leaf: Buffer.alloc(0) };

/** How many entities' latest events a writer remembers: those of a large file, in some 25 MB. */
const REMEMBERED = 100_000;

/** The latest event of each entity; for a writer, who hears of every event that is added, remembered between questions. */
export class LatestEvents {
  private remembered: RecentMap<string, Latest> | null = null;
  /** The entities whose latest events the open transaction added. */
  private readonly added = new Set<string>();

  constructor(private readonly statements: Statements) {}

  /** Null where the entity has no event. */
  of(entity: string): Latest | null {
    const latest = this.remembered?.get(entity) ?? this.stored(entity);
    this.remembered?.set(entity, latest);
    return latest === NOTHING_YET ? null : latest;
  }

  /** What a writer remembers holds until it says `forget`. */
  remember(entity: string, latest: Latest): void {
    this.remembered ??= new RecentMap(REMEMBERED);
    this.remembered.set(entity, latest);
    this.added.add(entity);
  }

  /** What was added is there for good. */
  keepAdded(): void {
    this.added.clear();
  }

  /**
   * What the open transaction added, or a part of it, is taken back; what it only read stands as it was. What was added
   * stays named: the rest of the transaction may still be taken back, and may have been read again until then.
   */
  forgetAdded(): void {
    for (const entity of this.added) this.remembered?.delete(entity);
  }

  forget(): void {
    this.remembered?.clear();
    this.added.clear();
  }

  private stored(entity: string): Latest {
    const latest = this.statements
      .sql('SELECT entity_version AS version, leaf FROM event WHERE entity = +? ORDER BY entity_version DESC LIMIT 1')
      .get(entity) as Latest | undefined;
    return latest ?? NOTHING_YET;
  }
}
