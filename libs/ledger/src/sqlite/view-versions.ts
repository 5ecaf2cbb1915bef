import type { KeyRange, ViewFold, ViewRow, ViewToRead } from '../view-fold.js';
import { FIRST_PAGE, nextSize } from './pages.js';
import type { Statements } from './statements.js';

/** The table that holds a view's rows. The version is part of the name, so that a rebuild stands beside the old one. */
export function viewTable(view: Pick<ViewFold, 'name' | 'version'>): string {
  if (!/^[a-z_]+$/.test(view.name)) throw new TypeError(`"${view.name}" can't name a table`);
  return `view_${view.name}_${view.version}`;
}

interface VersionRow {
  readonly key: string;
  readonly from_position: number;
  readonly content: string;
}

/** The rows of the views at any position: the last version of each key that is not behind it. */
export class ViewVersions {
  private readonly tables: ReadonlyMap<string, string>;

  constructor(
    private readonly statements: Statements,
    views: readonly ViewFold[],
  ) {
    this.tables = new Map(views.map((view) => [view.name, viewTable(view)]));
  }

  row<Row extends object>(view: ViewToRead<Row>, key: string, position: number): ViewRow<Row> | null {
    const found = this.statements
      .sql(
        `SELECT from_position, content FROM ${this.table(view)} WHERE key = +? AND from_position <= +? ORDER BY from_position DESC LIMIT 1`,
      )
      .get(key, position) as { from_position: number; content: string | null } | undefined;
    if (found?.content == null) return null;
    return { key, fromPosition: found.from_position, content: JSON.parse(found.content) as Row };
  }

  *rows<Row extends object>(
    view: ViewToRead<Row>,
    range: KeyRange,
    position: number,
    limit = -1,
  ): IterableIterator<ViewRow<Row>> {
    // One seek finds the next key and one its version at the position, so the cost is per key, not per version. CROSS JOIN
    // keeps the keys in the outer loop: that is what gives the rows their order.
    const table = this.table(view);
    const versions = this.statements.sql(`
      WITH RECURSIVE next (key) AS (
        SELECT (SELECT key FROM ${table} WHERE key >= +:from AND key < +:to ORDER BY key LIMIT 1)
        UNION ALL
        SELECT (SELECT key FROM ${table} WHERE key > next.key AND key < +:to ORDER BY key LIMIT 1) FROM next WHERE next.key IS NOT NULL
      )
      SELECT version.key, version.from_position, version.content
      FROM next CROSS JOIN ${table} AS version
        ON version.key = next.key AND version.from_position =
          (SELECT from_position FROM ${table} WHERE key = next.key AND from_position <= +:position ORDER BY from_position DESC LIMIT 1)
      WHERE next.key IS NOT NULL AND version.content IS NOT NULL LIMIT +:limit`);
    let { from } = range;
    for (let left = limit < 0 ? Infinity : limit, size = FIRST_PAGE; left > 0; size = nextSize(size)) {
      this.statements.mustBeAsked();
      const wanted = Math.min(size, left);
      const page = versions.all({ from, to: range.to, position, limit: wanted }) as VersionRow[];
      for (const row of page) {
        yield { key: row.key, fromPosition: row.from_position, content: JSON.parse(row.content) as Row };
      }
      if (page.length < wanted) return;
      left -= page.length;
      // The next key that there can be.
      from = `${page.at(-1)?.key}\u0000`;
    }
  }

  private table(view: Pick<ViewFold, 'name'> | string): string {
    const name = typeof view === 'string' ? view : view.name;
    const table = this.tables.get(name);
    if (table === undefined) throw new TypeError(`the ledger keeps no view "${name}"`);
    return table;
  }
}
