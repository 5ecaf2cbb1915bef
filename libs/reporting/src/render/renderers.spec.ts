import fc from 'fast-check';

import { documents } from '../documents/arbitrary-document.fixture.js';
import { type Document, textsOf } from '../documents/document.js';
import { htmlSections } from './html.js';
import { textOfDocument } from './text.js';

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };

/** What a reader of the page reads. */
const readHtml = (html: string): string =>
  html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/&(?:lt|gt|quot|amp);/g, (entity) => ENTITIES[entity] ?? '');

/** What each renderer makes of a document, read back as words. The page has its title above what is rendered. */
const renderers: readonly (readonly [name: string, read: (document: Document) => string])[] = [
  [
    'html',
    (document) =>
      `${document.title} ${readHtml(htmlSections(document, { addressOf: ({ id }) => `/${id}`, namesEvents: true }))}`,
  ],
  ['text', (document) => textOfDocument(document, { width: 2_000, colours: false })],
];

// Titles of columns are capitals in a terminal, a list has dashes, and facts on one line are parted by dots.
const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s:;]+/)
    .filter((word) => word !== '' && word !== '-' && word !== '·');
const counts = (words: readonly string[]): Map<string, number> =>
  words.reduce((seen, word) => seen.set(word, (seen.get(word) ?? 0) + 1), new Map<string, number>());

/** The titles that are said again with every row, because the column is printed below it. */
const saidAgain = ({ sections }: Document): string[] =>
  sections
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) =>
      block.kind === 'table'
        ? block.columns.flatMap(({ title, whenNarrow }) => (whenNarrow === undefined ? [] : wordsOf(title)))
        : [],
    );

describe.each(renderers)('A document as %s', (name, read) => {
  it('has every word of it', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const rendered = counts(wordsOf(read(document)));
        const missing = [...counts(textsOf(document).flatMap(wordsOf))].filter(
          ([word, often]) =>
            (rendered.get(word) ?? 0) < (name === 'text' && saidAgain(document).includes(word) ? 1 : often),
        );
        expect(missing).toEqual([]);
      }),
    );
  });

  it('has nothing else', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const own = counts(textsOf(document).flatMap(wordsOf));
        const again = new Set(name === 'text' ? saidAgain(document) : []);
        const invented = [...counts(wordsOf(read(document)))].filter(
          ([word, often]) => often > (own.get(word) ?? 0) && !again.has(word),
        );
        expect(invented).toEqual([]);
      }),
    );
  });

  it('begins with its title, and has its headings and rows in their order', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const rendered = ` ${wordsOf(read(document)).join(' ')} `;
        const inOrder = [
          document.title,
          ...document.sections.flatMap(({ heading, blocks }) => [
            ...(heading === null ? [] : [heading]),
            ...blocks.flatMap((block) => (block.kind === 'table' && block.caption !== null ? [block.caption] : [])),
          ]),
          ...document.grounds,
        ].map((text) => ` ${wordsOf(text).join(' ')} `);
        let from = 0;
        for (const text of inOrder) {
          const at = rendered.indexOf(text, from);
          expect({ text, isThere: at >= from }).toEqual({ text, isThere: true });
          from = at + text.length - 1;
        }
      }),
    );
  });
});

describe('A table on a page', () => {
  const document: Document = {
    title: 'Scorecard',
    language: 'en-GB',
    grounds: [],
    sections: [
      {
        heading: null,
        blocks: [
          {
            kind: 'table',
            caption: 'Figures',
            columns: [{ title: 'Indicator' }, { title: 'Figure', holds: 'figures' }],
            rows: [
              {
                cells: [
                  { lead: { text: 'Care leavers', subject: { noun: 'indicator', id: 'cl-eet' } } },
                  { lead: { text: 'Red', tone: 'bad', shape: 'tag' } },
                ],
                grounds: [7],
              },
            ],
          },
        ],
      },
    ],
  };
  const html = htmlSections(document, { addressOf: ({ noun, id }) => `/${noun}/${id}?a=1&b=2` });

  it('has a caption, and heads of columns and rows with their scope', () => {
    expect(html).toMatch(/<caption[^>]*>Figures<\/caption>/);
    expect(html).toContain('<th scope="col">Indicator</th><th scope="col">Figure</th>');
    expect(html).toContain('<th scope="row"><a href="/indicator/cl-eet?a=1&amp;b=2">Care leavers</a>');
  });

  it('says in words what a colour says', () => {
    expect(html).toContain('<strong class="govuk-tag govuk-tag--red">Red</strong>');
  });
});
