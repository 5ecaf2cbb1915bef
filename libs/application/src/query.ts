import type { Ledger, LedgerReader } from '@outturn/ledger';
import type { AskedBy } from './parameters.js';

/** How a query is asked over HTTP. */
export interface QueryRoute<Asked> {
  /** Below `/api/v1/ledgers/{ledger}/`; a member of what is asked stands for itself, `indicators/:indicator`. */
  readonly path: string;
  /** One sentence for the OpenAPI document. */
  readonly summary: string;
  /** What the answer is, and the name of its schema. */
  readonly answer: { readonly description: string; readonly schema: string };
  /** Where all of these name positions, the answer is the same for ever. */
  readonly pinnedBy: readonly (keyof Asked & string)[];
}

/** A query: everything about what can be asked of a ledger, from which routes, options and bindings are made. */
export interface Query<Asked extends object, Answer extends object> {
  readonly permission: 'ledger:read';
  readonly asks: AskedBy<Asked>;
  /** Null where it is asked in another way, or by pages alone. */
  readonly route: QueryRoute<Asked> | null;
  /** Whether its answer is remembered for as long as the ledger has the same head. */
  readonly remembered: boolean;
  /** Whether it reads a few rows however large a ledger is; a stream is read page by page. */
  isShort(asked: Asked): boolean;
  /** Answers from one consistent state of the ledger. */
  ask(ledger: Ledger, asked: Asked): Answer;
}

type Told<Asked extends object, Answer extends object> = Pick<Query<Asked, Answer>, 'asks'> &
  Partial<Pick<Query<Asked, Answer>, 'route' | 'remembered' | 'isShort'>>;

/** A query that is answered in one look at the ledger. */
export const query = <Asked extends object, Answer extends object>(
  answer: (reader: LedgerReader, asked: Asked) => Answer,
  told: Told<Asked, Answer>,
): Query<Asked, Answer> => streamed((ledger, asked) => ledger.read((reader) => answer(reader, asked)), told);

/** A query whose answer is read in many looks, page by page. */
export const streamed = <Asked extends object, Answer extends object>(
  ask: (ledger: Ledger, asked: Asked) => Answer,
  { asks, route = null, remembered = false, isShort = () => false }: Told<Asked, Answer>,
): Query<Asked, Answer> => ({ permission: 'ledger:read', asks, route, remembered, isShort, ask });
