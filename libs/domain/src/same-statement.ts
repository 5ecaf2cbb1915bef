import { canonicalJson, type JsonObject } from '@outturn/kernel';

/** Whether two data say the same, member by member, whatever the order in which their members were written. */
export const sameStatement = (one: JsonObject, other: JsonObject): boolean =>
  canonicalJson(one) === canonicalJson(other);
