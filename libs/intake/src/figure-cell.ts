import { figureSymbols, type Qualifier } from '@outturn/domain';
import { decimal, type Decimal, monthNamed, plainWidth, readDay, withoutUnseen } from '@outturn/kernel';
import { type Cell, type CellReader, given, refused } from './cell.js';
import type { Fault } from './problems.js';

/**
 * The DfE's marks for a figure that is not there (domain 5.1): c confidential, z not applicable, x not available, k
 * rounds to zero, u and low low reliability; - and .. are the older ones of its interactive tool.
 */
const marks = ['-', '..', 'c', 'z', 'x', 'k', 'u', 'low'] as const;
const MARKS: ReadonlySet<string> = new Set(marks);

export type Figure =
  | {
      readonly is: 'value';
      readonly value: Decimal;
      /** Whether a percent sign stood behind it. */ readonly percent: boolean;
    }
  | { readonly is: 'mark'; readonly mark: string }
  | { readonly is: 'refused'; readonly fault: Fault };

const THOUSANDS = /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/;
const SPACED = /^[+-]?\d{1,3}([\s\u00a0\u2009\u202f]\d{3})+([.,]\d+)?$/u;

/** Reads a figure as people and Excel write it, wherever it can mean one thing only; text is trimmed and not empty. */
export function readFigure(text: string): Figure {
  const exact = decimal(text);
  if (exact !== null) return { is: 'value', value: exact, percent: false };
  if (MARKS.has(text)) return { is: 'mark', mark: text };
  const plain = plainWidth(text);
  const percent = plain.endsWith('%');
  const digits = percent ? plain.slice(0, -1).trim() : plain;
  const value = decimal(THOUSANDS.test(digits) ? digits.replaceAll(',', '') : digits);
  return value === null ? { is: 'refused', fault: figureFault(plain) } : { is: 'value', value, percent };
}

type Refusal = readonly [kind: string, pattern: RegExp, message: (match: RegExpExecArray) => string];

const REFUSALS: readonly Refusal[] = [
  [
    'ExcelError',
    /^#[A-Z0-9/_?!]+$/i,
    ([error]) => `Excel's error ${error} is here: correct the formula or leave the cell empty`,
  ],
  [
    'ExcelColumnTooNarrow',
    /^#+$/,
    () => 'Excel wrote ##### because the column was too narrow: widen it and save again',
  ],
  [
    'DecimalComma',
    /^([+-]?\d+),(\d+)%?$/,
    ([, whole, part]) => `a comma is no decimal point here: write ${whole}.${part}, or group thousands in threes`,
  ],
  [
    'DecimalComma',
    /^([+-]?\d{1,3}(?:\.\d{3})+),(\d+)%?$/,
    ([, whole, part]) => `write ${whole!.replaceAll('.', '')}.${part}: a comma is no decimal point here`,
  ],
  ['SpacesInFigure', SPACED, ([all]) => `write ${all.replace(/\s/gu, '').replace(',', '.')} without spaces`],
  ['Currency', /^[-+]?[£$€]/u, () => 'leave the currency sign out: the unit belongs to the indicator'],
  ['Bracketed', /^\((.+)\)$/, ([, inner]) => `write -${inner} if this is a negative figure`],
  [
    'DashForMinus',
    /^\p{Pd}(\d[\d.,]*%?)$/u,
    ([, size]) => `what stands before ${size} is a dash and no minus sign: write -${size} if that is meant`,
  ],
  [
    'FootnoteMark',
    /^([+-]?[\d.,]+%?)\s*([*†‡^]+|\([a-z]\)|\[\w+\])$/iu,
    ([, figure, mark]) => `write ${figure} and leave ${mark} out: what it stands for belongs into words`,
  ],
  [
    'CountsInFigure',
    /^([\d.,]+)\s*(?:\/|of|out of)\s*([\d.,]+)$/i,
    ([, n, d]) => `write ${n} as the numerator and ${d} as the denominator, in columns of their own`,
  ],
  [
    'TimeForFigure',
    /^\d{1,2}:\d{2}(:\d{2})?$/,
    () => 'Excel turned this into a time of day: write the figure as a plain number',
  ],
  [
    'MarkInCapitals',
    /^[CZXKU]$/,
    ([mark]) => `the DfE's marks are small letters: write ${mark.toLowerCase()} if that is meant`,
  ],
  [
    'NotAFigure',
    /^(n\/?a|n\.a\.|nil|none|null|tbc|tbd|:|[–—])$/iu,
    () =>
      'this is not a figure: leave the cell empty, and say why there is none under symbol if the file has that column',
  ],
];

// Signs and words that say that a figure is not exact, by what they say. Longer ones before those that they begin with.
const QUALIFIED: readonly (readonly [Qualifier, RegExp])[] = [
  ['at_most', /^(?:<=|=<|≤|at most|up to|no more than)\s*(?=[+-]?[\d.])/iu],
  ['at_least', /^(?:>=|=>|≥|at least|no (?:less|fewer) than)\s*(?=[+-]?[\d.])/iu],
  ['under', /^(?:<|under|below|(?:less|fewer) than)\s*(?=[+-]?[\d.])/iu],
  ['over', /^(?:>|over|above|more than)\s*(?=[+-]?[\d.])/iu],
  ['about', /^(?:[~≈±∼]|about|around|approx(?:\.|imately)?|circa|ca?\.|nearly|almost)\s*(?=[+-]?[\d.])/iu],
  ['at_least', /(?<=\d%?)\+$/u],
];

/** A figure that is only about so much, or more or less, by what it says; null if a text is none. */
export function qualifiedFigure(text: string): { readonly qualifier: Qualifier; readonly figure: string } | null {
  for (const [qualifier, pattern] of QUALIFIED) {
    if (!pattern.test(text)) continue;
    const figure = text.replace(pattern, '').trim();
    return readFigure(figure).is === 'value' ? { qualifier, figure } : null;
  }
  return null;
}

const UNSEEN = 'UnseenSigns';

function figureFault(text: string): Fault {
  const seen = withoutUnseen(text).trim();
  if (seen !== text) {
    const meant = seen === '' ? 'leave the cell empty' : `write ${seen}`;
    return { kind: UNSEEN, message: `the figure holds signs that nobody sees: ${meant}` };
  }
  const bound = qualifiedFigure(text);
  if (bound !== null)
    return { kind: 'FigureBound', message: `write ${bound.figure} if it is exact, else leave the cell empty` };
  for (const [kind, pattern, message] of REFUSALS) {
    const match = pattern.exec(text);
    if (match !== null) return { kind, message: message(match) };
  }
  const monthYear = /^(?:\d{1,2}[ -])?([a-z]+)[ -]?\d*$/i.exec(text);
  if (readDay(text).read || (monthYear !== null && monthNamed(monthYear[1]!) !== null)) {
    return { kind: 'DateForFigure', message: 'this is a date and no figure: Excel may have turned it into one' };
  }
  return { kind: 'NotAFigure', message: 'write a plain number such as 77 or 26.6' };
}

const percentRefused = refused('PercentForCount', 'a count is no percentage: leave the percent sign out');

/** A figure; `onMark` says what to do where a mark stands for it. */
export const figureCell =
  (onMark: string): CellReader =>
  (text) => {
    const figure = readFigure(text);
    switch (figure.is) {
      case 'value':
        return given(figure.value);
      case 'mark':
        return refused('MarkForFigure', `"${figure.mark}" says that a figure is not there: ${onMark}`);
      case 'refused':
        return { given: false, fault: figure.fault };
    }
  };

/** A council's own figure; where a symbol stands for it, there is none, and the symbol says why. */
export const ownFigureCell: CellReader = (text) => {
  const figure = readFigure(text);
  if (figure.is === 'refused' && figure.fault.kind === 'FigureBound') return boundRefused(plainWidth(text));
  if (figure.is !== 'mark') return figureCell(SAY_WHY)(text);
  return OWN_SYMBOLS.has(figure.mark)
    ? { given: true, value: null, beside: { symbol: figure.mark } }
    : refused('MarkForFigure', `"${figure.mark}" says that a figure is not there: ${SAY_WHY}`);
};

function boundRefused(text: string): Cell {
  const bound = qualifiedFigure(text);
  return bound === null
    ? figureCell(SAY_WHY)(text)
    : refused('FigureBound', `write ${bound.figure} here and ${bound.qualifier} in the column qualifier`);
}

const SAY_WHY = `write ${figureSymbols.join(', ')} under symbol, and say why under commentary`;
const OWN_SYMBOLS: ReadonlySet<string> = new Set(figureSymbols);

/** Why a council has no figure. */
export const ownSymbolCell: CellReader = (text) => {
  const symbol = text.toLowerCase();
  return OWN_SYMBOLS.has(symbol)
    ? given(symbol)
    : refused('NotASymbol', 'write z (nobody in the cohort), x (not available) or c (confidential)');
};

/** A count: as a figure, without a percent sign. */
export const countCell = (onMark: string): CellReader => {
  const read = figureCell(onMark);
  return (text) => (/[%\uFF05]$/.test(text) && read(text).given ? percentRefused : read(text));
};

/** A comparator's figure, whose mark is kept as its symbol and whose text is kept if it differs from its value. */
export const publishedFigureCell: CellReader = (text) => {
  const figure = readFigure(text);
  switch (figure.is) {
    case 'value':
      return figure.value === text ? given(figure.value) : { ...given(figure.value), beside: { published: text } };
    case 'mark':
      return { given: true, value: null, beside: { symbol: figure.mark } };
    case 'refused':
      return { given: false, fault: figure.fault };
  }
};

/** A mark in a column of its own. */
export const symbolCell: CellReader = (text) =>
  MARKS.has(text) ? given(text) : refused('NotASymbol', `write one of ${marks.join(' ')}`);
