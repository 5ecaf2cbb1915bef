export * from './build-command.js';
export * from './examples.js';
export * from './given-when-then.js';
export * from './told.js';
export * from './example-row.js';
