import type { Colour, RagReason, Significance } from '@outturn/domain';
import type { ScorecardRow } from '@outturn/wiring';
import type { Paint } from './paint.js';

const ragReasons: Readonly<Record<RagReason, string>> = {
  NoFigure: 'no figure has been submitted',
  ValueMissing: 'the figure has no value',
  NoTarget: 'no target was set',
  NoPolarity: 'neither higher nor lower is better',
  MilestoneNotDue: 'the milestone is not due yet',
  TargetBoundsUnknown: "the target range's bounds were not published",
  BenchmarkUnknown: 'the figure that the target compares with is not known',
  PreviousUnknown: 'there is no earlier figure to improve on',
  QuartileDistributionUnknown: "the other authorities' figures are not known",
};

/** Why a row has no colour, as half a sentence. */
export const ragReasonWords = (reason: RagReason): string => ragReasons[reason];

/** The rating as a word: a board paper is printed in black and white. */
export const ratingWord = (rag: ScorecardRow['rag']): string => (rag === 'not_rated' ? 'not rated' : rag.toUpperCase());

const ratingPaints: Readonly<Record<Colour, Paint>> = { green: 'good', amber: 'warning', red: 'bad' };

/** The colour that goes with the word. */
export const ratingPaint = (rag: ScorecardRow['rag']): Paint => (rag === 'not_rated' ? 'quiet' : ratingPaints[rag]);

const significances: Readonly<Record<Significance, string>> = {
  better: 'significantly better',
  similar: 'no significant difference',
  worse: 'significantly worse',
  unknown: 'significance unknown',
};

/** Whether chance alone would explain the difference. */
export const significanceWords = (significance: Significance): string => significances[significance];

// The DfE's marks where there is no value.
const symbols: Readonly<Record<string, string>> = {
  c: 'suppressed',
  z: 'not applicable',
  x: 'not available',
  k: 'rounds to nought',
  u: 'too unreliable',
  '-': 'nothing shown',
  '..': 'not available',
};

/** What stands where a value does not. */
export function symbolWords(symbol: string | null): string {
  if (symbol === null || symbol === '') return 'no value';
  const words = symbols[symbol];
  return words === undefined ? symbol : `${symbol} (${words})`;
}

/** An area as one would write it: the ids of our own ledgers have no capitals. */
export const areaName = (area: string): string =>
  /^[a-z][a-z -]*$/.test(area) ? area.replaceAll('-', ' ').replace(/\b[a-z]/g, (letter) => letter.toUpperCase()) : area;

/** A breakdown as one would write it: age=16-18 is "age 16-18"; nothing for all. */
export const breakdownWords = (breakdown: string): string =>
  breakdown === 'all' ? '' : breakdown.replaceAll('=', ' ').replaceAll(';', ', ');

/** A name from code as words: in_progress is "in progress", approvedOn is "approved on". */
export const spaced = (name: string): string =>
  name.replaceAll('_', ' ').replace(/[a-z][A-Z]/g, (edge) => `${edge.charAt(0)} ${edge.charAt(1).toLowerCase()}`);

/** A count with its noun: "1 warning", "16 figures". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
