import fc from 'fast-check';

import type { Cell, Document, Phrase, Table } from './document.js';

// Words that people write, and those that a renderer's own notation is made of.
const word = fc.oneof(
  fc.stringMatching(/^[a-zA-Z]{1,8}$/),
  fc.constantFrom('1,204', '77.5%', '−3', '<b>', '&amp;', '"said"', "council's", '=cmd', '(a)', 'Ü', '2016–17'),
);
const text = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
const phrase: fc.Arbitrary<Phrase> = fc.oneof(
  text,
  fc.record({ text, tone: fc.constantFrom('good', 'bad', 'quiet', 'strong'), shape: fc.constant('tag') }),
  fc.record({ text, subject: fc.record({ noun: fc.constant('indicator'), id: fc.constant('cl-eet') }) }),
);
const cell: fc.Arbitrary<Cell> = fc.record({ lead: phrase, more: fc.array(phrase, { maxLength: 2 }) });
const table: fc.Arbitrary<Table> = fc
  .array(fc.record({ title: text, below: fc.boolean() }), { minLength: 1, maxLength: 4 })
  .chain((titles) =>
    fc.record({
      kind: fc.constant('table' as const),
      caption: fc.oneof(text, fc.constant(null)),
      columns: fc.constant(
        titles.map(({ title, below }, index) => ({
          title,
          ...(below && index > 0 ? { whenNarrow: 'below' as const } : {}),
        })),
      ),
      rows: fc.array(
        fc.record({
          cells: fc.array(cell, { minLength: titles.length, maxLength: titles.length }),
          grounds: fc.uniqueArray(fc.integer({ min: 1, max: 99_999 }), { maxLength: 3 }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  );
const block = fc.oneof(
  fc.record({ kind: fc.constant('paragraph' as const), text }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(phrase, { minLength: 1, maxLength: 3 }) }),
  fc.record({
    kind: fc.constant('facts' as const),
    facts: fc.array(fc.tuple(text, phrase), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('entries' as const),
    entries: fc.array(
      fc.record({ head: phrase, said: fc.array(text, { maxLength: 2 }), by: fc.array(text, { maxLength: 2 }) }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  fc.record({ kind: fc.constant('heading' as const), text }),
  table,
);

/** Any document without a figure: a drawing is words once more. */
export const documents: fc.Arbitrary<Document> = fc.record({
  title: text,
  language: fc.constant('en-GB' as const),
  sections: fc.array(
    fc.record({ heading: fc.oneof(text, fc.constant(null)), blocks: fc.array(block, { minLength: 1, maxLength: 3 }) }),
    { maxLength: 3 },
  ),
  grounds: fc.array(text, { maxLength: 2 }),
});
