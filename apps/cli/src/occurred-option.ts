/** The option that says on which day something became known; a ledger that is open for migration asks for it. */
export const OCCURRED = [
  '--occurred <date>',
  'the day on which it became known; needed while the ledger is open for migration',
] as const;
