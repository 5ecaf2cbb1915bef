interface Counted {
  readonly passed: number;
  readonly failed: number;
  readonly excused: readonly string[];
  readonly unexcused: readonly string[];
  readonly ok: boolean;
}
const { countTests } = jest.requireActual<{ countTests: (report: object) => Counted }>(
  '../../scripts/counted-tests.mjs',
);

/** A report as jest writes it, of tests by their status. */
function report(
  tests: readonly (readonly [status: string, fullName: string])[],
  numRuntimeErrorTestSuites = 0,
): object {
  const count = (status: string): number => tests.filter(([each]) => each === status).length;
  return {
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numRuntimeErrorTestSuites,
    testResults: [{ assertionResults: tests.map(([status, fullName]) => ({ status, fullName })) }],
  };
}

describe('a run of the tests', () => {
  it('is in order where all passed', () => {
    expect(countTests(report([['passed', 'a']]))).toMatchObject({ passed: 1, failed: 0, ok: true });
  });

  it.each([
    [
      'a failure',
      report([
        ['passed', 'a'],
        ['failed', 'b'],
      ]),
      1,
    ],
    ['a suite that could not be loaded', report([['passed', 'a']], 1), 1],
    ['nothing that ran', report([]), 0],
  ])('is not in order with %s', (_words, run, failed) => {
    expect(countTests(run)).toMatchObject({ failed, ok: false });
  });

  it.each([
    'the releases (skipped: ../shared/data/lait is not here) are all taken',
    'a full disk refuses (skipped: mounting a disk needs root)',
    'a power cut (skipped: this machine lets nobody mount such a disk (Error: Command failed: mount -o loop))',
    'a failing fsync (skipped: strace may trace nothing here)',
  ])('may skip what no package brings: %s', (name) => {
    const { ok, excused } = countTests(
      report([
        ['passed', 'a'],
        ['pending', name],
      ]),
    );
    expect([ok, excused]).toEqual([true, [name]]);
  });

  it.each([
    ['pending', 'pages (skipped: there is no chromium on this machine) fit'],
    ['pending', 'a failing fsync (skipped: strace is missing)'],
    ['pending', 'a power cut (skipped: mkfs.ext4 is missing)'],
    ['pending', 'a rule that somebody switched off'],
    ['todo', 'a rule that is still to be written'],
    ['disabled', 'a rule that somebody switched off'],
  ])('may not skip what is installed, nor without a reason (%s): %s', (status, name) => {
    const { ok, unexcused } = countTests(
      report([
        ['passed', 'a'],
        [status, name],
      ]),
    );
    expect([ok, unexcused]).toEqual([false, [name]]);
  });
});
