/** The marks that turn the writing direction: they would let a text pretend to be another (UTS 39, CVE-2021-42574). */
const TURNS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** A text as it may be shown: a mark that would turn the writing direction is seen instead of obeyed. */
export const shownText = (text: string): string => text.replace(TURNS, '\uFFFD');
