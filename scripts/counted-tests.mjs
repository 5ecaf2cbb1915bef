/**
 * What may be skipped even where everything was installed that can be: data that lies beside the repository, and rights
 * that a machine gives or does not give. A test says in its name why it is skipped.
 */
const excuses = [
  /\(skipped: \.\.\/shared\/\S+ is not here\)/,
  /\(skipped: mounting a disk needs (Linux|root)\)/,
  /\(skipped: this machine lets nobody mount such a disk \(/,
  /\(skipped: strace may trace nothing here\)/,
];

/**
 * What jest's JSON report comes to.
 * @returns `passed` and `failed` as counts, `excused` and `unexcused` as the names of the tests that were skipped; `ok`
 *   where nothing failed, something passed and nothing was skipped without an excuse
 */
export function countTests(report) {
  const skipped = report.testResults.flatMap((suite) =>
    suite.assertionResults
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => fullName),
  );
  const excused = skipped.filter((name) => excuses.some((excuse) => excuse.test(name)));
  const unexcused = skipped.filter((name) => !excused.includes(name));
  const passed = report.numPassedTests;
  // A suite that could not be loaded has no tests to count: it counts as one that failed.
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return { passed, failed, excused, unexcused, ok: failed === 0 && passed > 0 && unexcused.length === 0 };
}
