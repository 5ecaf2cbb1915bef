/** The one clock of a process, by Nest's token: edges take today from it, ledgers the time of recording. */
export const CLOCK = Symbol('clock');
