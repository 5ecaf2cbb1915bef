import { nameBasedId, OUTTURN } from '@outturn/kernel';
import { LedgerExists } from '../errors.js';
import { InMemoryStore, MemoryStreams } from './in-memory-store.fixture.js';
import { LedgerCatalogue } from './ledger-catalogue.js';
import { everyRecord } from './stream-store.js';
import { TextStreams } from './text-streams.js';

const streams = new MemoryStreams();
let prefixes = 0;
const connect = (): InMemoryStore => new InMemoryStore(streams, { prefix: `catalogue${(prefixes += 1)}` });

describe('the catalogue of a store', () => {
  it('lists a ledger once, also where an earlier release listed it under another id', async () => {
    const store = connect();
    const catalogue = new LedgerCatalogue(store);
    const before = {
      id: nameBasedId('listed walsall', OUTTURN),
      type: 'LedgerListed',
      data: { ledger: 'walsall' },
      metadata: { kind: 'listed' },
    };
    await store.append(store.names.catalogue, [before], 'any');
    await catalogue.add('walsall');
    await catalogue.add('dudley');
    await catalogue.add('dudley');
    expect(await catalogue.list()).toEqual(['walsall', 'dudley']);
    expect(await everyRecord(store, store.names.catalogue)).toHaveLength(2);
  });

  it('lists it once where two nodes of two releases listed it at once', async () => {
    const store = connect();
    const listing = (id: string) => ({ id, type: 'LedgerListed', data: { ledger: 'walsall' }, metadata: {} });
    await store.append(store.names.catalogue, [listing('one'), listing('other')], 'any');
    expect(await new LedgerCatalogue(store).list()).toEqual(['walsall']);
  });

  it('founds a ledger, and the same name not again', async () => {
    const catalogue = new LedgerCatalogue(connect());
    await catalogue.found('walsall');
    await expect(catalogue.found('walsall')).rejects.toThrow(LedgerExists);
    expect(await catalogue.list()).toEqual(['walsall']);
  });
});

it('no id that is made by name is the same under two prefixes', async () => {
  const [one, other] = [connect(), connect()];
  for (const store of [one, other]) {
    await new LedgerCatalogue(store).found('walsall');
    const texts = new TextStreams(store, 'walsall');
    const text = { salt: Buffer.alloc(16), text: 'Words.', entity: 'a', field: 'commentary', commandId: 'c' };
    await texts.keep([{ ...text, digest: 'sha256:00' }]);
  }
  const idsOf = ({ names }: InMemoryStore): (string | undefined)[] =>
    [names.catalogue, names.ledger('walsall'), names.text('walsall', 'sha256:00')].map(
      (stream) => streams.records.get(stream)?.[0]?.id,
    );
  const ids = [...idsOf(one), ...idsOf(other)];
  expect(new Set(ids).size).toBe(6);
  expect(ids).not.toContain(undefined);
});
