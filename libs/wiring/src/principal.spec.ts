import { mustBeAllowed, NotAllowed, ownerOf, sees, type Principal } from './principal.js';

const mary: Principal = {
  actor: 'mary',
  assurance: 'authenticated',
  roles: ['officer'],
  ledgers: ['walsall', 'england'],
};

describe('who asks', () => {
  it('sees the ledgers that are named for them, and the owner sees all', () => {
    expect(['walsall', 'england', 'dudley', 'all', ''].map((ledger) => sees(mary, ledger))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(sees(ownerOf('me'), 'dudley')).toBe(true);
  });

  it('may do what a role of theirs allows, in a ledger that they see', () => {
    expect(() => mustBeAllowed(mary, 'return:submit', 'walsall')).not.toThrow();
    expect(() => mustBeAllowed(mary, 'text:redact', 'walsall')).toThrow(new NotAllowed('text:redact', 'walsall'));
    expect(() => mustBeAllowed(mary, 'return:submit', 'dudley')).toThrow(new NotAllowed('return:submit', 'dudley'));
    expect(() => mustBeAllowed(mary, 'ledger:administer', null)).toThrow('you need the permission ledger:administer');
  });

  it('may do nothing without a role', () => {
    expect(() => mustBeAllowed({ ...mary, roles: [] }, 'ledger:read', 'walsall')).toThrow(NotAllowed);
  });

  it('is asserted where it is the owner of the machine', () => {
    expect(ownerOf('me')).toEqual({ actor: 'me', assurance: 'asserted', roles: ['owner'], ledgers: 'all' });
  });
});
