import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds the whole project, from the sources as well as from what they are compiled to. */
export const projectRoot = rootAbove(__dirname);

function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'nest-cli.json')) || dirname(folder) === folder) return folder;
  return rootAbove(dirname(folder));
}
