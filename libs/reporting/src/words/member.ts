import type { Unit } from '@outturn/domain';

/** How a member of an event or of a row is said. */
export interface SaidMember<Value> {
  /** Stands before what is said; empty where what is said needs no name. */
  readonly label: string;
  /** What is said of the value, with no full stop; empty if there is nothing to say. */
  readonly say: (this: void, value: Value, unit: Unit) => string;
  /** Whether the value is the digest of a text, so that the words behind it are shown. */
  readonly isText?: true;
}

/** Words for every member of something: null if the name of the thing says it, or if it is no news by itself. */
export type Members<Row> = { readonly [Member in keyof Row]-?: SaidMember<Row[Member]> | null };

/** Words for every event of a noun: what it did, to be read behind "was" and before "by", and its members. */
export type NounEvents<Event extends { readonly type: string; readonly data: object }> = {
  readonly [Type in Event['type']]: {
    readonly deed: string;
    readonly members: Members<Extract<Event, { readonly type: Type }>['data']>;
  };
};

/** Nothing is said of a null; what is said of a value is for `say`. */
const unlessNull =
  <Value>(say: (value: Value, unit: Unit) => string) =>
  (value: Value | null, unit: Unit): string =>
    value === null ? '' : say(value, unit);

export const said = <Value>(label: string, say: (value: Value, unit: Unit) => string): SaidMember<Value | null> => ({
  label,
  say: unlessNull(say),
});

/** A member that is a text already, and said as it is. */
export const asItIs = (label: string): SaidMember<string | null> => said(label, (value) => value);

/** Several, or nothing if there are none. */
export const listed = (label: string): SaidMember<readonly string[]> => ({ label, say: (values) => values.join(', ') });

/** A sealed text: an event or a row has its digest, and a reader the words. */
export const text = (label: string): SaidMember<string | null> => ({
  label,
  say: (digest) => digest ?? '',
  isText: true,
});
