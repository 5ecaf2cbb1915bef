/** A member as a row says it: left out, it leaves what stands as it is; null clears it. */
export type Said<Value> = Value | null | undefined;

/** A member that may be left out only if one stands already was left out of something new. */
export type MissingForNew = { readonly kind: 'MissingForNew'; readonly field: string };

/** What a member comes to. */
export const mentioned = <Value>(said: Said<Value>, stands: Value): Value | null =>
  said === undefined ? stands : said;
