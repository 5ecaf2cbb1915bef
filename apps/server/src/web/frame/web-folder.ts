import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where templates and assets lie: beside their sources, whether the sources run or what they are compiled to. */
export const webFolder = folderAbove(__dirname);

function folderAbove(folder: string): string {
  const candidate = join(folder, 'apps', 'server', 'src', 'web');
  if (existsSync(join(candidate, 'frame', 'layout.njk'))) return candidate;
  if (dirname(folder) === folder) throw new Error('the templates of the pages are not where the program was installed');
  return folderAbove(dirname(folder));
}
