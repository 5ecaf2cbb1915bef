/** The terminal's exit codes. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  invalidInput: 3,
  conflict: 4,
  notAllowed: 5,
  verificationFailed: 6,
  unavailable: 7,
  badConfiguration: 78,
  interrupted: 130,
} as const;
