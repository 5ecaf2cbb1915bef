import { dirname, join } from 'node:path';
import { shownText } from '@outturn/kernel';
import { Environment, FileSystemLoader } from 'nunjucks';
import { webFolder } from './web-folder.js';

/** Where the components of govuk-frontend lie: their templates, styles and scripts. */
export const govukFolder = join(dirname(require.resolve('govuk-frontend/package.json')), 'dist');

// Templates are read once: what a page says changes, how it is laid out does not.
const templates = new Environment(new FileSystemLoader([webFolder, govukFolder]), {
  autoescape: true,
  trimBlocks: true,
  lstripBlocks: true,
});

/** Compiles a template before a page needs it. */
export const compileTemplate = (name: string): void => void templates.getTemplate(name, true);

/** A template with what it is filled with, as HTML. Every text is escaped unless the template says that it is markup. */
export const render = (template: string, context: object): string => shownText(templates.render(template, context));
