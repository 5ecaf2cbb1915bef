/** What a browser drops from an address, or reads as the beginning of another host. */
const UNSAFE = /[\p{Cc}\p{Cs}\\]/u;

/**
 * A path of this service that somebody is to be led back to; null where the text would lead elsewhere, or is none. Browsers
 * drop tabs and line breaks from an address before they read it, so `/⇥/evil.example` is a host to them.
 */
export function ownPath(page: string | undefined): string | null {
  if (page === undefined || !page.startsWith('/') || page.startsWith('//') || UNSAFE.test(page)) return null;
  const here = 'http://outturn.invalid';
  const address = URL.parse(page, here);
  if (address === null || address.origin !== here || address.pathname.startsWith('//')) return null;
  return `${address.pathname}${address.search}`;
}
