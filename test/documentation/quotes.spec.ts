import { dedent, pages, read, write, writing } from './markdown-page.js';

// Two ways to quote, each a comment on the line above a fenced block:
//   <!-- quote: path#name -->   the lines between "docs:start name" and "docs:end name" in a file
//   <!-- excerpt: path -->      lines that stand in a file word for word, without markers in it

const QUOTE = /^<!-- quote: (\S+)#(\S+) -->\n```(\w*)\n([\s\S]*?)^```$/gm;
const EXCERPT = /^<!-- excerpt: (\S+) -->\n```\w*\n([\s\S]*?)^```$/gm;
const MARKED = /^<!-- (quote|excerpt):/gm;

function markedCode(path: string, name: string): string {
  const lines = read(path).split('\n');
  const [start, end] = ['start', 'end'].map((side) =>
    lines.findIndex((line) => line.trim() === `// docs:${side} ${name}`),
  ) as [number, number];
  if (start === -1 || end < start)
    throw new Error(`${path} has no code between docs:start ${name} and docs:end ${name}`);
  return `${dedent(lines.slice(start + 1, end).join('\n'))}\n`;
}

const standsIn = (path: string, block: string): boolean => {
  const lines = read(path).split('\n');
  const quoted = block.trimEnd().split('\n');
  return lines.some((_, at) => dedent(lines.slice(at, at + quoted.length).join('\n')) === quoted.join('\n'));
};

describe.each(pages())('the code on %s', (page) => {
  it('is the code that runs', () => {
    const filled = read(page).replace(
      QUOTE,
      (_, path: string, name: string, language: string) =>
        `<!-- quote: ${path}#${name} -->\n\`\`\`${language}\n${markedCode(path, name)}\`\`\``,
    );
    if (writing) write(page, filled);
    expect(read(page)).toBe(filled);
  });

  it('stands in the file that it is an excerpt of', () => {
    const strays = [...read(page).matchAll(EXCERPT)].filter(([, path = '', block = '']) => !standsIn(path, block));
    expect(strays.map(([whole]) => whole)).toEqual([]);
  });

  it('has a block under every mark', () => {
    const text = read(page);
    expect([...text.matchAll(QUOTE), ...text.matchAll(EXCERPT)]).toHaveLength([...text.matchAll(MARKED)].length);
  });
});
