import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { currentRules } from '@outturn/domain';

const words = (text: string): string[] =>
  text
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');

// Whoever reads the page has no docs folder beside it, and nobody keeps two texts alike by hand.
it('the page says how figures are judged in the words of the documentation', () => {
  const template = readFileSync(join(__dirname, 'how-figures-are-judged.njk'), 'utf8');
  const page = template.replace(/\{%.*?%\}|\{\{.*?\}\}|<\/?(?:code)>/g, '').replace(/<[^>]+>/g, ' ');
  const documentation = readFileSync(join(__dirname, '../../../../../docs/how-figures-are-judged.md'), 'utf8')
    .replace(/^# .*$/m, '')
    .replace(/^\| ?-.*$/gm, '')
    .replace(/^(?:#+|-|\d+\.) /gm, '')
    .replaceAll(/[|`]/g, (mark) => (mark === '|' ? ' ' : ''));
  expect(words(page)).toEqual(words(documentation));
});

it('the rules that the page names are those in force', () => {
  const template = readFileSync(join(__dirname, 'how-figures-are-judged.njk'), 'utf8');
  expect(template).toContain(`<code>${currentRules.assessment}</code> and <code>${currentRules.rag}</code>`);
});
