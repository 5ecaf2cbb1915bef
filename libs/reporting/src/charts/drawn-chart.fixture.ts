import { textWidth } from './lettering.js';

// Reads a chart back as a browser would, to say what lies where.

export interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

const TAG = /<(\w+)((?: [\w:-]+="[^"<>]*")*)(\/?)>([^<]*)/g;

export const tagsOf = (svg: string): Tag[] =>
  [...svg.matchAll(TAG)].map(([, name = '', attributes = '', , text = '']) => ({
    name,
    attributes: Object.fromEntries(
      [...attributes.matchAll(/ ([\w:-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
    ),
    text,
  }));

const plain = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** The room that each line of text takes: from its caps to its baseline. */
export function textBoxes(svg: string): Box[] {
  const tags = tagsOf(svg);
  const size = Number(tags[0]?.attributes['font-size']);
  return tags
    .filter(({ name }) => name === 'text')
    .map(({ attributes, text }) => {
      const own = Number(attributes['font-size'] ?? size);
      const width = textWidth(plain(text), own);
      const [x, y] = [Number(attributes['x']), Number(attributes['y'])];
      const left = { middle: x - width / 2, end: x - width }[attributes['text-anchor'] ?? ''] ?? x;
      return { text, left, right: left + width, top: y - own * 0.72, bottom: y };
    });
}

export const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right - 0.2 && b.left < a.right - 0.2 && a.top < b.bottom - 0.2 && b.top < a.bottom - 0.2;

export const gridLines = (svg: string): Tag[] =>
  tagsOf(svg).filter(({ attributes }) => attributes['class'] === 'outturn-chart__grid');

/** The box between the outermost grid lines. */
export function plotOf(svg: string): Omit<Box, 'text'> {
  const lines = gridLines(svg).map(({ attributes }) => attributes);
  const heights = lines.map(({ y1 }) => Number(y1));
  return {
    left: Number(lines[0]?.['x1']),
    right: Number(lines[0]?.['x2']),
    top: Math.min(...heights),
    bottom: Math.max(...heights),
  };
}

/** Where the middles of the marks lie. */
export const marksOf = (svg: string): { x: number; y: number }[] =>
  [...svg.matchAll(/outturn-chart__mark" transform="translate\(([-\d.]+) ([-\d.]+)\)/g)].map(([, x, y]) => ({
    x: Number(x),
    y: Number(y),
  }));

/** Whether every tag is closed in its order and nothing but the five entities stands escaped. */
export function isWellFormed(svg: string): boolean {
  const open: string[] = [];
  for (const [, closing, name = '', , selfClosing] of svg.matchAll(/<(\/?)(\w+)((?: [\w:-]+="[^"<>]*")*)(\/?)>/g)) {
    if (closing === '/') {
      if (open.pop() !== name) return false;
    } else if (selfClosing !== '/') open.push(name);
  }
  const rest = svg.replace(/<\/?\w+(?: [\w:-]+="[^"<>]*")*\/?>/g, '').replace(/&(?:amp|lt|gt|quot);/g, '');
  return open.length === 0 && !/[<>&]/.test(rest);
}
