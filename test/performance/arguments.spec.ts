import { readArguments } from './arguments.js';

const read = (...words: readonly string[]) => readArguments(words, ['append', 'import']);

it('without words every suite is measured, to a million events', () => {
  expect(read()).toMatchObject({ suites: [], scale: 'standard', json: false, write: false });
});

it('the names of suites choose them', () => {
  expect(read('import', 'append', '--quick')).toMatchObject({ suites: ['import', 'append'], scale: 'quick' });
});

it('words choose cases, as often as they are given', () => {
  expect(read()).toMatchObject({ words: [] });
  expect(read('--case', 'one caller', '--case', '3,000,000')).toMatchObject({ words: ['one caller', '3,000,000'] });
});

it.each([
  [['replya'], 'there is no suite "replya"; there are append, import'],
  [['--quick', '--full'], '--quick and --full contradict each other: give one'],
  [['--write', '--quick'], 'docs/performance.md holds a whole run: --write goes with --full and nothing else'],
  [['--write', '--full', 'append'], 'docs/performance.md holds a whole run: --write goes with --full and nothing else'],
  [
    ['--write', '--full', '--case', 'one'],
    'docs/performance.md holds a whole run: --write goes with --full and nothing else',
  ],
  [['--jsno'], "Unknown option '--jsno': there are --quick, --full, --case, --json, --write, --install-rivals"],
])('%j is refused: %s', (words, sentence) => {
  expect(() => read(...words)).toThrow(sentence);
});
