import fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { keyedDigests } from './keyed-digest.js';

const hmac = (key: Uint8Array, text: string): string => createHmac('sha256', key).update(text).digest('hex');

describe('a keyed digest', () => {
  it('is the HMAC-SHA-256 that Node works out, whatever the lengths of key and texts, one text after the other', () => {
    const texts = fc.array(fc.string({ unit: 'binary', maxLength: 400 }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), texts, (key, each) => {
        expect(each.map(keyedDigests(key))).toEqual(each.map((text) => hmac(key, text)));
      }),
      { numRuns: 500 },
    );
  });

  it.each([0, 1, 32, 63, 64, 65, 128, 131])('is so for a key of %i bytes', (length) => {
    const key = Buffer.alloc(length, 0xa5);
    const digest = 'c0'.repeat(32);
    expect(keyedDigests(key)(digest)).toBe(hmac(key, digest));
  });

  // RFC 4231, those of its test cases whose data is text.
  it.each([
    ['1', Buffer.alloc(20, 0x0b), 'Hi There', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
    [
      '2',
      Buffer.from('Jefe'),
      'what do ya want for nothing?',
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
    [
      '6',
      Buffer.alloc(131, 0xaa),
      'Test Using Larger Than Block-Size Key - Hash Key First',
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    ],
    [
      '7',
      Buffer.alloc(131, 0xaa),
      'This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.',
      '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2',
    ],
  ])('is that of test case %s of RFC 4231', (_case, key, text, expected) => {
    expect(keyedDigests(key)(text)).toBe(expected);
  });
});
