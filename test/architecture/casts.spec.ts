import { sourceFiles, textOf } from './source-files';

// What turns the compiler's knowledge off. A type that is only said holds nothing.
const CAST = /\bas (?:unknown|object) as\b|\bas any\b|\bas never\b(?! \w)/;

const product = sourceFiles('apps', 'libs').filter(
  (path) => !/\.(spec|fixture|rules)\.ts$/.test(path) && !/^libs\/(testing|ledger\/src\/contract)\//.test(path),
);

const casts = product.flatMap((path) => {
  const lines = textOf(path).split('\n');
  return lines.flatMap((line, at) =>
    CAST.test(line) && !/^\s*(\/?\*|\/\/)/.test(line)
      ? [{ place: `${path}:${at + 1}`, above: lines[at - 1] ?? '' }]
      : [],
  );
});

describe('a cast that the compiler cannot hold', () => {
  it('stands in at most five places of the product', () => {
    expect(casts.map(({ place }) => place)).toHaveLength(Math.min(casts.length, 5));
  });

  it('has its reason above it', () => {
    expect(casts.filter(({ above }) => !/^\s*(\/\/|\*\/)/.test(above)).map(({ place }) => place)).toEqual([]);
  });
});
