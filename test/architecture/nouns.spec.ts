import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { applicationNouns } from '@outturn/application';
import { nouns } from '@outturn/domain';
import { refusalsOfNouns } from '@outturn/reporting';
import { viewsOfNouns } from '@outturn/views';
import { root } from './source-files';

/** What lies beside the nouns in a room: ideas that several of them share. */
const rooms: readonly { readonly room: string; readonly list: object; readonly beside: readonly string[] }[] = [
  { room: 'libs/domain/src', list: nouns, beside: ['area', 'event-forms', 'figure', 'measures', 'validation'] },
  { room: 'libs/views/src', list: viewsOfNouns, beside: [] },
  { room: 'libs/application/src', list: applicationNouns, beside: [] },
  { room: 'libs/reporting/src/words', list: refusalsOfNouns, beside: ['figure'] },
];

const foldersOf = (room: string): string[] =>
  readdirSync(join(root, room), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

describe.each(rooms)('$room', ({ room, list, beside }) => {
  it('has a folder for each noun of its list, and for no other', () => {
    expect(
      foldersOf(room)
        .filter((folder) => !beside.includes(folder))
        .sort(),
    ).toEqual(Object.keys(list).sort());
  });

  it('calls a noun as the domain does', () => {
    expect(Object.keys(list).filter((name) => !(name in nouns))).toEqual([]);
  });
});

it('everything that can be told has a folder in every room that speaks of it, whatever is said of the ledger itself', () => {
  expect(Object.keys(applicationNouns).sort()).toEqual(Object.keys(nouns).sort());
  expect([...Object.keys(viewsOfNouns), 'ledger-life'].sort()).toEqual(Object.keys(nouns).sort());
});
