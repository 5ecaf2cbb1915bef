import type { Decider, DomainEvent, JsonObject } from '@outturn/kernel';

/** Lifts the data of an event of one version to the next. Pure, and makes a new object: what was stored is not touched. */
export type Upcaster = (data: JsonObject) => JsonObject;

type Earlier<Version> = Version extends 2 ? 1 : Version extends 3 ? 1 | 2 : Version extends 4 ? 1 | 2 | 3 : never;

/** What is said of one type of event, in the version in which it is written today. */
type EventEntry<Event extends DomainEvent> = {
  readonly schemaVersion: Event['schemaVersion'];
  /** What has happened, as a sentence. */
  readonly says: string;
  /** Members of `data` that hold the digest of a text. */
  readonly texts?: readonly (keyof Event['data'] & string)[];
} & ([Earlier<Event['schemaVersion']>] extends [never]
  ? unknown
  : {
      /** By the version that a step starts from: what lifts it to the next. */
      readonly lifts: { readonly [From in Earlier<Event['schemaVersion']>]: Upcaster };
    });

type EventTable<Event extends DomainEvent> = {
  readonly [Type in Event['type']]: EventEntry<Extract<Event, { readonly type: Type }>>;
};

/** What the domain knows of one kind of thing: how its entities are called, decided and folded, and what happens to them. */
export interface Noun<State, Command, Event extends DomainEvent, Facts, Rejection, Slot, Entity extends string> {
  /** The first part of its entities' ids. */
  readonly entity: Entity;
  entityOf(slot: Slot): string;
  readonly decider: Decider<State, Command, Event, Facts, Rejection>;
  /** One line for each type of event: one that is missing breaks the build. */
  readonly events: EventTable<Event>;
}

/** Holds the types of one noun together where it is written. */
export const noun = <State, Command, Event extends DomainEvent, Facts, Rejection, Slot, const Entity extends string>(
  told: Noun<State, Command, Event, Facts, Rejection, Slot, Entity>,
): Noun<State, Command, Event, Facts, Rejection, Slot, Entity> => told;
