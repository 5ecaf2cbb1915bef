import { shownText } from '@outturn/kernel';

declare const escapedOnce: unique symbol;

/** SVG source in which every text has been escaped. */
export type Markup = string & { readonly [escapedOnce]: true };

export type Attributes = Readonly<Record<string, string | number>>;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// What is no character of XML (XML 1.0, production 2) has no place in it, escaped or not.
const NO_CHARACTER = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** A text that can stand between tags or in an attribute. */
export const escaped = (text: string): Markup =>
  shownText(text.replace(NO_CHARACTER, '\uFFFD')).replace(
    /[&<>"]/g,
    (character) => ENTITIES[character] ?? '',
  ) as Markup;

/** Pixels to a tenth: what lies between can't be seen, and files stay small and alike. */
export const pixels = (length: number): number => Math.round(length * 10) / 10;

/**
 * One element. Numbers are pixels. Only presentation attributes and classes: a Content-Security-Policy without inline
 * styles leaves nothing of `style`.
 */
export function element(name: string, attributes: Attributes, ...children: readonly Markup[]): Markup {
  const written = Object.entries(attributes).map(
    ([attribute, value]) => ` ${attribute}="${typeof value === 'number' ? pixels(value) : escaped(value)}"`,
  );
  const opened = `<${name}${written.join('')}`;
  return (children.length === 0 ? `${opened}/>` : `${opened}>${children.join('')}</${name}>`) as Markup;
}

/** One line of text. `y` is its baseline. */
export const written = (text: string, attributes: Attributes): Markup => element('text', attributes, escaped(text));
