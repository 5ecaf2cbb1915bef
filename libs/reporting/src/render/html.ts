import { escaped, type Markup } from '../charts/svg.js';
import {
  type Block,
  type Cell,
  type Column,
  type Document,
  type Entry,
  type Figure,
  groundsWords,
  type Phrase,
  type Row,
  type Section,
  type Subject,
  type Table,
  type Tag,
  type Tone,
} from '../documents/document.js';

/** How a page shows documents: where a subject is, and which tables have a style of their own. */
export interface Page {
  /** The address of a subject; null if the page can't lead there. */
  readonly addressOf: (subject: Subject) => string | null;
  /** What a page offers beside a cell that is about something: to correct it, to ask why. On a screen only. */
  readonly offersFor?: (subject: Subject) => readonly Offer[];
  /** Left out on a screen, where the page behind a row's link names its events. */
  readonly namesEvents?: boolean;
}

/** A link with what it is about, for whoever hears it without seeing what is beside it. */
export interface Offer {
  readonly text: string;
  readonly about: string;
  /** What follows the two: a question mark. */
  readonly end?: string;
  readonly address: string;
}

// GOV.UK has no amber; its yellow tag is the one that reads as amber beside green and red.
const tagClasses: Readonly<Record<Tone, string>> = {
  good: 'govuk-tag--green',
  warning: 'govuk-tag--yellow',
  bad: 'govuk-tag--red',
  quiet: 'govuk-tag--grey',
  strong: 'govuk-tag--blue',
};

/** A tag for a template that lays out what it is given: its text and GOV.UK's class of its colour. */
export const tagForTemplate = ({ text, tone }: Tag): { readonly text: string; readonly classes: string } => ({
  text,
  classes: tagClasses[tone],
});

const joined = (parts: readonly string[], between = ''): Markup => parts.join(between) as Markup;

/** The sections of a document for the body of a page, below its title; what it rests on comes last. */
export const htmlSections = ({ sections, grounds }: Document, page: Page): Markup =>
  joined(
    [
      ...sections.map((section, index) => sectionHtml(section, `section-${index + 1}`, page)),
      ...grounds.map((sentence) => `<p class="govuk-body-s">${escaped(sentence)}</p>`),
    ],
    '\n',
  );

function sectionHtml({ heading, blocks }: Section, id: string, page: Page): Markup {
  const body = blocks.map((block) => blockHtml(block, heading === null ? null : id, page)).join('\n');
  if (heading === null) return body as Markup;
  return `<section class="council-group" aria-labelledby="${id}">
<h2 class="govuk-heading-m" id="${id}">${escaped(heading)}</h2>
${body}
</section>` as Markup;
}

function blockHtml(block: Block, labelledBy: string | null, page: Page): Markup {
  switch (block.kind) {
    case 'paragraph':
      return `<p class="govuk-body${block.tone === 'quiet' ? '-s' : ''}">${escaped(block.text)}</p>` as Markup;
    case 'heading':
      return `<h3 class="govuk-heading-s">${escaped(block.text)}</h3>` as Markup;
    case 'list':
      return `<ul class="govuk-list govuk-list--bullet">${block.items.map((item) => `<li>${phraseHtml(item, page)}`).join('')}</ul>` as Markup;
    case 'entries':
      return `<ul class="council-changes">${block.entries.map((entry) => entryHtml(entry, page)).join('\n')}</ul>` as Markup;
    case 'facts':
      return `<dl class="govuk-summary-list">${block.facts
        .map(
          ([name, said]) =>
            `<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${escaped(name)}</dt><dd class="govuk-summary-list__value">${phraseHtml(said, page)}</dd></div>`,
        )
        .join('')}</dl>` as Markup;
    case 'figure':
      return figureHtml(block);
    case 'table':
      return tableHtml(block, labelledBy, page);
  }
}

const entryHtml = ({ head, said, by }: Entry, page: Page): string =>
  `<li><h3 class="govuk-heading-s">${phraseHtml(head, page)}</h3>${said
    .map((sentence) => `<p class="council-changes__what">${escaped(sentence)}</p>`)
    .join('')}${by.map((sentence) => `<p class="council-changes__deed">${escaped(sentence)}</p>`).join('')}`;

// The words are in the drawings, each of which is shown on one width of screen alone.
const figureHtml = ({ title, drawing, narrow, remark, notes }: Figure): Markup =>
  `<figure class="council-figure">
<figcaption class="govuk-heading-s">${escaped(title)}</figcaption>
${drawing}
${narrow}
${remark === null ? '' : `<p class="govuk-body-s">${escaped(remark)}</p>`}${
    notes.length === 0
      ? ''
      : `<ol class="council-notes">${notes.map(({ number, text }) => `<li value="${number}">${escaped(text)}</li>`).join('')}</ol>`
  }
</figure>` as Markup;

// HTML lets cells and rows go without end tags; those of two hundred rows would weigh 7 kB.
const tableHtml = ({ caption, holds, columns, rows }: Table, labelledBy: string | null, page: Page): Markup =>
  `<table class="council-table council-stacked${holds === undefined ? '' : ` council-${holds}`}"${caption === null && labelledBy !== null ? ` aria-labelledby="${labelledBy}"` : ''}>
${caption === null ? '' : `<caption class="govuk-visually-hidden">${escaped(caption)}</caption>\n`}<thead><tr>${columns.map(({ title }) => `<th scope="col">${escaped(title)}</th>`).join('')}</tr></thead>
<tbody>
${rows.map((row) => rowHtml(row, columns, page)).join('\n')}
</tbody>
</table>` as Markup;

function rowHtml({ cells, grounds, tone }: Row, columns: readonly Column[], page: Page): string {
  const below = page.namesEvents === true ? groundsWords(grounds) : [];
  return `<tr${tone === undefined ? '' : ` class="council-row-${tone}"`}>\n${cells.map((cell, index) => `${cellTag(columns[index], index)}${cellHtml(cell, page)}`).join('')}${
    below.length === 0
      ? ''
      : `\n<tr><td colspan="${columns.length}">${below.map((note) => `<small>${escaped(note)}</small>`).join('')}`
  }`;
}

const cellTag = (column: Column | undefined, index: number): string =>
  index === 0 ? '<th scope="row">' : column?.holds === 'figures' ? '<td class="council-number">' : '<td>';

const cellHtml = ({ lead, more = [], sketch = '' as Markup, subject }: Cell, page: Page): string =>
  `${phraseHtml(lead, page)}${more.map((line) => `<small>${phraseHtml(line, page)}</small>`).join('')}${sketch}${
    subject === undefined ? '' : (page.offersFor?.(subject) ?? []).map(offerHtml).join('')
  }`;

const offerHtml = ({ text, about, end = '', address }: Offer): string =>
  `<small class="council-screen"><a href="${escaped(address)}">${escaped(text)}<span class="govuk-visually-hidden"> ${escaped(about)}</span>${escaped(end)}</a></small>`;

function phraseHtml(phrase: Phrase, page: Page): Markup {
  if (typeof phrase === 'string') return escaped(phrase);
  const { text, end = '', tone, shape, way, subject } = phrase;
  const address = subject === undefined ? null : page.addressOf(subject);
  const inner = `${address === null ? escaped(text) : `<a href="${escaped(address)}">${escaped(text)}</a>`}${escaped(end)}`;
  if (shape === 'tag') return `<strong class="govuk-tag ${tagClasses[tone ?? 'quiet']}">${inner}</strong>` as Markup;
  if (tone === 'strong') return `<b>${inner}</b>` as Markup;
  const styled = way === undefined ? (tone === 'quiet' ? 'council-quiet' : null) : `council-${way}`;
  return (styled === null ? inner : `<span class="${styled}">${inner}</span>`) as Markup;
}
