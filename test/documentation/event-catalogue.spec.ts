import { eventCatalogue } from '@outturn/domain';
import { exampleEvents, MADE_UP, type ExampleEvent } from './example-events.js';
import { eventTypes, type EventMember, type EventTypes, type NamedType } from './event-members.js';
import { read, write, writing } from './markdown-page.js';

const PAGE = 'docs/event-catalogue.md';

let types: EventTypes;
let examples: ReadonlyMap<string, ExampleEvent>;

beforeAll(async () => {
  types = eventTypes();
  examples = await exampleEvents();
});

it('the event catalogue is up to date', () => {
  const page = render();
  if (writing) write(PAGE, page);
  expect(read(PAGE)).toBe(page);
});

it('the catalogue names the members that hold texts, as their types do', () => {
  const declared = eventCatalogue.map(({ type }) => [
    type,
    membersOf(type)
      .filter(({ type }) => /\bTextDigest\b/.test(type))
      .map(({ name }) => name)
      // The digest of a text that another event holds, and that is no longer there.
      .filter((name) => type !== 'TextRedacted' || name !== 'digest')
      .sort(),
  ]);
  expect(eventCatalogue.map(({ type, texts }) => [type, [...texts].sort()])).toEqual(declared);
});

it('every type of event has an example', () => {
  expect(eventCatalogue.filter(({ type }) => !examples.has(type))).toEqual([]);
});

const membersOf = (type: string): readonly EventMember[] => types.members.get(type) ?? [];

function render(): string {
  const rows = eventCatalogue.map(
    ({ type, schemaVersion, entity, says }) =>
      `| [${type}](#${type.toLowerCase()}) | ${schemaVersion} | ${entity} | ${says} |`,
  );
  return `# Event catalogue

This page is generated from the code by \`npm run docs\`. Do not edit it. A test fails when it is stale.

It lists every type of event that a ledger of this release may hold, with the members of its \`data\`. The other members of an event are the same for all types: see [the envelope](architecture.md#the-envelope).

A member of type \`TextDigest\` holds \`sha256:\` and 64 hex digits in place of a text. The examples show it as \`sha256:…\`.

Examples come from the ledgers that the files in \`samples/\` make. Where the councils' papers have none, the example comes from a ledger whose figures are made up, and the page says so. The members stand in canonical order; the stored bytes have no spaces or line breaks.

| type | version | entity | what happened |
|---|---|---|---|
${rows.join('\n')}

${eventCatalogue.map(section).join('\n')}
## Types of members

| name | what it is | meaning |
|---|---|---|
${types.named.map(namedRow).join('\n')}
`;
}

function section({ type, schemaVersion, entity, says, texts }: (typeof eventCatalogue)[number]): string {
  const members = membersOf(type).map((member) => memberRow(member, texts));
  const table = ['| member | type | notes |', '|---|---|---|', ...members].join('\n');
  return `## ${type}

${says} Entity: \`${entity}\`. Version ${schemaVersion}.

${members.length === 0 ? 'Its data has no members.' : table}

${exampleOf(type)}
`;
}

function memberRow({ name, type, comment }: EventMember, texts: readonly string[]): string {
  const notes = [texts.includes(name) ? 'The digest of a text.' : '', comment].filter((note) => note !== '');
  return `| \`${name}\` | ${code(type)} | ${cell(notes.join(' '))} |`;
}

const namedRow = ({ name, means, comment }: NamedType): string => `| \`${name}\` | ${code(means)} | ${cell(comment)} |`;

function exampleOf(type: string): string {
  const example = examples.get(type);
  if (example === undefined) return 'No example.';
  const { ledger, position, data } = example;
  const from =
    ledger === MADE_UP
      ? 'Example (made up):'
      : `Example, event ${position} of the ledger made from \`samples/${ledger}\`:`;
  return `${from}\n\n\`\`\`json\n${data}\n\`\`\``;
}

/** In a table, a vertical bar ends the cell even inside a code span. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
const code = (text: string): string => `\`${cell(text)}\``;
