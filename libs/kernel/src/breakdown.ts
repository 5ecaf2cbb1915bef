const KEY = /^[a-z][a-z0-9_-]*$/;

/**
 * The canonical text of a breakdown: "all" for none, else `key=value` pairs in order of key, joined by ";".
 * Spaces round keys and values are dropped. Returns null for anything else, a key given twice included.
 */
export function breakdown(text: string): string | null {
  if (text.trim() === '' || text.trim() === 'all') return 'all';
  const pairs = new Map<string, string>();
  for (const part of text.split(';')) {
    const [key = '', value = '', ...rest] = part.split('=').map((side) => side.trim());
    if (!KEY.test(key) || value === '' || rest.length > 0 || pairs.has(key)) return null;
    pairs.set(key, value);
  }
  return [...pairs.keys()]
    .sort()
    .map((key) => `${key}=${pairs.get(key)}`)
    .join(';');
}
