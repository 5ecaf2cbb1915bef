import type { Upcaster } from './noun.js';
import { nouns, type EntityKind, type LedgerEvent } from './nouns.js';

export type { LedgerEvent } from './nouns.js';

export interface CataloguedEvent {
  readonly type: LedgerEvent['type'];
  /** The version in which it is written today; older ones are lifted when they are read. */
  readonly schemaVersion: number;
  /** The kind of entity that it is about. */
  readonly entity: EntityKind;
  /** What has happened, as a sentence. */
  readonly says: string;
  /** Members of `data` that hold the digest of a text. */
  readonly texts: readonly string[];
  /** By the version that a step starts from: what lifts it to the next. */
  readonly lifts: Readonly<Record<number, Upcaster>>;
}

type Entry = Pick<CataloguedEvent, 'schemaVersion' | 'says'> & Partial<Pick<CataloguedEvent, 'texts' | 'lifts'>>;

/** Every type of event, noun by noun. */
export const eventCatalogue: readonly CataloguedEvent[] = Object.values(nouns).flatMap(({ entity, events }) =>
  (Object.entries(events) as [LedgerEvent['type'], Entry][]).map(
    ([type, { schemaVersion, says, texts = [], lifts = {} }]) => ({ type, schemaVersion, entity, says, texts, lifts }),
  ),
);

/** By type and the version that it starts from: `KpiReturnSubmitted@1` lifts version 1 to version 2. */
export const eventUpcasters: ReadonlyMap<string, Upcaster> = new Map(
  eventCatalogue.flatMap(({ type, lifts }) =>
    Object.entries(lifts).map(([from, lift]): [string, Upcaster] => [`${type}@${from}`, lift]),
  ),
);

const textMembers = new Map<string, readonly string[]>(eventCatalogue.map(({ type, texts }) => [type, texts]));

/** The members of the data of an event of a type that stand for texts. */
export const textMembersOf = (type: string): readonly string[] => textMembers.get(type) ?? [];

/** The members of an event's data that stand for texts, with their digests. */
export function textDigests(event: {
  readonly type: string;
  readonly data: object;
}): [member: string, digest: string][] {
  const data = event.data as Readonly<Record<string, unknown>>;
  return textMembersOf(event.type).flatMap((member) => {
    const digest = data[member];
    return typeof digest === 'string' ? [[member, digest] as [string, string]] : [];
  });
}
