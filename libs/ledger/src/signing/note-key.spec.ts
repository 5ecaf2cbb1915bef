import { generateKeyPairSync } from 'node:crypto';
import { isKeyName, newSigningKey, readSigningKey, readVerificationKey, signText, verifyText } from './note-key.js';

const published = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';

describe('a verification key', () => {
  it('travels as one line and comes out of it as it went in', () => {
    const key = newSigningKey('outturn/walsall');
    const read = readVerificationKey(key.line);
    expect(read).toMatchObject({ name: 'outturn/walsall', id: key.id, line: key.line });
    expect(read !== null && verifyText(read, 'a text', signText(key, 'a text'))).toBe(true);
  });

  it('of another implementation is read', () => {
    expect(readVerificationKey(published)).toMatchObject({ name: 'PeterNeumann', id: 'c74f20a3', line: published });
  });

  it('may have a plus in its base64, and the newline of its file behind it', () => {
    let key = newSigningKey('a');
    while (!key.line.slice(11).includes('+')) key = newSigningKey('a');
    expect(readVerificationKey(`${key.line}\n`)?.line).toBe(key.line);
  });

  const bytes = Buffer.from(published.split('+')[2] ?? '', 'base64');
  const encoded = bytes.toString('base64');
  const malformed: Record<string, string> = {
    'nothing at all': '',
    'a name alone': 'PeterNeumann',
    'no name': `+c74f20a3+${encoded}`,
    'another name, so another id': published.replace('Peter', 'Pete'),
    'a space in its name': published.replace('PeterNeumann', 'Peter Neumann'),
    'an id that is not its own': published.replace('c74f20a3', 'c74f20a4'),
    'an id in capitals': published.replace('c74f20a3', 'C74F20A3'),
    'an id of seven digits': published.replace('c74f20a3', 'c74f20a'),
    'another kind of signature': `PeterNeumann+c74f20a3+${Buffer.concat([Buffer.from([2]), bytes.subarray(1)]).toString('base64')}`,
    'a key cut short': `PeterNeumann+c74f20a3+${bytes.subarray(0, 32).toString('base64')}`,
    'a byte behind its key': `PeterNeumann+c74f20a3+${Buffer.concat([bytes, Buffer.from([0])]).toString('base64')}`,
    'base64 of another alphabet': published.replace('/LDE', '_LDE'),
    'a bit of its key flipped': published.replace('ARpc', 'ARpd'),
    'something behind it': `${published} and more`,
  };
  it.each(Object.entries(malformed))('is none with %s', (_name, line) => {
    expect(line).not.toBe(published);
    expect(readVerificationKey(line)).toBeNull();
  });
});

it('a key of another kind cannot sign for a ledger', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  expect(() => readSigningKey('outturn/walsall', pem)).toThrow(TypeError);
});

it.each([
  ['outturn/walsall', true],
  ['example.com/behind-the-sofa', true],
  ['', false],
  ['a b', false],
  ['a+b', false],
  ['a\u2003b', false],
  ['a\u0085b', false],
  ['a\u0001b', false],
])('whether %j may name a key is %p', (name, may) => {
  expect(isKeyName(name)).toBe(may);
});
