import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { StitchedGzip } from './stitched-gzip';

describe('a text with a word that is another each time', () => {
  it('is gzip of the whole text, checksum and length included, wherever the word stands', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1 }), fc.uint8Array(), (pieces, word) => {
        const stitched = StitchedGzip.of(pieces.map((piece) => Buffer.from(piece)));
        const whole = Buffer.concat(pieces.flatMap((piece, at) => (at === 0 ? [piece] : [word, piece])));
        expect(gunzipSync(stitched.with(Buffer.from(word)))).toEqual(whole);
      }),
    );
  });

  it('is as long for one word as for another of the same length', () => {
    const piece = Buffer.from('<script nonce="AAAAAAAA">');
    const stitched = StitchedGzip.of([piece, piece, piece]);
    const lengths = ['AAAAAAAA', 'nonce="A', randomBytes(6).toString('base64')].map(
      (word) => stitched.with(Buffer.from(word)).length,
    );
    expect(new Set(lengths).size).toBe(1);
  });
});
