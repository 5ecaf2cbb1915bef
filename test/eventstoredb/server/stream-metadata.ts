import { DELETED, type RecordedEvent } from './recorded-event.js';

/** Who may do what, by user or group: one name or several. Rights that are left out are those of the default. */
export type AccessList = Partial<Record<'$r' | '$w' | '$d' | '$mr' | '$mw', string | readonly string[]>>;

/** The keys of a `$metadata` event that the server itself obeys. */
export interface StreamMetadata {
  readonly $tb?: number;
  readonly $maxCount?: number;
  /** Seconds. */
  readonly $maxAge?: number;
  readonly $acl?: AccessList;
}

export const metastreamOf = (stream: string): string => `$$${stream}`;

/** The stream that a metastream describes; undefined where it is none. */
export const describedBy = (stream: string): string | undefined =>
  stream.startsWith('$$') ? stream.slice(2) : undefined;

/** What a server makes of JSON that it is to obey: what doesn't parse says nothing. */
export function objectFrom(data: Uint8Array | undefined): object {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(data ?? []).toString('utf8'));
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

export const isSoftDeletion = ({ $tb = 0 }: StreamMetadata): boolean => $tb >= Number(DELETED);

/** The first revision that a reader of the stream sees; `$all` shows the others too. */
export function firstVisible(events: readonly RecordedEvent[], metadata: StreamMetadata, now: number): number {
  const { $tb = 0, $maxCount, $maxAge } = metadata;
  const counted = $maxCount === undefined ? 0 : events.length - $maxCount;
  const first = Math.max(0, $tb, counted);
  if ($maxAge === undefined) return first;
  const young = events.findIndex(({ createdAt }, revision) => revision >= first && now - createdAt < $maxAge * 1000);
  return young < 0 ? events.length : young;
}
