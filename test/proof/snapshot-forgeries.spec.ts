import { IssueSnapshot } from '@outturn/domain';
import {
  proveSnapshot,
  readSnapshotFile,
  snapshotDigest,
  verifySnapshot,
  type ProvenSnapshot,
} from '@outturn/application';
import { sealText } from '@outturn/kernel';
import { KeyStore, signNote } from '@outturn/ledger';
import { newSigningKey } from '../../libs/ledger/src/signing/note-key.js';
import { ExportedStore } from './exported-store.js';
import { secondVerifier } from './second-verifier.js';

type Paper = { -readonly [Name in keyof ProvenSnapshot]: ProvenSnapshot[Name] };

const store = new ExportedStore();
let paper: ProvenSnapshot;
let issued: ProvenSnapshot;
beforeAll(async () => {
  await store.create();
  paper = taken('Full Council');
  const { digest, position, asAt, rules } = paper;
  await store.accept(IssueSnapshot, { digest, position, asAt, rules, issuedTo: 'Full Council' });
  issued = store.ledger.read((reader) => proveSnapshot(reader, paper, store.keys));
});
afterAll(() => store.remove());

function taken(preparedFor: string | null): ProvenSnapshot {
  const snapshot = store.ask('snapshot', preparedFor === null ? {} : { preparedFor });
  return store.ledger.read((reader) => proveSnapshot(reader, snapshot, store.keys));
}

const fileOf = (snapshot: object): Buffer => Buffer.from(`${JSON.stringify(snapshot, null, 2)}\n`);

/** What both say of a file: the checks that failed; `form` for one that is not taken for a snapshot at all. */
async function verdicts(file: Buffer, { withLedger = false, key = store.key } = {}) {
  const read = readSnapshotFile(file);
  const product =
    read.kind === 'snapshot'
      ? (await verifySnapshot(read.snapshot, key, withLedger ? store.ledger : null)).checks
          .filter(({ ok }) => !ok)
          .map(({ what }) => what)
      : ['form'];
  const lines = withLedger ? store.lines.map((line) => Buffer.from(line)) : null;
  const second = await secondVerifier.checkSnapshot(file, [secondVerifier.readKey(key)], lines);
  return { product: product.length === 0, second: second.ok, failed: product, faults: second.faults };
}

/** Signs what a forger made of a paper with the real key, or another. */
function signed(forged: Paper, key = store.keys.key('walsall')): Paper {
  const { position, digest, root } = forged;
  const encoded = Buffer.from(root, 'hex').toString('base64');
  return { ...forged, signature: signNote(`${key.name}\n${position}\n${encoded}\n${digest}\n`, key) };
}
const redigested = (forged: Paper): Paper => ({ ...forged, digest: snapshotDigest(forged) });

describe('a signed snapshot', () => {
  it('holds, by the product and by the second verifier, with the ledger and without it', async () => {
    for (const withLedger of [false, true]) {
      for (const each of [paper, issued])
        expect(await verdicts(fileOf(each), { withLedger })).toMatchObject({ product: true, second: true });
    }
  });

  it('brings words with their salts, and one of its rows was redacted', () => {
    expect(Object.keys(paper.texts).length).toBeGreaterThan(0);
    expect(paper.rows.some(({ commentary }) => commentary !== null)).toBe(true);
  });

  it('may be indented otherwise, and begin with a byte order mark', async () => {
    const text = JSON.stringify(paper);
    for (const file of [text, `\uFEFF${text}`, JSON.stringify(paper, null, '\t').replaceAll('\n', '\r\n')])
      expect(await verdicts(Buffer.from(file))).toMatchObject({ product: true, second: true });
  });

  it('was prepared for a body; that it was issued is said only where an event was seen, and by what', async () => {
    const told = async (each: ProvenSnapshot, withLedger: boolean) => {
      const product = await verifySnapshot(each, store.key, withLedger ? store.ledger : null);
      const lines = withLedger ? store.lines.map((line) => Buffer.from(line)) : null;
      const second = await secondVerifier.checkSnapshot(fileOf(each), [secondVerifier.readKey(store.key)], lines);
      expect(second.preparedFor).toBe('Full Council');
      expect(product.preparedFor).toBe('Full Council');
      const shownBy = product.issued.map((seen) => seen.shownBy);
      expect(second.issued.map((seen) => seen.shownBy)).toEqual(shownBy);
      const says = (limits: readonly string[]) => limits.some((limit) => limit.includes('issued'));
      expect(says(second.limits)).toBe(says(product.limits));
      return { shownBy, isLimited: says(product.limits) };
    };
    expect(await told(paper, false)).toEqual({ shownBy: [], isLimited: true });
    expect(await told(paper, true)).toEqual({ shownBy: ['ledger'], isLimited: true });
    expect(await told(issued, false)).toEqual({ shownBy: ['checkpoint'], isLimited: false });
    expect(await told(issued, true)).toEqual({ shownBy: ['checkpoint'], isLimited: false });
  });
});

const other = newSigningKey('outturn/walsall');
const words = (): string => Object.keys(paper.texts)[0] ?? '';
const withText = (digest: string, text: object): Paper => ({
  ...paper,
  texts: { ...paper.texts, [digest]: text } as Paper['texts'],
});
const kept = () => paper.texts[words()] ?? { salt: '', text: '' };
const evidence = (change: (evidence: Paper['evidence']) => object[]): Paper => ({
  ...paper,
  evidence: change(paper.evidence) as unknown as Paper['evidence'],
});
const invented = () => {
  const [line = ''] = store.parts.events;
  return { position: 1, event: line.slice('{"event":'.length, -1), proof: [] };
};

/** Each is done to a paper that holds. `failed` is what the product names. */
const forgeries: Record<string, { make: () => Paper | string; failed: string }> = {
  'a changed figure': {
    make: () => ({ ...paper, rows: paper.rows.map((row) => ({ ...row, value: '99' })) }),
    failed: 'digest',
  },
  'a changed figure, with a new digest': {
    make: () => redigested({ ...paper, rows: paper.rows.map((row) => ({ ...row, value: '99' })) }),
    failed: 'signature',
  },
  'a signature by another key of the same name': { make: () => signed({ ...paper }, other), failed: 'signature' },
  'another key of the same name, brought along': {
    make: () => ({ ...signed({ ...paper }, other), key: other.line }),
    failed: 'signature',
  },
  'another key than the one that signed it': { make: () => ({ ...paper, key: other.line }), failed: 'signature' },
  'a signature over another position': {
    make: () => ({ ...paper, signature: signed({ ...paper, position: paper.position - 1 }).signature }),
    failed: 'signature',
  },
  'a signature over another digest': {
    make: () => ({ ...paper, signature: signed({ ...paper, digest: `sha256:${'0'.repeat(64)}` }).signature }),
    failed: 'signature',
  },
  'another body': { make: () => ({ ...paper, preparedFor: 'Cabinet' }), failed: 'digest' },
  'other words': { make: () => withText(words(), { ...kept(), text: 'Bad.' }), failed: 'texts' },
  'words moved into their salt': {
    make: () =>
      withText(words(), {
        salt: kept().salt + Buffer.from(kept().text.slice(0, 6)).toString('hex'),
        text: kept().text.slice(6),
      }),
    failed: 'texts',
  },
  'words that no row names': {
    make: () => {
      const { digest, salt, text } = sealText('A rumour.');
      return withText(digest, { salt: salt.toString('hex'), text });
    },
    failed: 'texts',
  },
  'words under a name that is no digest': {
    make: () => withText('note', { salt: '', text: 'Signed.' }),
    failed: 'texts',
  },
  'swapped words': {
    make: () => {
      const [one = '', two = ''] = Object.keys(paper.texts);
      return {
        ...paper,
        texts: { ...paper.texts, [one]: paper.texts[two], [two]: paper.texts[one] } as Paper['texts'],
      };
    },
    failed: 'texts',
  },
  'a text with a third member': { make: () => withText(words(), { ...kept(), note: 'Signed.' }), failed: 'form' },
  'evidence that no row names': { make: () => evidence((each) => [invented(), ...each]), failed: 'evidence' },
  'evidence twice': { make: () => evidence((each) => [...each, ...each.slice(-1)]), failed: 'evidence' },
  'evidence in another order': { make: () => evidence((each) => each.toReversed()), failed: 'evidence' },
  'evidence left out': { make: () => evidence((each) => each.slice(1)), failed: 'evidence' },
  'evidence of another ledger': {
    make: () => evidence((each) => each.map((one) => ({ ...one, event: one.event.replace('"walsall"', '"dudley"') }))),
    failed: 'evidence',
  },
  'evidence with another figure': {
    make: () =>
      evidence((each) => each.map((one) => ({ ...one, event: one.event.replace(/"value":"\d+"/, '"value":"11"') }))),
    failed: 'evidence',
  },
  'evidence in another form': {
    make: () => evidence((each) => each.map((one) => ({ ...one, event: one.event.replace('{', '{"actor":"john",') }))),
    failed: 'evidence',
  },
  'evidence with a hash in another form': {
    make: () =>
      evidence((each) => each.map((one) => ({ ...one, proof: one.proof.map((hash) => hash.replace('=', '')) }))),
    failed: 'evidence',
  },
  'evidence with a member more': {
    make: () => evidence((each) => each.map((one) => ({ ...one, note: 'Signed.' }))),
    failed: 'form',
  },
  'a member that no snapshot has': { make: () => ({ ...paper, note: 'Approved.' }), failed: 'form' },
  'a member called __proto__': {
    make: () => JSON.stringify(paper).replace('{', '{"__proto__":{"note":"Approved."},'),
    failed: 'form',
  },
  'two members of one name': {
    make: () => JSON.stringify(paper).replace('{', '{"preparedFor":"Cabinet",'),
    failed: 'form',
  },
  'two rows of one name in a row': {
    make: () => JSON.stringify(paper).replace('"rows":[{', '"rows":[{"value":"99",'),
    failed: 'form',
  },
  'a number in disguise': {
    make: () => JSON.stringify(paper).replace(`"position":${paper.position}`, `"position":${paper.position}.0`),
    failed: 'form',
  },
  'a number without bounds': {
    make: () => JSON.stringify(paper).replace(`"position":${paper.position}`, '"position":1e999'),
    failed: 'form',
  },
  'a position that is none': { make: () => ({ ...paper, position: -1 }), failed: 'form' },
  'a name written with escapes': {
    make: () => JSON.stringify(paper).replace('"value"', String.raw`"\u0076alue"`),
    failed: 'form',
  },
  'another format': { make: () => ({ ...paper, format: 'outturn-snapshot@3' as never }), failed: 'form' },
  'a format of the prototype': {
    make: () => ({ ...paper, format: 'outturn-snapshot@constructor' as never }),
    failed: 'form',
  },
  'the first format, of which less is asked': {
    make: () => ({ ...paper, format: 'outturn-snapshot@1' as never }),
    failed: 'form',
  },
  'an issue to another body': {
    make: () => ({ ...signed(redigested({ ...paper, preparedFor: 'Cabinet' })), issued: issued.issued }),
    failed: 'issue',
  },
  'an issue of another snapshot': {
    make: () => ({ ...taken(null), issued: issued.issued }),
    failed: 'issue',
  },
  'an issue that no checkpoint covers': {
    make: () => ({ ...issued, issued: (issued.issued ?? '').replace(/\n— .*\n$/, '\n') }),
    failed: 'issue',
  },
  'an issue by an event that says something else': {
    make: () => ({ ...paper, issued: store.proofOf(2) }),
    failed: 'issue',
  },
};

/** How the second verifier says what the product names in one word. */
const inOtherWords: Readonly<Record<string, RegExp>> = {
  form: /^it is no snapshot|^it can be read in two ways|^a member is missing|^it is no JSON/,
  digest: /its content was changed/,
  signature: /no key that you pinned|^the signature of|^another snapshot, position or root|names another key/,
  evidence: /brought along|brought twice|to be in the signed tree|a row rests on it/,
  texts: /\btext /,
  issue: /^that it was issued is not shown/,
};

describe('a forged snapshot is refused by both, on the same ground:', () => {
  it.each(Object.entries(forgeries))('%s', async (_name, { make, failed }) => {
    const made = make();
    const found = await verdicts(typeof made === 'string' ? Buffer.from(made) : fileOf(made));
    expect(found).toMatchObject({ product: false, second: false });
    expect(found.failed).toContain(failed);
    expect(found.faults.map(({ fault }) => fault)).toContainEqual(expect.stringMatching(inOtherWords[failed] ?? /$^/));
  });
});

describe('a snapshot that was signed with the real key and is false is refused where the ledger is at hand:', () => {
  const falselySigned: Record<string, () => Paper> = {
    'a figure that no event says': () =>
      signed(redigested({ ...paper, rows: paper.rows.map((row) => ({ ...row, value: '99' })) })),
    'a rating that does not follow': () =>
      signed(redigested({ ...paper, rows: paper.rows.map((row) => ({ ...row, rag: 'green' as const })) })),
    'a row that is not there': () => signed(redigested({ ...paper, rows: [] })),
  };
  it.each(Object.entries(falselySigned))('%s', async (_name, make) => {
    const { product, failed } = await verdicts(fileOf(make()), { withLedger: true });
    expect({ product, failed: failed.includes('figures') }).toEqual({ product: false, failed: true });
  });

  it('words that were left out of it', async () => {
    const { [words()]: _left, ...texts } = paper.texts;
    const file = fileOf({ ...paper, texts });
    expect(await verdicts(file)).toMatchObject({ product: true, second: true });
    expect(await verdicts(file, { withLedger: true })).toMatchObject({ product: false, second: false });
  });
});

it('a paper of another ledger is not held against this one', async () => {
  const elsewhere = new KeyStore(store.folder).key('dudley');
  const forged = signed(redigested({ ...paper, ledger: 'dudley' }), elsewhere);
  const found = await verdicts(fileOf({ ...forged, key: elsewhere.line }), { withLedger: true, key: elsewhere.line });
  expect(found).toMatchObject({ product: false, second: false });
});
