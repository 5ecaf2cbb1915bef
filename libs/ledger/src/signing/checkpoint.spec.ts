import { createHash } from 'node:crypto';
import { readCheckpoint, signCheckpoint } from './checkpoint.js';
import { newSigningKey, readVerificationKey } from './note-key.js';
import { signerOf, signNote } from './signed-note.js';

const key = newSigningKey('outturn/walsall');
const root = createHash('sha256').update('a root').digest();
const text = root.toString('base64');

describe('a checkpoint', () => {
  it('is read as it was signed', () => {
    const signed = signCheckpoint({ origin: 'outturn/walsall', size: 77, root }, key);
    const read = readCheckpoint(signed);
    expect(read).toMatchObject({ origin: 'outturn/walsall', size: 77, root });
    expect(read !== null && signerOf(read.note, [key])?.id).toBe(key.id);
  });

  it('is three lines behind one another, as others read it', () => {
    expect(signCheckpoint({ origin: 'outturn/walsall', size: 77, root }, key)).toMatch(
      new RegExp(`^outturn/walsall\n77\n${text.replace('+', '\\+')}\n\n— outturn/walsall [A-Za-z0-9+/]+={0,2}\n$`),
    );
  });

  it('of the specification is read', () => {
    const example =
      'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n' +
      '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n';
    expect(readCheckpoint(example)).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20852163 });
  });

  it.each([0, 1, 2 ** 40])('may be that of %p events', (size) => {
    expect(readCheckpoint(signCheckpoint({ origin: key.name, size, root }, key))?.size).toBe(size);
  });

  it('may have extension lines, which are signed and not read', () => {
    const read = readCheckpoint(signNote(`outturn/walsall\n5\n${text}\none\ntwo\n`, key));
    expect(read).toMatchObject({ size: 5, root });
    expect(read !== null && signerOf(read.note, [key])).not.toBeNull();
  });

  it('of a handover is signed by both keys, so whoever pinned either one can follow', () => {
    const next = newSigningKey('outturn/walsall');
    const read = readCheckpoint(signCheckpoint({ origin: key.name, size: 5, root }, key, next));
    for (const pinned of [key, next]) {
      const trusted = readVerificationKey(pinned.line);
      expect(read !== null && trusted !== null && signerOf(read.note, [trusted])?.id).toBe(pinned.id);
    }
  });

  it('whose size is changed behind the signature is not signed any more', () => {
    const signed = signCheckpoint({ origin: key.name, size: 77, root }, key);
    const read = readCheckpoint(signed.replace('\n77\n', '\n78\n'));
    expect(read?.size).toBe(78);
    expect(read !== null && signerOf(read.note, [key])).toBeNull();
  });

  const malformed: Record<string, string> = {
    'a leading zero in its size': `outturn/walsall\n077\n${text}\n`,
    'a sign before its size': `outturn/walsall\n+77\n${text}\n`,
    'a negative size': `outturn/walsall\n-77\n${text}\n`,
    'a size with a space': `outturn/walsall\n77 \n${text}\n`,
    'a size in hexadecimal': `outturn/walsall\n0x4d\n${text}\n`,
    'a size with a fraction': `outturn/walsall\n77.0\n${text}\n`,
    'a size that no machine could count': `outturn/walsall\n9007199254740993\n${text}\n`,
    'no size': `outturn/walsall\n\n${text}\n`,
    'no origin': `\n77\n${text}\n`,
    'no root': 'outturn/walsall\n77\n',
    'a root in hexadecimal': `outturn/walsall\n77\n${root.toString('hex')}\n`,
    'a root of another length': `outturn/walsall\n77\n${root.subarray(1).toString('base64')}\n`,
    'a root without padding': `outturn/walsall\n77\n${text.slice(0, -1)}\n`,
    'a root with stray bits': `outturn/walsall\n77\n${'A'.repeat(42)}B=\n`,
    'an empty extension line': `outturn/walsall\n77\n${text}\n\nmore\n`,
    'an empty last line': `outturn/walsall\n77\n${text}\n\n`,
    'a control character in an extension': `outturn/walsall\n77\n${text}\na\u0007b\n`,
  };
  it.each(Object.entries(malformed))('is none with %s', (_name, note) => {
    expect(readCheckpoint(signNote(note, key))).toBeNull();
  });
});
