/** A member as a row says it: left out, it leaves what stands as it is; null clears it. */
export type Said<Value> = Value | null | undefined;

/** What a member comes to. */
export const mentioned = <Value>(said: Said<Value>, stands: Value): Value | null =>
  said === undefined ? stands : said;
