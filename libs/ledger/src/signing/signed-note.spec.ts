import { newSigningKey, readVerificationKey } from './note-key.js';
import { readNote, signerOf, signNote } from './signed-note.js';

// The example of the Go package that signed notes come from (golang.org/x/mod/sumdb/note).
const vkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const text =
  'If you think cryptography is the answer to your problem,\n' + "then you don't know what your problem is.\n";
const signature =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const published = `${text}\n${signature}`;

const signer = (note: string, ...keys: readonly string[]): string | null => {
  const read = readNote(note);
  if (read === null) return null;
  const trusted = keys.map(readVerificationKey).filter((key) => key !== null);
  return signerOf(read, trusted)?.line ?? null;
};

describe('a signed note', () => {
  const [mary, john] = [newSigningKey('outturn/walsall'), newSigningKey('outturn/dudley')];

  it('of another implementation is verified', () => {
    expect(signer(published, vkey)).toBe(vkey);
    expect(readNote(published)?.text).toBe(text);
  });

  it('that is signed here is verified here, and Ed25519 signs the same text the same way each time', () => {
    const note = signNote('a text\n', mary);
    expect(signer(note, mary.line)).toBe(mary.line);
    expect(signNote('a text\n', mary)).toBe(note);
  });

  it('may hold empty lines: its signatures begin behind the last', () => {
    const note = signNote('one\n\ntwo\n\n\nthree\n', mary);
    expect(readNote(note)?.text).toBe('one\n\ntwo\n\n\nthree\n');
    expect(signer(note, mary.line)).toBe(mary.line);
  });

  it('of which a single bit of the text was changed is not signed any more', () => {
    const bytes = Buffer.from(text);
    const passed = Array.from({ length: bytes.length * 8 }, (_, bit) => bit).filter((bit) => {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      return signer(`${changed.toString('latin1')}\n${signature}`, vkey) !== null;
    });
    expect(passed).toEqual([]);
  });

  it('says nothing where its signer is not trusted', () => {
    expect(signer(published, mary.line)).toBeNull();
    expect(signer(published)).toBeNull();
  });

  it('with two signatures is signed by each of the two keys', () => {
    const note = signNote('a text\n', mary, john);
    expect(signer(note, mary.line)).toBe(mary.line);
    expect(signer(note, john.line)).toBe(john.line);
    expect(signer(note, john.line, mary.line)).toBe(mary.line);
  });

  it('is believed for one trusted signature beside unknown ones', () => {
    const unknown = signNote('a text\n', newSigningKey('witness')).split('\n\n')[1] ?? '';
    expect(signer(signNote('a text\n', mary) + unknown, mary.line)).toBe(mary.line);
  });

  it('is spoiled as a whole by one trusted key whose signature is false', () => {
    const good = signNote('a text\n', mary, john);
    const [, ofJohn = ''] = signNote('another text\n', john).split('\n\n');
    const [head = '', ofMary = ''] = signNote('a text\n', mary).split('\n\n');
    expect(signer(good, mary.line, john.line)).toBe(mary.line);
    expect(signer(`${head}\n\n${ofMary}${ofJohn}`, mary.line, john.line)).toBeNull();
    expect(signer(`${head}\n\n${ofMary}${ofJohn}`, mary.line)).toBe(mary.line);
  });

  it('is not signed by a key of the same name with another id', () => {
    const other = newSigningKey(mary.name);
    expect(signer(signNote('a text\n', other), mary.line)).toBeNull();
  });

  it('is not signed by a key under another name, though the bytes of the signature are true', () => {
    expect(signer(published.replace('— PeterNeumann', '— PeterNeuman'), vkey)).toBeNull();
  });

  it('is not signed where its line claims the id of a trusted key for another one’s signature', () => {
    const other = newSigningKey(mary.name);
    const bytes = Buffer.from(signNote('a text\n', other).split(' ').at(-1) ?? '', 'base64');
    Buffer.from(mary.id, 'hex').copy(bytes);
    expect(signer(`a text\n\n— ${mary.name} ${bytes.toString('base64')}\n`, mary.line)).toBeNull();
  });

  it('may bear the signatures of many witnesses', () => {
    const witnesses = Array.from({ length: 16 }, (_, index) => newSigningKey(`witness-${index}`));
    expect(readNote(signNote('a text\n', mary, ...witnesses))?.signatures).toHaveLength(17);
  });

  const malformed: Record<string, string> = {
    'nothing at all': '',
    'a text without signatures': text,
    'a text with an empty block of signatures': `${text}\n`,
    'no empty line before the signatures': text + signature,
    'no newline at its end': published.slice(0, -1),
    'Windows line ends': published.replaceAll('\n', '\r\n'),
    'a tab in its text': published.replace('you think', 'you\tthink'),
    'a null in its text': published.replace('you think', 'you\0think'),
    'an escape in its text': published.replace('you think', 'you\u001Bthink'),
    'half a surrogate pair in its text': published.replace('you think', 'you\uD800think'),
    'a hyphen instead of the dash': published.replace('— ', '- '),
    'no dash': published.replace('— ', ''),
    'two spaces in its signature line': published.replace('— P', '—  P'),
    'a space behind its signature': published.replace(/\n$/, ' \n'),
    'a plus in the name': published.replace('— PeterNeumann', '— Peter+Neumann'),
    'a no-break space in the name': published.replace('— PeterNeumann', '— Peter\u00A0Neumann'),
    'no name': published.replace('— PeterNeumann ', '— '),
    'a line of something else among the signatures': `${published}and more\n`,
    'an empty line behind the signatures': `${published}\n`,
    'base64 of another alphabet': published.replace('/', '_'),
    'base64 without its padding': published.replace(/=\n$/, '\n'),
    'base64 with more padding': published.replace(/=\n$/, '==\n'),
    'base64 with stray bits at its end': published.replace('JnAM=', 'JnAN='),
    'an id without a signature': published.replace(/ x08g.*\n$/, ' x08gow==\n'),
    'more signatures than a reader should try': `${text}\n${signature.repeat(100)}`,
  };
  it.each(Object.entries(malformed))('is none with %s', (_name, note) => {
    expect(note).not.toBe(published);
    expect(readNote(note)).toBeNull();
  });
});
