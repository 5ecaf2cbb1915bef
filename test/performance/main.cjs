'use strict';
// npm run bench. The product is compiled first where it is older than its sources: what is measured is what users run.
const { ensureBuilt } = require('../../apps/cli/bin/build.cjs');

for (const app of ['cli', 'server']) ensureBuilt(app);
require('./product.cjs');
require('./bench.ts');
