/**
 * The least of some values; Infinity when there are none. Spread into a call of Math.min, a hundred thousand of them
 * overflow the stack.
 */
export const least = (values: Iterable<number>): number => {
  let found = Infinity;
  for (const value of values) found = Math.min(found, value);
  return found;
};

/** The greatest of some values; -Infinity when there are none. */
export const greatest = (values: Iterable<number>): number => {
  let found = -Infinity;
  for (const value of values) found = Math.max(found, value);
  return found;
};
