/** The same page as things stand now. */
export function withoutMoment(url: string): string {
  const [path = '', search = ''] = url.split('?', 2);
  const query = new URLSearchParams(search);
  for (const name of ['known-at', 'as-at']) query.delete(name);
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}
