import type { Said } from '../mentioned.js';
import { nobodyCounted, statedFigure, type StatedFigure } from './derived-value.js';
import type { FigureSymbol, Qualifier } from './no-figure.js';

/** A figure as it is said, as one whole: a value, counts, or why there is none. */
export type FigureStatement = StatedFigure & {
  readonly symbol: FigureSymbol | null;
  readonly qualifier: Qualifier | null;
};

export type StatementRejection =
  /** A symbol says that there is no figure, and a figure stands beside it. */
  | {
      readonly kind: 'FigureBesideSymbol';
      readonly field: 'value' | 'numerator' | 'denominator';
      readonly symbol: FigureSymbol;
    }
  | { readonly kind: 'QualifierWithoutFigure'; readonly field: 'qualifier'; readonly qualifier: Qualifier };

/** The members of a command that say a figure; each may be left out. */
export interface SaysFigure {
  readonly value?: Said<string>;
  readonly numerator?: Said<string>;
  readonly denominator?: Said<string>;
  readonly symbol?: Said<FigureSymbol>;
  readonly qualifier?: Said<Qualifier>;
}

const members = ['value', 'numerator', 'denominator', 'symbol', 'qualifier'] as const;

/** The figure that a command says; null if it mentions none of its members, and leaves the figure as it stands. */
export function figureSaid(command: SaysFigure): FigureStatement | null {
  if (members.every((member) => command[member] === undefined)) return null;
  const stated = statedFigure(command);
  const nobody = stated.value === null && nobodyCounted(stated) ? 'z' : null;
  return { ...stated, symbol: command.symbol ?? nobody, qualifier: command.qualifier ?? null };
}

/** Why a statement contradicts itself; null if it doesn't. 0 of 0 may stand beside `z`: both say that nobody was there. */
export function statementRejection(said: FigureStatement): StatementRejection | null {
  const { value, symbol, qualifier } = said;
  const nobody = nobodyCounted(said);
  if (nobody && value !== null) return { kind: 'FigureBesideSymbol', field: 'value', symbol: symbol ?? 'z' };
  if (symbol === null) return null;
  const beside = (['value', 'numerator', 'denominator'] as const).find((member) => said[member] !== null);
  if (beside !== undefined && !(symbol === 'z' && nobody)) return { kind: 'FigureBesideSymbol', field: beside, symbol };
  return qualifier === null ? null : { kind: 'QualifierWithoutFigure', field: 'qualifier', qualifier };
}
