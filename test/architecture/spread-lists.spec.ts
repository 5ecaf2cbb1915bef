import { sourceFiles, textOf } from './source-files';

const SPREAD =
  /(?:\.(?:push|unshift|concat)|Math\.(?:min|max)|String\.from(?:CharCode|CodePoint))\((?:[^()[\]{}]*,\s*)?\.\.\./;

describe('a list', () => {
  it('is never spread into the arguments of a call: one of a hundred thousand overflows the stack', () => {
    const product = sourceFiles('apps', 'libs').filter(
      (path) =>
        !/\.(spec|fixture|rules)\.ts$/.test(path) && !path.startsWith('libs/testing/') && !path.includes('/dist/'),
    );
    const found = product.flatMap((path) =>
      textOf(path)
        .split('\n')
        .flatMap((line, at) => (SPREAD.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });
});
