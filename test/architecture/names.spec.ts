import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { root, sourceFiles, textOf } from './source-files';

const files = sourceFiles('apps', 'libs', 'test', 'scripts');
const libs = [...new Set(sourceFiles('libs').map((path) => path.split('/')[1] ?? ''))];
const product = files.filter((path) => /^(apps|libs)\//.test(path) && !/\.(spec|fixture)\.ts$/.test(path));

describe('a file or a folder', () => {
  it('is named for the idea inside it: nothing is called common, shared, helpers, utils or manager', () => {
    const words = /(^|[-./])(commons?|shared|helpers?|utils?|utility|utilities|managers?)(?=[-./]|$)/i;
    expect(files.filter((path) => words.test(path))).toEqual([]);
  });

  it('is written in lower case with hyphens', () => {
    expect(files.filter((path) => !/^[a-z0-9./-]+$/.test(path))).toEqual([]);
  });
});

describe('a lib', () => {
  it.each(libs)('has an index, which is the only way in: %s', (lib) => {
    expect(existsSync(join(root, 'libs', lib, 'src/index.ts'))).toBe(true);
    const around = new RegExp(`from '@outturn/${lib}/`);
    expect(files.filter((path) => /^(apps|libs)\//.test(path) && around.test(textOf(path)))).toEqual([]);
  });

  it('is reached by its name from another room, never by the way through the folders', () => {
    const elsewhere = product.flatMap((path) => {
      const room = path.split('/').slice(0, 2).join('/');
      const steps = [...textOf(path).matchAll(/from '(\.{1,2}\/[^']+)'/g)].map(([, to]) =>
        posix.join(path, '..', to ?? ''),
      );
      return steps.filter((to) => !to.startsWith(`${room}/`)).map((to) => `${path} -> ${to}`);
    });
    expect(elsewhere).toEqual([]);
  });
});

describe('the stores that ledgers live in', () => {
  it('are told apart by nobody: apps and wiring name no class of one, and no file but its own names EventStoreDB in code', () => {
    const classes = /\b(LedgerDirectory|StreamDirectory|SqliteLedger|StreamLedger|ReplicaLedger)\b/;
    expect(product.filter((path) => /^(apps|libs\/wiring)\//.test(path) && classes.test(textOf(path)))).toEqual([]);
    const named = product.filter((path) => /'eventstoredb'|EVENTSTORE'|\{ eventstoredb \}/.test(textOf(path)));
    expect(named.sort()).toEqual([
      'libs/ledger/src/stream-store/eventstoredb/adapter.ts',
      'libs/ledger/src/stream-store/stream-stores.ts',
    ]);
  });
});

describe('the apps', () => {
  it('reach execute and ask through the bus alone', () => {
    const calling = sourceFiles('apps').filter((path) => {
      const text = textOf(path);
      return /from '@outturn\/(application|ledger|views)'/.test(text) || /(?<![.\w])(execute|ask)\(/.test(text);
    });
    expect(calling.filter((path) => !path.endsWith('.spec.ts'))).toEqual([]);
  });
});

describe('what somebody may do', () => {
  it('is looked at in one place, the bus, for commands, queries, rehearsals, imports and whole ledgers alike', () => {
    const looking = product.filter((path) => /(?<!function )mustBeAllowed\(/.test(textOf(path)));
    expect(looking).toEqual(['libs/wiring/src/bus-bindings.ts']);
  });
});

describe('the source', () => {
  const sources = files.filter((path) => path.endsWith('.ts') && !path.startsWith('test/architecture/'));

  it('turns the compiler off nowhere', () => {
    expect(sources.filter((path) => /@ts-(ignore|nocheck|expect-error)/.test(textOf(path)))).toEqual([]);
  });

  it('leaves no test switched off or alone without saying why by name', () => {
    const specs = sources.filter((path) => path.endsWith('.spec.ts'));
    expect(
      specs.filter((path) => /\b(it|describe|test)\.only\b|\b(xit|fit|xdescribe|fdescribe)\(/.test(textOf(path))),
    ).toEqual([]);
  });
});
