/** What is said in the place of a priority that an indicator or an action does not have. */
export const NO_PRIORITY = 'No priority stated';

const asPeopleCount = new Intl.Collator('en-GB', { numeric: true });

/** By name as people read it ("10" after "9"); what has no priority comes last. */
export const comparePriorities = (a: string, b: string): number => {
  if (a === b) return 0;
  if (a === NO_PRIORITY || b === NO_PRIORITY) return a === NO_PRIORITY ? 1 : -1;
  return asPeopleCount.compare(a, b);
};
