/** An area as one would write it: the ids of our own ledgers have no capitals. */
export const areaName = (area: string): string =>
  /^[a-z][a-z -]*$/.test(area) ? area.replaceAll('-', ' ').replace(/\b[a-z]/g, (letter) => letter.toUpperCase()) : area;

/** A breakdown as one would write it: age=16-18 is "age 16-18"; nothing for all. */
export const breakdownWords = (breakdown: string): string =>
  breakdown === 'all' ? '' : breakdown.replaceAll('=', ' ').replaceAll(';', ', ');

/** A name from code as words: in_progress is "in progress", approvedOn is "approved on". */
export const spaced = (name: string): string =>
  name.replaceAll('_', ' ').replace(/[a-z][A-Z]/g, (edge) => `${edge.charAt(0)} ${edge.charAt(1).toLowerCase()}`);

/** What is said if nobody is named. */
export const NOBODY = 'Nobody named';

/** A count with its noun: "1 warning", "16 figures". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

/** The text as the beginning of a sentence. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
