import type { Ledger } from '@outturn/ledger';
import { applicationNouns } from './nouns.js';
import type { Query } from './query.js';

type QueriesIn<Noun> = Noun extends { readonly queries: infer Queries } ? Queries : never;
type All<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer Every) => void
  ? Every
  : never;
type Collected = All<QueriesIn<(typeof applicationNouns)[keyof typeof applicationNouns]>>;

export type QueryName = keyof Collected;

/** Every query that a ledger can be asked, with what it is asked with and what it answers. */
export type Queries = {
  readonly [Name in QueryName]: Collected[Name] extends Query<infer Asked, infer Answer>
    ? { readonly asked: Asked; readonly answer: Answer }
    : never;
};

/** Every query there is, noun by noun. */
export const queryCatalogue = Object.assign(
  {},
  ...Object.values(applicationNouns).map(({ queries }) => queries),
) as Readonly<{ [Name in QueryName]: Query<Queries[Name]['asked'], Queries[Name]['answer']> }>;

export const queryNames = Object.keys(queryCatalogue) as QueryName[];

/**
 * Answers a query of the catalogue; export, replay and verify read a ledger as a whole.
 * @param today today in London as the edge's clock says it, an ISO date; what is asked may say its own
 * @throws QueryRefused, NotKnown
 */
export function ask<Name extends QueryName>(
  ledger: Ledger,
  name: Name,
  asked: Queries[Name]['asked'],
  today: string,
): Queries[Name]['answer'] {
  return queryCatalogue[name].ask(ledger, { today, ...asked });
}
