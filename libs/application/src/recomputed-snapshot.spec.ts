import { IssueSnapshot } from '@outturn/domain';
import { KeyStore, LedgerDamaged, LedgerDirectory } from '@outturn/ledger';
import { systemClock } from '@outturn/kernel';
import { views } from '@outturn/views';
import { rowsFromEvents } from './from-events.js';
import { issuedSnapshot, mustFollowFromEvents, proveSnapshot } from './snapshot-proof.js';
import type { ProvenSnapshot } from './proven-snapshot.js';
import { readEvent } from './read-event.js';
import { tamper } from './tampered-store.fixture.js';
import { temporaryLedger } from './temporary-ledger.fixture.js';
import { verifySnapshot } from './verify-snapshot.js';

const store = temporaryLedger();
beforeEach(() =>
  store.import({
    'indicators.csv': ['id,title,unit,polarity,frequencies,occurred', 'a,A,percent,higher,quarter,2017-11-30'],
    'targets.csv': ['indicator,period,kind,value,occurred', 'a,2017-18,point,72,2017-11-30'],
    'returns.csv': [
      'indicator,period,value,commentary,occurred',
      'a,2017-18Q2,61,It is unlikely to be met.,2017-11-30',
    ],
  }),
);

const keys = (): KeyStore => new KeyStore(store.directory.path);
const taken = () => store.ask('snapshot', { preparedFor: 'Scrutiny' });
function proven(): ProvenSnapshot {
  const snapshot = taken();
  return store.ledger.read((reader) => proveSnapshot(reader, snapshot, keys()));
}
const raised = () =>
  tamper(store, (ledger) => {
    for (const view of ledger.views)
      ledger.run(`UPDATE ${view} SET content = replace(content, '"value":"61"', '"value":"91"')`);
  });

describe('a row of a view that somebody changed', () => {
  it('is not signed or issued: what is frozen must follow from the events', async () => {
    await mustFollowFromEvents(store.ledger, taken());
    await raised();
    expect(taken().rows).toMatchObject([{ value: '91' }]);
    await expect(mustFollowFromEvents(store.ledger, taken())).rejects.toThrow(LedgerDamaged);
  });

  it('is not confirmed: a paper that was signed with it is refused by the ledger itself', async () => {
    await raised();
    const { ok, checks } = await verifySnapshot(proven(), undefined, store.ledger);
    expect({ ok, failed: checks.filter((check) => !check.ok).map(({ what }) => what) }).toEqual({
      ok: false,
      failed: ['figures'],
    });
  });

  it('does not spoil a paper that was signed before', async () => {
    const paper = proven();
    await raised();
    expect(await verifySnapshot(paper, paper.key, store.ledger)).toMatchObject({ ok: true });
  });
});

it('an event whose bytes were changed and whose leaf was left is not what was signed', async () => {
  const paper = proven();
  await tamper(store, (ledger) =>
    ledger.write(4, ledger.bytes(4).toString('utf8').replace('"value":"61"', '"value":"91"')),
  );
  const { checks } = await verifySnapshot(paper, paper.key, store.ledger);
  expect(checks.find(({ what }) => what === 'figures')?.ok).toBe(false);
});

it('rows from events are the rows that the ledger keeps', async () => {
  const all = { from: '', to: '\u{10FFFF}' };
  const { head } = store;
  const events = await rowsFromEvents(store.ledger, head, views);
  for (const { name } of views) {
    const contents = (rows: Iterable<{ key: string; content: object }>) =>
      [...rows].map(({ key, content }) => ({ key, content }));
    expect(contents(events.rows(name, all, head))).toEqual(
      store.ledger.read((reader) => contents(reader.rows(name, all, head))),
    );
  }
  expect(events.root).toBe(store.ledger.read((reader) => reader.rootAt(head)));
});

it('a view that a later release adds makes no paper fail that was issued before', async () => {
  const paper = proven();
  const [figure] = views.filter(({ name }) => name === 'figure');
  if (figure === undefined) throw new Error('there is a view of figures');
  const later = [...views.map((view) => ({ ...view, version: view.version + 1 })), { ...figure, name: 'added_later' }];
  await store.ledger.close();
  const directory = new LedgerDirectory(store.directory.path, { views: later, readEvent, clock: systemClock });
  const ledger = await directory.open('walsall');
  expect(await verifySnapshot(paper, paper.key, ledger)).toMatchObject({ ok: true });
  await ledger.close();
  await store.reopen();
});

it('a paper that an event says was issued is made again, with the proof of that event', async () => {
  const { digest, position, asAt, rules } = taken();
  const { position: at } = await store.accept(IssueSnapshot, {
    digest,
    position,
    asAt,
    rules,
    issuedTo: 'Scrutiny',
    occurred: '2017-12-01',
  });
  const again = store.ledger.read((reader) => proveSnapshot(reader, issuedSnapshot(reader, at), keys()));
  expect(again.digest).toBe(digest);
  expect(await verifySnapshot(again, again.key, null)).toMatchObject({
    ok: true,
    issued: [{ position: at, issuedTo: 'Scrutiny', shownBy: 'checkpoint' }],
  });
  expect(() => store.ledger.read((reader) => issuedSnapshot(reader, 2))).toThrow('is no event that says');
});
