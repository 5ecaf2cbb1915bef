import type { Address } from '../address.js';

/** The mark of a page's handler, which holds its address. */
export const PAGE_ADDRESS = 'outturn:page-address';

/** The address of a page's handler; undefined for a handler of no page. */
export const addressIfPage = (handler: object): Address | undefined =>
  Reflect.getMetadata(PAGE_ADDRESS, handler) as Address | undefined;

/** The address that a handler serves. */
export function addressOf(handler: object): Address {
  const found = addressIfPage(handler);
  if (found === undefined) throw new Error('this handler serves no page');
  return found;
}
