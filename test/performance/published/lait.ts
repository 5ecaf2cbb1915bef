import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { SourceFile } from '@outturn/intake';

/** The DfE's releases lie beside the repository; they are too large to lie in it. */
const folder = resolve(__dirname, '../../../../shared/data/lait');
const FIRST = '2024-11-19-3db9701.csv.gz';

export const firstReleaseFile = join(folder, FIRST);

export const laitIsMissing = (): string | null =>
  existsSync(firstReleaseFile) ? null : '../shared/data/lait is not here';

/** The first release, 74,290 cells, unpacked: what is measured is not gzip. */
export const firstRelease = (): SourceFile => ({
  name: FIRST.replace('.gz', ''),
  bytes: gunzipSync(readFileSync(firstReleaseFile)),
});
