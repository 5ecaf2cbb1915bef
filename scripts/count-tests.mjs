// Prints what jest's JSON report counted; fails where a test failed, or was skipped although .ci/run installs what it needs.
import { readFileSync } from 'node:fs';
import { countTests } from './counted-tests.mjs';

const { passed, failed, excused, unexcused, ok } = countTests(JSON.parse(readFileSync(process.argv[2], 'utf8')));
for (const name of excused) console.log(`skipped, as it may be here: ${name}`);
for (const name of unexcused) console.log(`skipped, and must not be: ${name}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = ok ? 0 : 1;
