import type { DomainEvent, EventEnvelope } from '@outturn/kernel';
import type { ViewFold } from '@outturn/ledger';

/** An event with its place in the ledger. */
export type Placed<Event extends DomainEvent> = Event & Omit<EventEnvelope, keyof DomainEvent>;

/** The row after an event, from the row before it: null where there is none. */
type Fold<Row, Event> = (row: Row | null, event: Event) => Row | null;

/** A fold that says which types of event it deals with. */
export interface View<Type extends string, Row extends object> extends ViewFold<Row> {
  readonly handles: ReadonlySet<Type>;
}

interface ToldView<Event extends DomainEvent, Row extends object> extends Pick<ViewFold, 'name' | 'version'> {
  readonly keyOf: (event: Placed<Event>) => string;
  /** A function for each type of event: one that is missing breaks the build. */
  readonly on: {
    readonly [Type in Event['type']]: Fold<Row, Placed<Extract<Event, { readonly type: Type }>>>;
  };
}

/** A view of some events, each with what it does to its row. */
export function view<Event extends DomainEvent, Row extends object>(
  told: ToldView<Event, Row>,
): View<Event['type'], Row> {
  const { name, version, keyOf } = told;
  // An envelope of a type has the data of that type: deciders write no others, and older ones were lifted.
  const folds = new Map(Object.entries(told.on) as [Event['type'], Fold<Row, EventEnvelope>][]);
  return {
    name,
    version,
    handles: new Set(folds.keys()),
    keyOf: keyOf as (event: EventEnvelope) => string,
    apply: (row, event) => folds.get(event.type)?.(row, event) ?? null,
  };
}

/** What an event does to a row that is there; without one there is nothing that it could change. */
export const ofRow =
  <Row, Event>(fold: (row: Row, event: Event) => Row | null): Fold<Row, Event> =>
  (row, event) =>
    row === null ? null : fold(row, event);

/** An event after which there is no row. */
export const gone = (): null => null;
