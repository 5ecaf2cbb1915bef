import { proveEvent, signHead } from '@outturn/application';
import { canonicalJson, type Json } from '@outturn/kernel';
import { KeyStore, readTlogProof, signCheckpoint, writeTlogProof, type TlogProof } from '@outturn/ledger';
import { ExportedStore } from './exported-store.js';
import { secondVerifier } from './second-verifier.js';

const store = new ExportedStore();
beforeAll(() => store.create());
afterAll(() => store.remove());

const EVENT = 7;
const proofOf = (position: number): string => store.ledger.read((reader) => proveEvent(reader, store.keys, position));
const check = (text: string, ...keys: readonly string[]) =>
  secondVerifier.checkProof(
    text,
    (keys.length > 0 ? keys : [store.key]).map((key) => secondVerifier.readKey(key)),
  );

describe('the proof of an event', () => {
  it('is followed by the second verifier, at every position, to the event itself', () => {
    const { events } = store;
    events.forEach((event, index) => {
      expect(check(proofOf(index + 1))).toMatchObject({ ok: true, position: index + 1, size: events.length, event });
    });
  });

  it('says that it cannot show that no later event corrects it', () => {
    expect(check(proofOf(EVENT))).toMatchObject({
      limits: [expect.stringContaining('That no later event corrects'), expect.stringContaining('not that what')],
    });
  });

  it('stands when its text is redacted: the proof is over the digest', () => {
    const { position } = store.events.find(({ type }) => type === 'TextRedacted')?.data ?? {};
    expect(check(proofOf(Number(position)))).toMatchObject({ ok: true, position });
  });

  it('may be signed by two keys, and is followed by whoever pinned either', () => {
    const next = store.keys.nextKey('walsall');
    const checkpoint = store.ledger.read((reader) => signHead(reader, store.keys, next));
    const proof = readTlogProof(proofOf(EVENT));
    if (proof === null) throw new Error('it is a proof');
    const text = writeTlogProof({ ...proof, checkpoint });
    expect(check(text, store.key).ok && check(text, next.line).ok).toBe(true);
  });
});

describe('a forged proof is refused:', () => {
  const remade =
    (change: (proof: TlogProof) => Partial<TlogProof>) =>
    (text: string): string => {
      const proof = readTlogProof(text);
      if (proof === null) throw new Error('it is a proof');
      return writeTlogProof({ ...proof, ...change(proof) });
    };
  const flipped = (bytes: Buffer): Buffer => {
    const copy = Buffer.from(bytes);
    copy[17] = (copy[17] as number) ^ 1;
    return copy;
  };
  const event = (extra: Buffer, change: object): Buffer =>
    Buffer.from(canonicalJson({ ...(JSON.parse(extra.toString('utf8')) as object), ...change } as Json));
  /** A checkpoint that the real key signs over whatever is wanted. */
  const signed = (origin: string, size: number, root: Buffer): string =>
    signCheckpoint({ origin, size, root }, store.keys.key(origin.slice('outturn/'.length)));
  const head = (): { size: number; root: Buffer } => {
    const { size, root } = readTlogProof(proofOf(EVENT))?.head ?? { size: 0, root: Buffer.alloc(32) };
    return { size, root };
  };

  const forgeries: Record<string, (text: string) => string> = {
    'a changed event': remade(({ extra }) => ({ extra: event(extra, { actor: 'john' }) })),
    'one flipped bit in the event': remade(({ extra }) => ({ extra: flipped(extra) })),
    'another event': remade(() => ({ extra: readTlogProof(proofOf(8))?.extra ?? Buffer.alloc(0) })),
    'an event that claims another position': remade(({ extra }) => ({ extra: event(extra, { position: 8 }) })),
    'another index': remade(() => ({ index: 7 })),
    'an index behind the tree': remade(() => ({ index: head().size })),
    'two hashes in each other’s place': remade(({ hashes: [first, second, ...rest] }) => ({
      hashes: [second as Buffer, first as Buffer, ...rest],
    })),
    'a missing hash': remade(({ hashes }) => ({ hashes: hashes.slice(1) })),
    'a missing last hash': remade(({ hashes }) => ({ hashes: hashes.slice(0, -1) })),
    'an extra hash': remade(({ hashes }) => ({ hashes: [...hashes, Buffer.alloc(32)] })),
    'no hashes': remade(() => ({ hashes: [] })),
    'one flipped bit in a hash': remade(({ hashes: [first, ...rest] }) => ({
      hashes: [flipped(first as Buffer), ...rest],
    })),
    'a node in place of its event': remade(({ hashes }) => ({
      extra: Buffer.concat(hashes.slice(0, 2)),
      index: 3,
      hashes: hashes.slice(1),
    })),
    'an older checkpoint': remade(() => ({ checkpoint: store.checkpointAt(9) })),
    'another size behind the signature': (text) => text.replace(`\n${head().size}\n`, `\n${head().size + 1}\n`),
    'another size, signed': remade(() => ({ checkpoint: signed('outturn/walsall', 40, head().root) })),
    'another root, signed': remade(() => ({ checkpoint: signed('outturn/walsall', head().size, Buffer.alloc(32)) })),
    'the checkpoint of another ledger': remade(() => ({
      checkpoint: signed('outturn/dudley', head().size, head().root),
    })),
    'a checkpoint that nobody signed': (text) => text.replace(/— .*\n$/, ''),
    'a checkpoint that a stranger of the same name signed': remade(() => ({
      checkpoint: signCheckpoint(
        { origin: 'outturn/walsall', ...head() },
        new KeyStore(`${store.folder}/elsewhere`).key('walsall'),
      ),
    })),
    'a false signature': (text) =>
      text.replace(/(— \S+ )(\S+)\n$/, (_, front: string, signature: string) => {
        const bytes = Buffer.from(signature, 'base64');
        bytes[40] = (bytes[40] as number) ^ 1;
        return `${front}${bytes.toString('base64')}\n`;
      }),
    'no event': (text) => text.replace(/^extra .*\n/m, ''),
    'no index': (text) => text.replace(/^index .*\n/m, ''),
    'an index with a leading zero': (text) => text.replace('index ', 'index 0'),
    'another format': (text) => text.replace('@v1', '@v2'),
    'nothing at all': () => '',
  };
  it.each(Object.entries(forgeries))('%s', (_name, forge) => {
    const text = forge(proofOf(EVENT));
    expect(text).not.toBe(proofOf(EVENT));
    expect(() => check(text)).toThrow();
  });

  it('that of another ledger, signed by its key, even where that key was pinned', () => {
    const proof = readTlogProof(proofOf(EVENT));
    if (proof === null) throw new Error('it is a proof');
    const text = writeTlogProof({ ...proof, checkpoint: signed('outturn/dudley', head().size, head().root) });
    expect(() => check(text, store.keys.key('dudley').line)).toThrow(
      'it holds an event of "walsall", signed by outturn/dudley',
    );
  });

  it('one flipped bit in any byte of it', () => {
    const text = Buffer.from(proofOf(EVENT));
    const passed = [...text.keys()].filter((at) => {
      const copy = Buffer.from(text);
      copy[at] = (copy[at] as number) ^ (1 << (at % 8));
      try {
        return check(copy.toString('utf8')).ok;
      } catch {
        return false;
      }
    });
    expect(passed).toEqual([]);
  });
});
