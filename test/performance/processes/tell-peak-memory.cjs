'use strict';
// Required before a program: writes the most memory that the process held, in MB, when it ends.
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  writeFileSync(process.env.OUTTURN_PEAK_MEMORY, String((process.resourceUsage().maxRSS * 1024) / 1e6));
});
