import { extname, join } from 'node:path';
import type { Logger } from 'pino';
import type { OutturnOptions } from '@outturn/wiring';

/** What a thread that makes pages needs to know beside where the ledgers are. */
export interface PageThreadData {
  /** Whether whoever sits here may choose who they are. */
  readonly isDemo: boolean;
}

/** Node starts no thread with TypeScript: where the sources run as they are, whoever is asked answers. */
export const readingScript = (data: PageThreadData, log: Logger): Pick<OutturnOptions, 'readers'> =>
  extname(__filename) === '.js'
    ? {
        readers: {
          script: join(__dirname, 'reading.worker.js'),
          with: data,
          onDeath: (err) => log.error({ err }, 'a thread that reads died; another is started when it is needed'),
        },
      }
    : {};
