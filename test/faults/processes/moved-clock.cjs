'use strict';
// Preloaded into a process, it moves its clock by the milliseconds that the file OUTTURN_MOVED_CLOCK holds at the time.
const { readFileSync } = require('node:fs');

const RealDate = Date;
const now = () => RealDate.now() + Number(readFileSync(process.env.OUTTURN_MOVED_CLOCK, 'utf8'));

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(now());
    else super(...parts);
  }

  static now() {
    return now();
  }
};
