import { copyFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DefineIndicator, SubmitReturn } from '@outturn/domain';
import {
  KeyStore,
  leafHash,
  LedgerDamaged,
  readCheckpoint,
  readTlogProof,
  signCheckpoint,
  signerOf,
  verifyConsistency,
  verifyInclusion,
} from '@outturn/ledger';
import { proveEvent, signHead } from './checkpoint.js';
import { QueryRefused } from './query-refused.js';
import { tamper } from './tampered-store.fixture.js';
import { stability, temporaryLedger } from './temporary-ledger.fixture.js';

const store = temporaryLedger();
const keys = (): KeyStore => new KeyStore(store.directory.path);
const sign = (): string => store.ledger.read((reader) => signHead(reader, keys()));
const prove = (position: number): string => store.ledger.read((reader) => proveEvent(reader, keys(), position));
const submit = (period: string, value = '77') =>
  store.accept(SubmitReturn, { indicator: stability.id, period, value, commentary: 'Good.' });

beforeEach(async () => {
  await store.accept(DefineIndicator, { ...stability, frequencies: ['quarter'] });
  for (const period of ['2017-18Q1', '2017-18Q2', '2017-18Q3']) await submit(period);
});

describe('the signed head of a ledger', () => {
  it('says how many events there are and their root, and is signed by the ledger’s key', () => {
    const checkpoint = readCheckpoint(sign());
    const root = store.ledger.read((reader) => reader.rootAt(reader.position));
    expect(checkpoint).toMatchObject({ origin: 'outturn/walsall', size: store.head });
    expect(checkpoint?.root.toString('hex')).toBe(root);
    expect(checkpoint !== null && signerOf(checkpoint.note, [keys().key('walsall')])?.name).toBe('outturn/walsall');
  });

  it('is the same one as long as nothing is added', () => {
    expect(sign()).toBe(sign());
  });

  it('follows the one before: a consistency proof leads from each to the next', async () => {
    const older = readCheckpoint(sign());
    await submit('2017-18Q4');
    const newer = readCheckpoint(sign());
    if (older === null || newer === null) throw new Error('both are checkpoints');
    const proof = store.ledger.read((reader) => reader.consistencyProof(older.size, newer.size));
    expect(verifyConsistency(older.size, newer.size, older.root, newer.root, proof)).toBe(true);
  });

  it('may be that of an empty ledger', async () => {
    await store.directory.create('dudley');
    const empty = await store.directory.open('dudley');
    expect(readCheckpoint(empty.read((reader) => signHead(reader, keys())))).toMatchObject({
      origin: 'outturn/dudley',
      size: 0,
    });
    await empty.close();
  });

  it('is signed by both keys where the one hands over to the other', () => {
    const [before, next] = [keys().key('walsall'), keys().nextKey('walsall')];
    const handover = readCheckpoint(store.ledger.read((reader) => signHead(reader, keys(), next)));
    for (const key of [before, next]) expect(handover !== null && signerOf(handover.note, [key])?.id).toBe(key.id);
    keys().finishRotation('walsall');
    expect(signerOf(readCheckpoint(sign())?.note ?? { text: '', signatures: [] }, [next])?.id).toBe(next.id);
  });
});

describe('nothing is signed', () => {
  const refused = (): void => {
    const before = keys().lastCheckpoint('walsall');
    expect(sign).toThrow(LedgerDamaged);
    expect(() => prove(1)).toThrow(LedgerDamaged);
    expect(keys().lastCheckpoint('walsall')).toBe(before);
  };

  it('where the ledger was rewritten consistently after it had been signed', async () => {
    sign();
    await tamper(store, (ledger) => {
      ledger.forge(ledger.size - 1, ({ data }) => (data['value'] = '99'));
      ledger.rehash();
    });
    expect(sign).toThrow(`does not hold what was signed at position ${store.head}`);
    refused();
  });

  it('where the ledger was rewritten and has grown since', async () => {
    sign();
    await tamper(store, (ledger) => {
      ledger.forge(ledger.size - 1, ({ data }) => (data['value'] = '99'));
      ledger.rehash();
    });
    await submit('2017-18Q4');
    refused();
  });

  it('where the ledger was cut short', async () => {
    sign();
    await tamper(store, (ledger) => {
      ledger.run('DELETE FROM event WHERE position = ?', ledger.size);
      ledger.rehash();
    });
    refused();
  });

  it('where the ledger was cut short and has grown past its old end since', async () => {
    sign();
    await tamper(store, (ledger) => {
      ledger.run('DELETE FROM event WHERE position = ?', ledger.size);
      ledger.rehash();
    });
    for (const period of ['2018-19Q1', '2018-19Q2']) await submit(period, '50');
    refused();
  });

  it('where an older copy of the ledger was put back', async () => {
    const path = store.directory.fileOf('walsall');
    await store.ledger.close();
    copyFileSync(path, `${path}.older`);
    await store.reopen();
    await submit('2017-18Q4');
    sign();
    await store.ledger.close();
    renameSync(`${path}.older`, path);
    await store.reopen();
    refused();
  });

  it('where a stored leaf does not belong to its event', async () => {
    sign();
    await tamper(store, (ledger) => ledger.run('UPDATE event SET leaf = randomblob(32) WHERE position = 3'));
    refused();
  });

  it.each(['', 'no checkpoint', 'outturn/walsall\n3\n'])(
    'where what was kept of the last signature is %j: that nothing was rewritten cannot be known',
    (kept) => {
      sign();
      writeFileSync(join(store.directory.path, 'keys', 'walsall.checkpoint'), kept);
      refused();
    },
  );

  it('where what was kept of the last signature is of another ledger', () => {
    const other = signCheckpoint({ origin: 'outturn/dudley', size: 0, root: Buffer.alloc(32) }, keys().key('dudley'));
    writeFileSync(join(store.directory.path, 'keys', 'walsall.checkpoint'), other);
    refused();
  });
});

it('what was rewritten before anybody signed it is signed: only a signature that exists can be held against a ledger', async () => {
  await tamper(store, (ledger) => {
    ledger.forge(ledger.size, ({ data }) => (data['value'] = '99'));
    ledger.rehash();
  });
  expect(readCheckpoint(sign())?.size).toBe(store.head);
});

describe('the proof of an event', () => {
  it('leads from its exact bytes to the signed head, at every position', () => {
    const key = keys().key('walsall');
    store.bytes.forEach((bytes, index) => {
      const proof = readTlogProof(prove(index + 1));
      if (proof === null) throw new Error('it is a proof');
      const { head, extra, hashes } = proof;
      expect(extra.toString('utf8')).toBe(bytes);
      expect(proof.index).toBe(index);
      expect(verifyInclusion(leafHash(extra), index, head.size, hashes, head.root)).toBe(true);
      expect(signerOf(head.note, [key])).not.toBeNull();
    });
  });

  it('holds the checkpoint that was kept as signed', () => {
    const proof = prove(2);
    expect(proof.endsWith(readFileSync(join(store.directory.path, 'keys', 'walsall.checkpoint'), 'utf8'))).toBe(true);
  });

  it.each([0, -1, 1.5, 1_000, Number.NaN])('is not made for position %p, which is none', (position) => {
    expect(() => prove(position)).toThrow(QueryRefused);
  });

  it('is not made for bytes that were changed', async () => {
    const position = store.head;
    await tamper(store, (ledger) =>
      ledger.write(position, ledger.bytes(position).toString('utf8').replace('"77"', '"99"')),
    );
    expect(() => prove(position)).toThrow(`the stored hashes do not prove event ${position}`);
    expect(keys().lastCheckpoint('walsall')).toBeNull();
  });
});
