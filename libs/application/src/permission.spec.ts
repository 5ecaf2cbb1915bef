import { queryCatalogue } from './ask.js';
import { commandCatalogue } from './command-catalogue.js';
import { allows, permissions, roles, type Role } from './permission.js';

const all = Object.keys(roles) as Role[];
const mayDo = (permission: (typeof permissions)[number]) => all.filter((role) => allows([role], permission));

describe('who may do what', () => {
  it('is one table', () => {
    expect(Object.fromEntries(permissions.map((permission) => [permission, mayDo(permission)]))).toEqual({
      'ledger:read': ['reader', 'officer', 'coordinator', 'planner', 'clerk', 'administrator', 'owner'],
      'ledger:administer': ['administrator', 'owner'],
      'indicator:define': ['officer', 'owner'],
      'return:submit': ['officer', 'coordinator', 'owner'],
      'return:correct-closed': ['coordinator', 'owner'],
      'round:run': ['coordinator', 'owner'],
      'target:set': ['officer', 'owner'],
      'benchmark:release': ['officer', 'owner'],
      'action:plan': ['planner', 'owner'],
      'action:report': ['officer', 'planner', 'owner'],
      'snapshot:issue': ['clerk', 'owner'],
      'text:redact': ['administrator', 'owner'],
    });
  });

  it('adds up over the roles that someone holds', () => {
    expect(allows(['officer', 'clerk'], 'snapshot:issue')).toBe(true);
    expect(allows(['officer', 'clerk'], 'text:redact')).toBe(false);
    expect(allows([], 'ledger:read')).toBe(false);
  });

  it('keeps who submits figures apart from who takes out texts', () => {
    expect(mayDo('text:redact').filter((role) => role !== 'owner' && allows([role], 'return:submit'))).toEqual([]);
  });

  it('names no permission that nothing needs, and every question can be asked by whoever reads', () => {
    const needed = [...commandCatalogue, ...Object.values(queryCatalogue)].map(({ permission }) => permission);
    expect(permissions.filter((permission) => !needed.includes(permission))).toEqual([]);
    expect(Object.values(queryCatalogue).filter(({ permission }) => permission !== 'ledger:read')).toEqual([]);
  });
});

describe('the catalogue of commands', () => {
  it('has every command once, each at a path of its own', () => {
    const names = commandCatalogue.map(({ name }) => name);
    const paths = commandCatalogue.flatMap(({ path }) => (path === null ? [] : [path]));
    expect([new Set(names).size, new Set(paths).size]).toEqual([names.length, paths.length]);
  });

  it('asks every command for its day while a ledger is open for migration, but for what is done to the ledger itself', () => {
    expect(commandCatalogue.filter(({ dated }) => !dated).map(({ name }) => name)).toEqual([
      'OpenLedger',
      'CloseMigration',
      'RedactText',
      'RotateSigningKey',
    ]);
  });
});
