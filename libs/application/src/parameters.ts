import type { Json } from '@outturn/kernel';

/** What a parameter's text is read as. */
interface Kinds {
  readonly text: string;
  readonly texts: readonly string[];
  readonly flag: boolean;
  /** 1 or more. */
  readonly position: number;
  /** How many of a page. */
  readonly count: number;
}

/** Something that a query is asked with, as an edge takes it: how it is called and what is said of it. */
export interface Parameter<Kind extends keyof Kinds = keyof Kinds> {
  readonly kind: Kind;
  readonly name: string;
  readonly description: string;
  /** What its text may be: JSON Schema. */
  readonly schema: Readonly<Record<string, Json>>;
  /** May be given several times. */
  readonly several?: true;
}

type KindOf<Value> = { [Kind in keyof Kinds]: Value extends Kinds[Kind] ? Kind : never }[keyof Kinds];

/**
 * By each member that a query is asked with, the parameter that says it; null for what the code alone says. A member that
 * is missing here breaks the build.
 */
export type AskedBy<Asked> = {
  readonly [Member in keyof Asked]-?: Parameter<KindOf<NonNullable<Asked[Member]>>> | null;
};

const text = { type: 'string' } as const;
const date = { type: 'string', format: 'date' } as const;
const position = { type: 'string', pattern: '^[0-9]{1,15}$' } as const;
const yesOrNo = { type: 'string', enum: ['true', 'false'] } as const;

/** Every parameter that a query has. */
export const queryParameters = {
  asAt: {
    kind: 'text',
    name: 'asAt',
    description:
      'The date that the figures are about; left out, the date of knownAt, or today in London where neither is given (the day of the last thing told, while the ledger is open for migration).',
    schema: date,
  },
  knownAt: {
    kind: 'text',
    name: 'knownAt',
    description: 'Using only what was known by then: a date (the whole day in London) or, digits alone, a position.',
    schema: text,
  },
  recordedAt: {
    kind: 'flag',
    name: 'recordedAt',
    description: 'Reads a date in knownAt by when the ledger recorded, not by what it was told of the past.',
    schema: yesOrNo,
  },
  indicator: {
    kind: 'text',
    name: 'indicator',
    description: 'The id of an indicator.',
    schema: text,
  },
  indicators: {
    kind: 'texts',
    name: 'indicator',
    description: 'The id of an indicator; may be repeated.',
    schema: text,
    several: true,
  },
  breakdown: {
    kind: 'text',
    name: 'breakdown',
    description: 'all, or key=value pairs joined by ; in alphabetical order of key.',
    schema: text,
  },
  area: {
    kind: 'text',
    name: 'area',
    description: 'The name of an area as its publisher writes it, or its code.',
    schema: text,
  },
  round: {
    kind: 'text',
    name: 'round',
    description: 'The name of a round; left out, every round.',
    schema: text,
  },
  today: {
    kind: 'text',
    name: 'today',
    description: 'The day on which lateness is judged; left out, the day that the answer is as at.',
    schema: date,
  },
  entity: {
    kind: 'text',
    name: 'entity',
    description: 'The id of an entity, as its events name it.',
    schema: text,
  },
  from: {
    kind: 'position',
    name: 'from',
    description: 'The first position, inclusive.',
    schema: position,
  },
  to: {
    kind: 'position',
    name: 'to',
    description: 'The last position, inclusive.',
    schema: position,
  },
  fromMoment: {
    kind: 'text',
    name: 'from',
    description: 'One of the two moments: a date or a position.',
    schema: text,
  },
  toMoment: {
    kind: 'text',
    name: 'to',
    description: 'The other moment: a date or a position.',
    schema: text,
  },
  after: {
    kind: 'position',
    name: 'after',
    description: 'How many rows to look past, as `next` of the page before says.',
    schema: position,
  },
  limit: {
    kind: 'count',
    name: 'limit',
    description: 'How many at most: 1 to 1000, left out 100.',
    schema: { type: 'string', pattern: '^[0-9]{1,4}$' },
  },
  preparedFor: {
    kind: 'text',
    name: 'preparedFor',
    description:
      'The body that the snapshot is prepared for: it is part of what is digested. That it was issued, an event says.',
    schema: text,
  },
} as const satisfies Readonly<Record<string, Parameter>>;

/** The parameters of a moment: every query that takes one takes all three. What today is, the edge's clock says. */
export const asksMoment = {
  asAt: queryParameters.asAt,
  knownAt: queryParameters.knownAt,
  byRecordedAt: queryParameters.recordedAt,
  today: null,
} as const;
