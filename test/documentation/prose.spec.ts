import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

import { sourceFiles } from '../architecture/source-files.js';
import { pages, read, root } from './markdown-page.js';

// docs/style.md has the reasons. What is only often wrong is left to whoever reads the page aloud.
const NEVER: readonly (readonly [phrase: RegExp, instead: string])[] = [
  [/\banew\b/i, 'again'],
  [/\bnought\b/i, 'zero'],
  [/\bfor want of\b/i, 'because there is no'],
  [/\bcan not\b/i, 'cannot'],
  [/\b(thereof|whereof|therein|hitherto)\b/i, 'the thing itself'],
  [/\b(e\.g\.|i\.e\.|etc\.)/i, 'for example, that is, or the whole list'],
  [/\bissues? #?\d+\b|\(#\d+\)/i, 'what the issue asked for'],
  [/\b(house|interfaces|domain|governance|papers|people|stack)\.md\b/, 'the page under docs that says it'],
  [/\b(house rule|technology study|of the design, section)\b/i, 'the page under docs that says it'],
];
/** Whose comments and texts are held to "if" for a condition; the other rooms are still to be read. */
const READ_ALOUD = /^(apps|libs\/(kernel|domain|reporting|intake)|docs\/how-to)\//;
// Words after which "where" can be no place.
const CONDITION = /\b(null|empty|nothing|none|only) where (there|it|no|nobody|nothing|none|neither|they|that) /i;

// The page of style and this file quote what they forbid. The frozen rules and papers of earlier releases never change.
const EXCEPT = /^(docs\/style\.md|test\/documentation\/prose\.spec\.ts|libs\/domain\/src\/measures\/version-\d+\/.*)$/;

const templates = readdirSync(join(root, 'apps/server/src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.njk'))
  .map((name) => `apps/server/src/${name.split(sep).join('/')}`);

const texts = [
  ...pages(),
  'README.md',
  'samples/README.md',
  'tools/verify/README.md',
  '.dependency-cruiser.cjs',
  '.ci/run',
  ...sourceFiles('apps', 'libs', 'scripts', 'test', 'tools'),
  ...templates,
].filter((path) => !EXCEPT.test(path));

/** `path:line: what is there, and what to write instead`, of every line of a text that has a phrase that is never right. */
function faultsOf(path: string, text: string): string[] {
  return text.split('\n').flatMap((line, index) =>
    [...NEVER, ...(READ_ALOUD.test(path) ? [[CONDITION, 'if'] as const] : [])].flatMap(([phrase, instead]) => {
      const found = phrase.exec(line)?.[0];
      return found === undefined ? [] : [`${path}:${index + 1}: "${found}"; write ${instead}`];
    }),
  );
}

it('pages, templates, refusals and comments have no phrase that is never right', () => {
  expect(texts.flatMap((path) => faultsOf(path, read(path)))).toEqual([]);
});

it.each([
  ['It is drawn anew.', ['page:1: "anew"; write again']],
  ['Fine.\nSee issue 12 and house.md.', ['page:2: "issue 12"; write what the issue asked for', expect.any(String)]],
  ['Nothing is wrong here.', []],
  ['It is null where there is none.', []],
])('a planted fault is found with its line: %j', (text, faults) => {
  expect(faultsOf('page', text)).toEqual(faults);
});

it('a condition in a room that was read aloud is no place', () => {
  expect(faultsOf('libs/domain/page', 'It is null where there is none.')).toEqual([
    'libs/domain/page:1: "null where there "; write if',
  ]);
  expect(faultsOf('libs/domain/page', 'Nothing stands where it stood.')).toEqual([]);
});
