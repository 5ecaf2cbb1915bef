import { nouns, PublishRelease } from '@outturn/domain';
import { row, type ApplicationNoun } from '../command-row.js';

export const release = {
  permissions: {},
  commands: [
    row({
      ...nouns.release,
      command: PublishRelease,
      path: 'releases',
      summary: 'Record that a publisher released a table',
      permission: 'benchmark:release',
      facts: {},
      example: {
        label: 'LAIT 2017-12-14',
        date: '2017-12-14',
        fileDigest: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9',
        cells: 1,
      },
    }),
  ],
  queries: {},
} as const satisfies ApplicationNoun;
