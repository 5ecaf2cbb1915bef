import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { anchorsOf, linked, pages, proseOf, read, root } from './markdown-page.js';

const LINK = /\[[^\]]*\]\(([^)\s]+)\)/g;

// A path of the repository in a code span. What a page only wishes for must not look like one.
const PATH = /`((?:libs|apps|test|scripts|samples|docs)\/[^`\s*<]*)`/g;

describe.each(pages())('%s', (page) => {
  const prose = proseOf(read(page));

  it('links to pages and headings that are there', () => {
    const hrefs = [...prose.matchAll(LINK)].map(([, href = '']) => href).filter((href) => !/^https?:/.test(href));
    const broken = hrefs.filter((href) => {
      const [path = '', anchor] = href.split('#');
      const target = path === '' ? page : linked(page, path);
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && !anchorsOf(read(target)).has(anchor);
    });
    expect(broken).toEqual([]);
  });

  it('names files and folders that are there', () => {
    const paths = [...prose.matchAll(PATH)].map(([, path = '']) => path);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

it('every page can be reached from the index', () => {
  const reached = new Set(['docs/README.md']);
  for (const page of reached) {
    for (const [, href = ''] of proseOf(read(page)).matchAll(LINK)) {
      const target = linked(page, href.split('#')[0] ?? '');
      if (target.endsWith('.md') && target.startsWith('docs/')) reached.add(target);
    }
  }
  expect(pages().filter((page) => !reached.has(page) && page !== 'docs/next.md')).toEqual([]);
});

it('no two decision records bear one number', () => {
  // Numbers are given out before the records are written, so there may be gaps for a while.
  const numbers = readdirSync(join(root, 'docs/decisions')).map((name) => Number(name.slice(0, 4)));
  expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
});
