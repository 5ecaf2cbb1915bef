import type { Markup } from '../charts/svg.js';

/** What a text means to the eye. Never alone: the words say the same. */
export type Tone = 'good' | 'warning' | 'bad' | 'quiet' | 'strong';

/** What a text is about, for a renderer that can lead there; on paper and in a terminal the text stands for itself. */
export interface Subject {
  readonly noun: string;
  readonly id: string;
  /** What of it, such as `{ breakdown: 'age=16-18' }`. */
  readonly part?: Readonly<Record<string, string>>;
}

/** A text of a document, on one line: words alone, or words with what they mean to the eye or lead to. */
export type Phrase =
  | string
  | {
      readonly text: string;
      /** The end of it, which is shown whole even if there is no room for the rest: a breakdown behind a long title. */
      readonly end?: string;
      readonly tone?: Tone;
      readonly shape?: 'tag';
      /** Which way a figure went; the words say the same. */
      readonly way?: 'up' | 'down' | 'level';
      readonly subject?: Subject;
    };

/** A word for a standing, set apart by its colour; the word says it. */
export interface Tag {
  readonly text: string;
  readonly tone: Tone;
  readonly shape: 'tag';
}

export const textOf = (phrase: Phrase): string =>
  typeof phrase === 'string' ? phrase : `${phrase.text}${phrase.end ?? ''}`;

/** A drawing with the words that say the same. */
export interface Figure {
  readonly kind: 'figure';
  /** The message in a sentence, over it. */
  readonly title: string;
  /** What a reader who can't see it is told; each drawing holds them as its description. */
  readonly words: string;
  readonly drawing: Markup;
  /** The same for a narrow screen. */
  readonly narrow: Markup;
  /** What holds for the whole drawing and is not seen in it. */
  readonly remark: string | null;
  /** What the numbers in it stand for. */
  readonly notes: readonly { readonly number: number; readonly text: string }[];
}

/** A heading below that of the section. */
export interface Heading {
  readonly kind: 'heading';
  readonly text: string;
}

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: string;
  readonly tone?: 'quiet';
}

/** Names with what is said of each: a definition's parts, the head of an entity. */
export interface Facts {
  readonly kind: 'facts';
  readonly facts: readonly (readonly [name: string, said: Phrase])[];
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Phrase[];
}

/** One thing of several, with what is told of it. */
export interface Entry {
  readonly head: Phrase;
  /** Sentences without a full stop. */
  readonly said: readonly string[];
  /** Who or what did it, when and why, a sentence each. */
  readonly by: readonly string[];
}

export interface Entries {
  readonly kind: 'entries';
  readonly entries: readonly Entry[];
}

export interface Column {
  readonly title: string;
  /** Figures are set to the right. */
  readonly holds?: 'figures';
  /** What a narrow medium prints below the row under the column's title instead of beside the other columns. */
  readonly whenNarrow?: 'below';
}

/** The lead of a cell, and what is said of it, a line each. */
export interface Cell {
  readonly lead: Phrase;
  readonly more?: readonly Phrase[];
  /** A small drawing that repeats what the row says; whoever can't see it misses nothing. */
  readonly sketch?: Markup;
  /** What the cell is about, if a page can lead to more of it or to what can be done with it. */
  readonly subject?: Subject;
}

export interface Row {
  /** As many as there are columns; the first is the head of the row. */
  readonly cells: readonly Cell[];
  /** The positions of the events that the row rests on, ascending. */
  readonly grounds: readonly number[];
  /** Marks the whole row; a cell of it says why. */
  readonly tone?: 'bad';
}

export interface Table {
  readonly kind: 'table';
  /** What is in the table, for whoever jumps from table to table; null if the heading of its section says it. */
  readonly caption: string | null;
  /** What kind of rows it has, such as `periods`, for a medium that lays them out in a way of their own. */
  readonly holds?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export type Block = Paragraph | Heading | List | Entries | Facts | Table | Figure;

export interface Section {
  /** Null for what comes before the first heading. */
  readonly heading: string | null;
  readonly blocks: readonly Block[];
}

/**
 * An answer laid out for people and free of any format. Everything that is printed is in it, in the order in which it is
 * read; a renderer adds nothing but its own furniture (tags, rules, commas).
 */
export interface Document {
  readonly title: string;
  readonly language: 'en-GB';
  readonly sections: readonly Section[];
  /** What the whole rests on: position, days and basis, a sentence each. */
  readonly grounds: readonly string[];
}

/** The texts of a document in reading order: what every rendering has to hold, and all that it may hold. */
export function textsOf({ title, sections, grounds }: Document): string[] {
  return [
    title,
    ...sections.flatMap(({ heading, blocks }) => [...(heading === null ? [] : [heading]), ...blocks.flatMap(textsIn)]),
    ...grounds,
  ].filter((text) => text !== '');
}

function textsIn(block: Block): string[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return [block.text];
    case 'list':
      return block.items.map(textOf);
    case 'entries':
      return block.entries.flatMap(({ head, said, by }) => [textOf(head), ...said, ...by]);
    case 'facts':
      return block.facts.flatMap(([name, said]) => [name, textOf(said)]);
    case 'figure':
      return [
        block.title,
        block.words,
        ...(block.remark === null ? [] : [block.remark]),
        ...block.notes.map(({ text }) => text),
      ];
    case 'table':
      return [
        ...(block.caption === null ? [] : [block.caption]),
        ...block.columns.map(({ title }) => title),
        ...block.rows.flatMap(({ cells, grounds }) => [...cells.flatMap(textsInCell), ...groundsWords(grounds)]),
      ];
  }
}

const textsInCell = ({ lead, more = [] }: Cell): string[] => [textOf(lead), ...more.map(textOf)];

/** The events that a row rests on, in words; nothing if it rests on none. */
export const groundsWords = (positions: readonly number[]): string[] =>
  positions.length === 0 ? [] : [`${positions.length === 1 ? 'event' : 'events'} ${positions.join(', ')}`];
