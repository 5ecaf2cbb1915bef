import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

export const root = resolve(__dirname, '../..');

/** `npm run docs` sets it: what is generated or quoted is then written instead of compared. */
export const writing = process.env['OUTTURN_WRITE_DOCS'] === '1';

/** The Markdown pages of `docs/`, as paths from the root with forward slashes, in alphabetical order. */
export function pages(): string[] {
  return readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.split(sep).join('/')}`)
    .sort();
}

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

export const write = (path: string, text: string): void => writeFileSync(join(root, path), text);

/** The target of a link on a page, as a path from the root with forward slashes. */
export const linked = (page: string, href: string): string =>
  relative(root, resolve(root, page, '..', href))
    .split(sep)
    .join('/');

/** A page without its fenced blocks: what is prose. */
export function proseOf(text: string): string {
  return text.replace(/^```[^\n]*\n[\s\S]*?^```$/gm, '');
}

/** The anchors that the headings of a page give, as GitHub makes them. */
export function anchorsOf(text: string): Set<string> {
  const headings = [...proseOf(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => heading ?? '');
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replace(/\s/g, '-'),
    ),
  );
}

/** Takes away the indentation that all lines share. */
export function dedent(text: string): string {
  const lines = text.split('\n');
  const depths = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const depth = Math.min(...depths);
  return lines.map((line) => line.slice(depth)).join('\n');
}
