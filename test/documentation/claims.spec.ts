import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ask, commandCatalogue } from '@outturn/application';
import { rowKinds } from '../../libs/intake/src/row-kinds.js';
import { read, root } from './markdown-page.js';
import { ExampleStore } from './sample-ledger.js';

// What architecture.md lists, held against the code.

const page = read('docs/architecture.md');

/** The text of a section of the page, without its heading. */
function section(heading: string): string {
  const found = new RegExp(`^## ${heading}\\n([\\s\\S]*?)(?=^## )`, 'm').exec(page)?.[1];
  if (found === undefined) throw new Error(`architecture.md has no section ${heading}`);
  return found;
}

/** The code spans of the first column of a section's tables. */
const firstColumn = (heading: string): string[] =>
  [...section(heading).matchAll(/^\| `([^`]+)`/gm)].map(([, name = '']) => name);

const namesIn = (text: string): Set<string> => new Set([...text.matchAll(/`(\w+)`/g)].map(([, name = '']) => name));

const hasCode = (folder: string): boolean =>
  existsSync(folder) && readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) => name.endsWith('.ts'));

it('the rooms are those that have code in them', () => {
  const rooms = ['apps', 'libs'].flatMap((side) =>
    readdirSync(join(root, side))
      .map((name) => `${side}/${name}`)
      .filter((room) => hasCode(join(root, room, 'src'))),
  );
  expect(new Set(firstColumn('The rooms'))).toEqual(new Set(rooms));
});

it('the arrows are those that the dependency rules allow', () => {
  const rules = readFileSync(join(root, '.dependency-cruiser.cjs'), 'utf8');
  const allowed = [...rules.matchAll(/^ {2}(\w+): \[(.*)\],$/gm)].map(([, room, to = '']) => [
    room,
    new Set([...to.matchAll(/'(\w+)'/g)].map(([, name]) => name)),
  ]);
  const described = [...section('The arrows').matchAll(/^\| `(\w+)` \| (.*) \|$/gm)].map(([, room, to = '']) => [
    room,
    namesIn(to),
  ]);
  expect(described).toEqual(allowed);
});

it('the commands that need no day while a ledger is open for migration are those that the catalogue says', () => {
  const [, listed = ''] = /every command but (.*?) has to say/i.exec(section('The two clocks')) ?? [];
  expect(namesIn(listed)).toEqual(new Set(commandCatalogue.filter(({ dated }) => !dated).map(({ name }) => name)));
});

describe('a ledger', () => {
  const store = new ExampleStore();
  afterAll(() => store.remove());

  it('has the members and the tables that the page names', async () => {
    const ledger = await store.sample('wiltshire');
    // `texts` is what the question adds: the words behind the digests.
    const members = ask(ledger, 'history', {}, '2026-05-01').rows.flatMap((event) => Object.keys(event));
    expect(new Set([...firstColumn('The envelope'), 'texts'])).toEqual(new Set(members));

    const db = new Database(store.directory().fileOf('wiltshire'), { readonly: true });
    const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
    db.close();
    const named = tables.map((name) => name.replace(/^view_\w+_\d+$/, 'view_<name>_<version>'));
    expect(new Set(firstColumn('Storage'))).toEqual(new Set(named));
  });
});

it('the columns of import-a-councils-history.md are those that an import takes', () => {
  const table = [...read('docs/how-to/import-a-councils-history.md').matchAll(/^\| `(\w+)` \| (.*) \| (.*) \|$/gm)];
  const described = table.map(([, kind, required = '', others = '']) => [kind, namesIn(required), namesIn(others)]);
  const taken = rowKinds.map(({ kind, header: { known, required, either = [] } }) => {
    const needed = [...required, ...either.flat()];
    return [kind, new Set(needed), new Set(known.filter((name) => !needed.includes(name)))];
  });
  expect(described).toEqual(taken);
});
