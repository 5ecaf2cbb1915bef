import { importKinds, importOptions, type ImportOptionName } from '@outturn/intake';
import { capitalised } from '@outturn/reporting';

/** A parameter of a path's query: what the OpenAPI document says of it, and what is taken. */
export interface Parameter {
  readonly name: string;
  readonly description: string;
  readonly schema: Readonly<Record<string, unknown>>;
  /** May be given several times. */
  readonly several?: true;
}

const text = { type: 'string' } as const;
const date = { type: 'string', format: 'date' } as const;
const position = { type: 'string', pattern: '^[0-9]{1,15}$' } as const;
const yesOrNo = { type: 'string', enum: ['true', 'false'] } as const;

/** What an option of an import says, as its parameter's description. */
function saidBy(name: ImportOptionName): string {
  const option = importOptions.find((each) => each.name === name)!;
  return `${capitalised(option.says)}${'leftOut' in option ? `; left out, ${option.leftOut}` : ''}.`;
}

/** Every parameter there is. A route says which it takes; any other is refused by name. */
export const parameters = {
  asAt: {
    name: 'asAt',
    description:
      'The date that the figures are about; left out, the date of knownAt, or today in London where neither is given (the day of the last thing told, while the ledger is open for migration).',
    schema: date,
  },
  knownAt: {
    name: 'knownAt',
    description: 'Using only what was known by then: a date (the whole day in London) or, digits alone, a position.',
    schema: text,
  },
  recordedAt: {
    name: 'recordedAt',
    description: 'Reads a date in knownAt by when the ledger recorded, not by what it was told of the past.',
    schema: yesOrNo,
  },
  indicator: { name: 'indicator', description: 'The id of an indicator.', schema: text },
  indicators: {
    name: 'indicator',
    description: 'The id of an indicator; may be repeated.',
    schema: text,
    several: true,
  },
  breakdown: {
    name: 'breakdown',
    description: 'all, or key=value pairs joined by ; in alphabetical order of key.',
    schema: text,
  },
  area: { name: 'area', description: 'The name of an area as its publisher writes it, or its code.', schema: text },
  round: { name: 'round', description: 'The name of a round; left out, every round.', schema: text },
  today: {
    name: 'today',
    description: 'The day on which lateness is judged; left out, the day that the answer is as at.',
    schema: date,
  },
  entity: { name: 'entity', description: 'The id of an entity, as its events name it.', schema: text },
  from: { name: 'from', description: 'The first position, inclusive.', schema: position },
  to: { name: 'to', description: 'The last position, inclusive.', schema: position },
  fromMoment: { name: 'from', description: 'One of the two moments: a date or a position.', schema: text },
  toMoment: { name: 'to', description: 'The other moment: a date or a position.', schema: text },
  after: {
    name: 'after',
    description: 'How many rows to look past, as `next` of the page before says.',
    schema: position,
  },
  limit: {
    name: 'limit',
    description: 'How many at most: 1 to 1000, left out 100.',
    schema: { type: 'string', pattern: '^[0-9]{1,4}$' },
  },
  format: {
    name: 'format',
    description: 'What the Accept header would say.',
    schema: { type: 'string', enum: ['json', 'csv'] },
  },
  preparedFor: {
    name: 'preparedFor',
    description:
      'The body that the snapshot is prepared for: it is part of what is digested. That it was issued, an event says.',
    schema: text,
  },
  kind: { name: 'kind', description: saidBy('kind'), schema: { type: 'string', enum: importKinds } },
  release: { name: 'release', description: saidBy('release'), schema: text },
  table: { name: 'table', description: saidBy('table'), schema: text },
  occurred: { name: 'occurred', description: saidBy('occurred'), schema: date },
  fileName: { name: 'name', description: 'What the file is called in what is said of its rows.', schema: text },
  dryRun: { name: 'dryRun', description: 'Decides everything and writes nothing.', schema: yesOrNo },
  outOfOrder: { name: 'outOfOrder', description: saidBy('outOfOrder'), schema: yesOrNo },
} as const satisfies Record<string, Parameter>;

export type ParameterName = keyof typeof parameters;

/** The parameters of a moment: every question that takes one takes all three. */
export const MOMENT = ['asAt', 'knownAt', 'recordedAt'] as const satisfies readonly ParameterName[];
