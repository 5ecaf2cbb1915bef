// Prints what jest's JSON report counted, and fails where a test was skipped: CI has everything that a test may need.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const skipped = report.testResults.flatMap((suite) =>
  suite.assertionResults
    .filter((test) => test.status === 'pending' || test.status === 'todo')
    .map((test) => test.fullName),
);
// A suite that could not be loaded has no tests to count: it counts as one that failed.
const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
for (const name of skipped) console.log(`skipped in CI: ${name}`);
console.log(`${report.numPassedTests} passed, ${failed} failed`);
process.exit(failed > 0 || skipped.length > 0 ? 1 : 0);
