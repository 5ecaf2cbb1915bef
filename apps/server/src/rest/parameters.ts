import { importKinds, importOptions, type ImportOptionName } from '@outturn/intake';
import { capitalised } from '@outturn/reporting';
import { queryParameters, type Parameter as QueryParameter } from '@outturn/wiring';

/** A parameter of a path's query: what the OpenAPI document says of it, and what is taken. */
export type Parameter = Omit<QueryParameter, 'kind'>;

const text = { type: 'string' } as const;
const date = { type: 'string', format: 'date' } as const;
const yesOrNo = { type: 'string', enum: ['true', 'false'] } as const;

/** What an option of an import says, as its parameter's description. */
function saidBy(name: ImportOptionName): string {
  const option = importOptions.find((each) => each.name === name)!;
  return `${capitalised(option.says)}${'leftOut' in option ? `; left out, ${option.leftOut}` : ''}.`;
}

/** Every parameter there is. A route says which it takes; any other is refused by name. */
export const parameters = {
  ...queryParameters,
  format: {
    name: 'format',
    description: 'What the Accept header would say.',
    schema: { type: 'string', enum: ['json', 'csv'] },
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

const keys = new Map<unknown, ParameterName>(
  (Object.keys(parameters) as ParameterName[]).map((key) => [parameters[key], key]),
);

/** The parameters by which a query is asked. */
export const keysOfParameters = (asked: readonly unknown[]): ParameterName[] =>
  asked.flatMap((parameter) => keys.get(parameter) ?? []);
