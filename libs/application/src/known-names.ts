import { foldedName, lookOf, nearestName } from '@outturn/kernel';
import { allKeys, type LedgerReader } from '@outturn/ledger';
import { benchmarkView, definitionView, keysUnder } from '@outturn/views';

/** What is named: each indicator, action, round and release of a ledger, and each breakdown of an indicator. */
export type NameKind = 'indicator' | 'action' | 'round' | 'release' | 'table' | `breakdown of ${string}`;

interface ComparedArea {
  readonly indicator: string;
  readonly breakdown: string;
  readonly area: string;
  readonly areaCode?: string | null;
}

interface Areas {
  readonly byCode: Map<string, string>;
  readonly byName: Map<string, string>;
}

/** The names that a ledger holds as one transaction finds them, and those that the transaction itself gives. */
export class KnownNames {
  /** By kind, and then by what the name looks like. */
  private readonly names = new Map<NameKind, Map<string, string>>();
  private titles: Map<string, string> | null = null;
  private read: Areas | null = null;

  constructor(private readonly reader: LedgerReader) {}

  /** The name of that kind that looks like this one and is another; null where there is none. */
  twinOf(kind: NameKind, name: string): string | null {
    // What bears the very name is found by its key; reading all that is named takes as long as there are breakdowns.
    if (!this.names.has(kind) && kind.startsWith(BREAKDOWN) && this.hasBreakdown(kind.slice(BREAKDOWN.length), name))
      return null;
    const twin = this.looksOf(kind).get(lookOf(name));
    return twin === undefined || twin === name ? null : twin;
  }

  /** A name that the transaction has given. */
  learn(kind: NameKind, name: string, title = name): void {
    const looks = this.looksOf(kind);
    const look = lookOf(name);
    if (!looks.has(look)) looks.set(look, name);
    if (kind === 'indicator') this.titlesOf().set(name, title);
  }

  /** The indicator that a text is likely to mean, by what it looks like, by its id or by its title. */
  nearestIndicator(text: string): { readonly id: string; readonly title: string } | null {
    const titles = this.titlesOf();
    const byLook = this.looksOf('indicator').get(lookOf(text));
    const ids = new Map([...titles.keys()].map((id) => [lookOf(id), id]));
    const byTitle = new Map([...titles].map(([id, title]) => [lookOf(title), id]));
    const nearest = (known: ReadonlyMap<string, string>): string | undefined => {
      const name = known.has(lookOf(text)) ? lookOf(text) : nearestName(lookOf(text), [...known.keys()]);
      return name === null ? undefined : known.get(name);
    };
    const id = byLook ?? nearest(ids) ?? nearest(byTitle);
    return id === undefined ? null : { id, title: titles.get(id) ?? id };
  }

  /**
   * An area as the ledger spells it: by its code, else by its folded name; as it is written where it is new, or where code
   * and name are those of two areas.
   */
  areaAs(area: string, code: string | null): string {
    const { byCode, byName } = this.areas();
    if (code !== null && this.areaHolding(code, area) !== null) return area;
    const held = code === null ? undefined : byCode.get(code);
    return held ?? byName.get(foldedName(area)) ?? area;
  }

  /** The area that a code stands for although another bears this name; null where code and name go together. */
  areaHolding(code: string, area: string): string | null {
    const { byCode, byName } = this.areas();
    const [held, named] = [byCode.get(code), byName.get(foldedName(area))];
    return held !== undefined && named !== undefined && held !== named ? held : null;
  }

  /** Whether the ledger compares that indicator and breakdown with that area under that code already, in any period. */
  isCompared({ indicator, breakdown, area, areaCode = null }: ComparedArea): boolean {
    const cells = this.reader.rows(benchmarkView, keysUnder(indicator, breakdown, area), this.reader.position, 1);
    return [...cells].some(({ content }) => areaCode === null || content.areaCode === areaCode);
  }

  /** Every area that the ledger has a comparator of. */
  get ownAreas(): readonly string[] {
    return [...this.areas().byName.values()];
  }

  learnArea({ area, areaCode }: { readonly area: string; readonly areaCode?: string | null }): void {
    remember(this.areas(), area, areaCode ?? null);
  }

  private areas(): Areas {
    if (this.read !== null) return this.read;
    this.read = { byCode: new Map(), byName: new Map() };
    for (const { content } of this.reader.rows(benchmarkView, allKeys, this.reader.position))
      remember(this.read, content.area, content.areaCode);
    return this.read;
  }

  private titlesOf(): Map<string, string> {
    if (this.titles !== null) return this.titles;
    this.titles = new Map();
    for (const { key, content } of this.reader.rows(definitionView, allKeys, this.reader.position))
      this.titles.set(key, content.current.title);
    return this.titles;
  }

  private looksOf(kind: NameKind): Map<string, string> {
    const known = this.names.get(kind);
    if (known !== undefined) return known;
    const looks = new Map<string, string>();
    for (const name of this.stored(kind)) if (!looks.has(lookOf(name))) looks.set(lookOf(name), name);
    this.names.set(kind, looks);
    return looks;
  }

  private *stored(kind: NameKind): Iterable<string> {
    const { reader } = this;
    if (kind === 'indicator') return yield* this.titlesOf().keys();
    const named = kind in NAMED ? NAMED[kind as keyof typeof NAMED] : null;
    if (named !== null) {
      const [view, member] = named;
      for (const { content } of reader.rows(view, allKeys, reader.position)) yield content[member] as string;
      return;
    }
    const under = keysUnder(kind.slice(BREAKDOWN.length));
    for (const view of BROKEN_DOWN) {
      for (const { content } of reader.rows(view, under, reader.position)) yield content['breakdown'] as string;
    }
  }

  private hasBreakdown(indicator: string, breakdown: string): boolean {
    const under = keysUnder(indicator, breakdown);
    return BROKEN_DOWN.some((view) => [...this.reader.rows(view, under, this.reader.position, 1)].length > 0);
  }
}

const BREAKDOWN = 'breakdown of ';

/** The views whose keys begin with indicator and breakdown. */
const BROKEN_DOWN = ['figure', 'target', 'benchmark'] as const;

/** The view and the member of its rows that is the name. */
const NAMED = {
  action: ['action', 'ref'],
  round: ['round', 'round'],
  release: ['release', 'label'],
  table: ['release', 'table'],
} as const;

function remember({ byCode, byName }: Areas, area: string, code: string | null): void {
  const folded = foldedName(area);
  if (!byName.has(folded)) byName.set(folded, area);
  if (code !== null && !byCode.has(code)) byCode.set(code, area);
}
