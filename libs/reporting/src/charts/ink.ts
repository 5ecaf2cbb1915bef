import type { Attributes } from './svg.js';

// Every ink has a contrast of at least 4.5 to 1 on white (WCAG 2.2, 1.4.3 and 1.4.11), the grid aside, which carries no
// meaning; lines differ by their dashes and marks too, for print and for eyes that see no colours.
export const TEXT = '#0b0c0c';
export const QUIET = '#505a5f';
export const GRID = '#dfe1e3';
export const PAPER = '#ffffff';
export const FIGURES = '#1a4b8c';
export const TARGET = '#00693e';
export const IMPROVEMENT = '#1a4b8c';
export const CONCERN = '#b3440c';

/** One for each comparator that a chart shows. */
export const COMPARATORS: readonly { readonly colour: string; readonly dashes: string; readonly mark: Mark }[] = [
  { colour: '#7a2a7e', dashes: '2 4', mark: 'square' },
  { colour: '#8a4b00', dashes: '10 3 2 3', mark: 'triangle' },
  { colour: '#3d5a5f', dashes: '1 3', mark: 'diamond' },
];

export const TARGET_LINE: Attributes = { fill: 'none', stroke: TARGET, 'stroke-width': 2, 'stroke-dasharray': '9 5' };

export type Mark = 'circle' | 'square' | 'triangle' | 'diamond';

/** Letters with the widths that labels are measured by; what a council's pages say of fonts doesn't reach a picture. */
export const TYPEFACE = 'Arial, Helvetica, Liberation Sans, sans-serif';
