import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root, sourceFiles } from './source-files';

const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
const [, ...words] = (
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { lint: string } }
).scripts.lint.split(' ');

function lint(folder: string, ...more: readonly string[]): string {
  const { stdout, stderr, error } = spawnSync(process.execPath, [oxlint, ...words, ...more], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (error !== undefined) throw error;
  return stdout + stderr;
}

/** A fault of each kind that the house looks for, in a file of each kind. */
const planted: readonly (readonly [file: string, rule: string, text: string])[] = [
  [
    'apps/cli/bin/undefined.cjs',
    'eslint(no-undef)',
    'try { f(); } catch { module.exports = error.code; }\nfunction f() {}',
  ],
  ['scripts/undefined.mjs', 'eslint(no-undef)', 'export const name = undeclared;'],
  ['tools/verify/undefined.mjs', 'eslint(no-undef)', 'export const folder = __dirname;'],
  ['test/undefined.cjs', 'eslint(no-undef)', 'module.exports = document.title;'],
  ['apps/server/src/web/assets/undefined.js', 'eslint(no-undef)', 'document.title = process.env.HOME;'],
  ['config.cjs', 'eslint(no-unused-vars)', 'const unused = 1;'],
  ['libs/kernel/src/any.ts', 'typescript(no-explicit-any)', "export const value = JSON.parse('1') as any;"],
  ['libs/kernel/src/floating.ts', 'typescript(no-floating-promises)', 'export function f() { Promise.resolve(1); }'],
  ['libs/kernel/src/alike.ts', 'eslint(eqeqeq)', 'export const same = (a: string, b: string) => a == b;'],
  ['libs/kernel/src/locale.ts', 'eslint(no-restricted-properties)', "export const i = 'I'.toLocaleLowerCase();"],
  ['libs/kernel/src/console.ts', 'eslint(no-console)', "console.log('said');"],
  ['libs/kernel/src/alone.spec.ts', 'jest(no-focused-tests)', "it.only('is alone', () => { expect(1).toBe(1); });"],
  ['libs/kernel/src/waits.ts', 'typescript(await-thenable)', 'export async function f() { await 1; }'],
];

describe('the linter', () => {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-lint-'));
  let found: readonly { readonly filename: string; readonly code: string }[];
  beforeAll(() => {
    copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    writeFileSync(join(folder, 'tsconfig.json'), '{ "compilerOptions": { "strict": true, "target": "ES2023" } }');
    for (const [file, , text] of planted) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${text}\n`);
    }
    found = (JSON.parse(lint(folder, '--format=json')) as { diagnostics: typeof found }).diagnostics;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(planted)('sees in %s what is forbidden by %s', (file, rule) => {
    expect(found.filter(({ filename }) => filename === file).map(({ code }) => code)).toContain(rule);
  });

  it('looks at every JavaScript and TypeScript file, scripts and tools too', () => {
    const looked = lint(root, '--debug=files')
      .split('\n')
      .map((line) => line.trim().replaceAll('\\', '/').replace(/^\.\//, ''));
    const own = sourceFiles('apps', 'libs', 'scripts', 'test', 'tools');
    expect(own.filter((path) => !looked.includes(path))).toEqual([]);
    expect(looked).toEqual(expect.arrayContaining(['jest.config.cjs', '.dependency-cruiser.cjs']));
  });
});
