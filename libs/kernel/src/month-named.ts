const MONTHS = 'january february march april may june july august september october november december'.split(' ');

/** 1 to 12 for "Sep", "Sept" or "September" in any case; null for anything else. */
export function monthNamed(name: string): number | null {
  const written = name
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^sept$/, 'sep');
  if (written.length < 3) return null;
  const index = MONTHS.findIndex((month) => month.startsWith(written));
  return index === -1 ? null : index + 1;
}
