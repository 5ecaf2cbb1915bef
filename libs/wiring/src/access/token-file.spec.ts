import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTokenFile } from './token-file';

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
const entry = { tokenSha256: hashOf('secret'), actor: 'j.smith', roles: ['officer'], ledgers: ['walsall'] };

describe('a token file', () => {
  let folder: string;
  const written = (content: unknown, mode = 0o600): string => {
    const path = join(folder, 'tokens.json');
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    chmodSync(path, mode);
    return path;
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'outturn-tokens-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('says whom a token stands for, and that it is proved', () => {
    const register = readTokenFile(written([entry, { ...entry, tokenSha256: hashOf('other'), ledgers: 'all' }]));
    expect(register.principalOf('secret', new Date())).toEqual({
      actor: 'j.smith',
      assurance: 'authenticated',
      roles: ['officer'],
      ledgers: ['walsall'],
    });
    expect(register.principalOf('other', new Date())?.ledgers).toBe('all');
    expect(register.principalOf('nobody’s', new Date())).toBeNull();
    expect(register.principalOf('', new Date())).toBeNull();
  });

  it('lets a token work to the end of its last day in London', () => {
    const register = readTokenFile(written([{ ...entry, expires: '2026-07-31' }]));
    expect(register.principalOf('secret', new Date('2026-07-31T22:59:59.999Z'))).not.toBeNull();
    expect(register.principalOf('secret', new Date('2026-07-31T23:00:00.000Z'))).toBeNull();
  });

  it.each([0o644, 0o640, 0o604])('may not be read by others (%i)', (mode) => {
    expect(() => readTokenFile(written([entry], mode))).toThrow('chmod 600');
  });

  it.each([0o620, 0o602])('may not be written by others (%i)', (mode) => {
    expect(() => readTokenFile(written([entry], mode))).toThrow(
      'can be written by others than its owner: chmod 600 it',
    );
  });

  it('may not lie in a folder in which others could put another in its place', () => {
    const path = written([entry]);
    chmodSync(folder, 0o777);
    expect(() => readTokenFile(path)).toThrow('of the token file can be written by others: chmod 700 it');
    chmodSync(folder, 0o1777);
    expect(readTokenFile(path).size).toBe(1);
    chmodSync(folder, 0o700);
  });

  it.each<[name: string, content: unknown, message: string]>([
    ['no JSON', '[', 'is no JSON'],
    ['no array', { entry }, 'must hold a JSON array'],
    ['an entry that is no object', [entry, 7], 'entry 2: must be an object'],
    ['a member that there isn’t', [{ ...entry, token: 'secret' }], 'there is no member "token"'],
    ['a token in place of its hash', [{ ...entry, tokenSha256: 'secret' }], '64 lower-case hex digits'],
    ['no actor', [{ ...entry, actor: undefined }], 'actor must be an id'],
    ['an actor that is none', [{ ...entry, actor: 'j smith' }], 'actor must be an id'],
    ['no role', [{ ...entry, roles: [] }], 'roles must name one or more of reader, officer'],
    ['a role that there isn’t', [{ ...entry, roles: ['toString'] }], 'roles must name one or more of'],
    ['ledgers that are none', [{ ...entry, ledgers: ['../x'] }], '"all" or a list of ledger ids'],
    ['no ledgers', [{ ...entry, ledgers: undefined }], '"all" or a list of ledger ids'],
    ['an end that is no date', [{ ...entry, expires: '2026-02-30' }], 'expires must be a date'],
    ['a token twice', [entry, { ...entry, actor: 'k' }], 'entry 2: the same token stands there twice'],
  ])('is refused with %s', (_name, content, message) => {
    expect(() => readTokenFile(written(content))).toThrow(message);
  });

  it('must be there', () => {
    expect(() => readTokenFile(join(folder, 'none'))).toThrow('ENOENT');
    expect(() => readTokenFile(folder)).toThrow(/no file|EISDIR/);
  });
});
