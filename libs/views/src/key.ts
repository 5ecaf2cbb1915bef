import { keysWithPrefix, type KeyRange } from '@outturn/ledger';

/** Separates the parts of a key. A label can't hold it (control characters are refused), so no two keys run together. */
const SEPARATOR = '\u001F';

/** The key of a row: its parts in the order in which rows are to be read. */
export const keyOf = (...parts: readonly string[]): string => parts.join(SEPARATOR);

/** Every key that begins with these parts. */
export const keysUnder = (...parts: readonly string[]): KeyRange => keysWithPrefix(parts.join(SEPARATOR) + SEPARATOR);
