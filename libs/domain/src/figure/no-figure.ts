/** Why there is no figure: z nobody in the cohort or not applicable, x not available, c confidential. */
export const figureSymbols = ['z', 'x', 'c'] as const;
export type FigureSymbol = (typeof figureSymbols)[number];

/** How far a stated value is to be taken at its word. A figure with one of these is shown with it and never judged. */
export const qualifiers = ['about', 'over', 'under', 'at_least', 'at_most'] as const;
export type Qualifier = (typeof qualifiers)[number];
