import type { CellChange, CellChanges } from '@outturn/domain';
import type { PublishedCell } from '@outturn/intake';
import { allKeys, type LedgerReader } from '@outturn/ledger';
import { benchmarkView, cellKey, releaseView, type PublishedFigure, type PublishedReleaseRow } from '@outturn/views';
import type { KnownNames } from '../known-names.js';

/** Changes that are being counted. */
interface Changes extends CellChanges {
  count: number;
  readonly examples: CellChange[];
}

/** How many changes of a kind are named. */
const EXAMPLES = 3;

/**
 * What stands of a publisher's tables while a release of one of them is compared with it. Cells that no release of this ledger brought
 * were typed or quoted by somebody, and belong to them: a release may say the same cell, and withdraws none of theirs.
 */
export class PublishedTable {
  private readonly standing = new Map<string, PublishedFigure>();
  /** By label. */
  private readonly tables: ReadonlyMap<string, string>;
  private readonly measures = new Set<string>();
  private readonly releases: readonly PublishedReleaseRow[];
  private readonly areas = new Map<string, string>();
  readonly replaced: Changes = { count: 0, examples: [] };
  readonly withdrawn: Changes = { count: 0, examples: [] };
  /** Cells of the release that stand in another table, and the first such table. */
  readonly ofAnother: Changes = { count: 0, examples: [] };
  other: string | null = null;

  constructor(
    reader: LedgerReader,
    private readonly names: KnownNames,
    /** The table that is released. */
    private readonly table: string,
  ) {
    this.releases = [...reader.rows(releaseView, allKeys, reader.position)].map(({ content }) => content);
    this.tables = new Map(this.releases.map((each) => [each.label, each.table]));
    for (const { key, content } of reader.rows(benchmarkView, allKeys, reader.position)) {
      this.standing.set(key, content);
      if (this.tableOf(content) === this.table) this.measures.add(content.indicator);
    }
  }

  /** Whether the table has cells, and none of the measures of a release. */
  isStrangeTo(measures: Iterable<string>): boolean {
    return this.measures.size > 0 && ![...measures].some((measure) => this.measures.has(measure));
  }

  /** The table of the release that brought a cell; null where somebody typed or quoted it. */
  private tableOf({ release }: PublishedFigure): string | null {
    return release === null ? null : (this.tables.get(release) ?? null);
  }

  /** The release of the table that bears the latest date, where that is later than this one's; null where none is. */
  newerThan({
    label,
    date,
  }: {
    readonly label: string;
    readonly date?: string;
  }): { label: string; date: string } | null {
    if (date === undefined) return null;
    let newest: { label: string; date: string } | null = null;
    for (const each of this.releases) {
      if (each.label === label || each.table !== this.table || each.date === null || each.date <= date) continue;
      if (newest === null || each.date > newest.date) newest = { label: each.label, date: each.date };
    }
    return newest;
  }

  /** The area of a cell as the ledger spells it. */
  areaOf({ area, areaCode }: PublishedCell | Omit<PublishedCell, 'line'>): string {
    const key = `${areaCode ?? ''}\u001F${area}`;
    let spelled = this.areas.get(key);
    if (spelled === undefined) {
      spelled = this.names.areaAs(area, areaCode);
      this.areas.set(key, spelled);
    }
    return spelled;
  }

  /** Whether a cell stands as the release has it. Each cell of the release is asked for once. */
  says(cell: Omit<PublishedCell, 'line'>): boolean {
    const key = cellKey(cell);
    const stands = this.standing.get(key);
    this.standing.delete(key);
    if (stands === undefined) return false;
    const table = this.tableOf(stands);
    if (table !== null && table !== this.table) {
      this.other ??= table;
      count(this.ofAnother, stands, cell.published);
      return true;
    }
    const isSame =
      stands.published === cell.published && stands.symbol === cell.symbol && stands.areaCode === cell.areaCode;
    if (!isSame) count(this.replaced, stands, cell.published);
    return isSame;
  }

  /** The cells of the table that the release did not say. */
  gone(): PublishedFigure[] {
    const gone = [...this.standing.values()].filter((cell) => this.tableOf(cell) === this.table);
    for (const cell of gone) count(this.withdrawn, cell, null);
    return gone;
  }
}

function count(changes: Changes, cell: PublishedFigure, becomes: string | null): void {
  changes.count += 1;
  if (changes.examples.length === EXAMPLES) return;
  const { indicator, area, period, sourcePeriod, published } = cell;
  changes.examples.push({ indicator, area, period: period ?? sourcePeriod ?? '', was: published ?? '', becomes });
}
