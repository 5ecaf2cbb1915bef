import { createReadStream } from 'node:fs';
import { linesOf } from '@outturn/wiring';
import { systemFaultWords, UnusableFile } from './failure.js';
import type { Progress } from './progress.js';
import type { Session } from './session.js';

/**
 * The lines of an export; `-` is stdin.
 * @throws UnusableFile if it can't be read; Interrupted
 */
export async function* exportedLines(
  file: string,
  { interruption }: Pick<Session, 'interruption'>,
  progress: Progress,
): AsyncGenerator<string, void> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  let count = 0;
  try {
    for await (const line of linesOf(input as AsyncIterable<Buffer>)) {
      interruption.check();
      count += 1;
      progress.at(count, null);
      yield line;
    }
  } catch (error) {
    const words = systemFaultWords(error);
    throw words === null ? error : new UnusableFile(`${file} can't be read: ${words}`, { cause: error });
  }
}
