export { readFigure, type Figure } from './figure-cell.js';
export { KIND_FAULTS } from './guess-kind.js';
export * from './import-file.js';
export type { ImportItem, SourceRow } from './import-item.js';
export type { PublishedCell } from './lait-reader.js';
export type { PublishedRelease } from './lait-release.js';
export type { CellReading, FileReading, ImportProblem } from './problems.js';
export * from './read-files.js';
export { rowKinds, type RowCommand } from './row-kinds.js';
