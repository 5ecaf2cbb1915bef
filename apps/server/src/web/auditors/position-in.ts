import { badRequest } from '../../problem/problem.js';

/** A position as an address names it. @throws Refused (400) */
export function positionIn(text: string | undefined, parameter = 'position'): number {
  if (text === undefined || !/^[1-9]\d{0,14}$/.test(text)) {
    throw badRequest('InvalidPosition', { parameter, detail: `"${text ?? ''}" is no position of a ledger` });
  }
  return Number(text);
}
