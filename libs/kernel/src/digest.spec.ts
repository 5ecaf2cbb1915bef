import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { isSealed, saltFromHex, sealText, sha256 } from './digest.js';

const text = fc.string({ unit: 'binary' });
const salt = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes));

describe('sha256', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ])('of %j is what FIPS 180-4 says', (message, digest) => expect(sha256(message)).toBe(digest));

  it('of a text is that of its UTF-8 bytes', () => {
    fc.assert(fc.property(text, (words) => expect(sha256(words)).toBe(sha256(Buffer.from(words, 'utf8')))));
  });
});

describe('a sealed text', () => {
  it('is named by SHA-256 of its salt and its UTF-8 bytes, in that order', () => {
    fc.assert(
      fc.property(text, salt, (words, grains) => {
        const expected = createHash('sha256').update(grains).update(words, 'utf8').digest('hex');
        expect(sealText(words, grains)).toEqual({ digest: `sha256:${expected}`, salt: grains, text: words });
      }),
    );
  });

  it('gets the same name again with the same salt, and another with any other text', () => {
    fc.assert(
      fc.property(text, text, salt, (one, other, grains) => {
        expect(sealText(one, grains).digest === sealText(other, grains).digest).toBe(one === other);
      }),
    );
  });

  it('gets sixteen fresh bytes of salt each time, so that nobody can try out words against its name', () => {
    const sealed = Array.from({ length: 100 }, () => sealText('Delivery slipped in the second quarter.'));
    expect(new Set(sealed.map(({ digest }) => digest)).size).toBe(100);
    expect(new Set(sealed.map(({ salt: grains }) => grains.toString('hex'))).size).toBe(100);
    expect(sealed.every(({ salt: grains }) => grains.length === 16)).toBe(true);
  });

  it('is never sealed with a salt of another length: its beginning could be moved into a longer one', () => {
    const salts = fc.uint8Array({ maxLength: 40 }).filter(({ length }) => length !== 16);
    fc.assert(
      fc.property(text, salts, (words, grains) => {
        expect(() => sealText(words, Buffer.from(grains))).toThrow(RangeError);
      }),
    );
  });

  it('is not itself any more wherever the line between salt and words is drawn again', () => {
    fc.assert(
      fc.property(text, salt, fc.nat(), (words, grains, at) => {
        const { digest } = sealText(words, grains);
        const bytes = Buffer.concat([grains, Buffer.from(words)]);
        const line = at % (bytes.length + 1);
        const moved = { digest, salt: bytes.subarray(0, line), text: bytes.toString('utf8', line) };
        expect(isSealed(moved)).toBe(line === 16);
      }),
    );
  });

  it('holds no half of a character: another text would have its digest', () => {
    const sealed = sealText('\uFFFD');
    expect([isSealed(sealed), isSealed({ ...sealed, text: '\uD800' })]).toEqual([true, false]);
  });

  it('has a salt that is written as 32 lower-case hex digits and nothing else', () => {
    fc.assert(fc.property(salt, (grains) => expect(saltFromHex(grains.toString('hex'))).toEqual(grains)));
    const others = ['', '00'.repeat(15), '00'.repeat(17), 'AB'.repeat(16), ` ${'00'.repeat(16)}`, 'x'.repeat(32), null];
    expect(others.map(saltFromHex)).toEqual(others.map(() => null));
  });
});
