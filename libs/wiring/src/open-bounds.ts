import { readFileSync } from 'node:fs';

/** How many ledgers each thread of a process may have open at once: one asks, one takes commands, one takes files. */
export interface OpenBounds {
  readonly asks: number;
  readonly commands: number;
  readonly imports: number;
}

/** Files that are open whatever ledgers are: sockets of readers, the log, the program itself. */
const OTHER_FILES = 0.25;

/** What is taken where the system doesn't say how many files a process may have open. */
const USUAL = 1_024;

/**
 * Shares the files that a process may have open among its threads. A ledger that is asked has two open (itself and its
 * log), one that is written to may have four, and the index of the log is one more for the whole process.
 * @param files how many files the process may have open
 */
export function openBounds(files: number): OpenBounds {
  const left = files * (1 - OTHER_FILES);
  const bound = (share: number, each: number, most: number): number =>
    Math.max(1, Math.min(most, Math.floor((left * share) / each)));
  return { asks: bound(0.75, 3, 256), commands: bound(0.2, 5, 64), imports: bound(0.05, 5, 16) };
}

/** How many files this process may have open. Node has raised it as far as the system lets it. */
export function filesAllowed(): number {
  try {
    const soft = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return soft === undefined ? USUAL : Number(soft);
  } catch {
    // Only Linux tells it in a file.
    return USUAL;
  }
}
