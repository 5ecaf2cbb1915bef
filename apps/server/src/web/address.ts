/** The names in a pattern: `/ledgers/:ledger/actions/:ref` has `ledger` and `ref`. */
export type Parts<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Parts<Rest>
  : Pattern extends `${string}:${infer Name}`
    ? Name
    : never;

/** What stands in an address's query. An empty or undefined value is left out; an array is given several times. */
export type QueryOf<Name extends string> = Readonly<Partial<Record<Name, string | readonly string[] | undefined>>>;

/** The moment in an address, so that it can be shared and printed. */
export type MomentName = 'known-at' | 'as-at';

/** The address of a page: the pattern that it is served at, and the names that its query takes. */
export class Address<Pattern extends string = string, Name extends string = string> {
  constructor(
    readonly pattern: Pattern,
    readonly query: readonly Name[],
    /** Whether files may be posted to it. */
    readonly takesFiles: boolean,
    /** Whether the page says nothing but what the ledger holds and how that stands today, so that it may be kept. */
    readonly isRemembered: boolean,
  ) {}

  /** Whether the page is about a ledger, and so about a moment of it. */
  get isOfLedger(): boolean {
    return this.pattern.startsWith('/ledgers/:ledger');
  }

  to(parts: Readonly<Record<Parts<Pattern>, string>>, query?: QueryOf<Name | MomentName>): string {
    return this.filled(parts, query ?? {});
  }

  /** The same for parts and a query that were gathered, and so are checked by nobody. */
  filled(parts: Readonly<Record<string, string>>, query: QueryOf<string>): string {
    const path = this.pattern.replace(/:([a-z]+)/g, (_part, name: string) => encodeURIComponent(parts[name] ?? ''));
    return path + searchOf(query);
  }
}

/** The query as it stands behind a path: empty, or a question mark and what follows. */
function searchOf(query: QueryOf<string>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of [value].flat()) if (each !== undefined && each !== '') search.append(name, each);
  }
  return search.size === 0 ? '' : `?${search.toString()}`;
}

export const address = <Pattern extends string, Name extends string = never>(
  pattern: Pattern,
  query: readonly Name[] = [],
  { takesFiles = false, isRemembered = false } = {},
): Address<Pattern, Name> => new Address(pattern, query, takesFiles, isRemembered);
