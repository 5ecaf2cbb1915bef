import type { ImportKind, ReadOptions, SourceFile } from './import-file.js';
import { type ReadFiles, readFiles } from './read-files.js';

/** A file of lines, each ended by LF. */
export const fileOf = (name: string, lines: readonly string[], kind?: ImportKind): SourceFile => ({
  name,
  bytes: Buffer.from(lines.map((line) => `${line}\n`).join('')),
  ...(kind === undefined ? {} : { kind }),
});

/** Reads one file of lines. */
export const reading = (lines: readonly string[], options: ReadOptions = {}, kind?: ImportKind): ReadFiles =>
  readFiles([fileOf('file.csv', lines, kind)], options);
