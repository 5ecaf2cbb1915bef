import type { Columns } from './header.js';

const names = ['measure', 'area_number', 'area', 'year', 'value'] as const;

/** The DfE's long file: one cell a row. */
export const laitColumns: Columns = { known: names, required: names };
export type LaitColumn = (typeof names)[number];
