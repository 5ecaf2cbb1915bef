import { readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { compileTemplate, govukFolder } from './templates.js';
import { webFolder } from './web-folder.js';

/** The templates that a template draws in, by name. */
const DRAWN_IN = /\{%-?\s*(?:extends|from|import|include)\s+["']([^"']+)["']/g;

/** Every template of the pages, and those of govuk-frontend that they draw in, by the name that nunjucks has for each. */
export function templateNames(): string[] {
  const own = readdirSync(webFolder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.njk'));
  const names = new Set(own.map((path) => path.replaceAll('\\', '/')));
  const pages = new Set(names);
  for (const name of names) {
    const path = resolve(pages.has(name) ? webFolder : govukFolder, name);
    for (const [, drawn = ''] of readFileSync(path, 'utf8').matchAll(DRAWN_IN))
      // What a component calls `./` or `../`, nunjucks knows by its whole path.
      names.add(drawn.startsWith('.') ? resolve(dirname(path), drawn) : drawn);
  }
  return [...names];
}

/**
 * Compiles every template, one a turn: left to the first page that needs them, a dozen at once stop the thread for a tenth
 * of a second.
 */
export async function readyTemplates(): Promise<void> {
  for (const name of templateNames()) {
    await turn();
    compileTemplate(name);
  }
}
