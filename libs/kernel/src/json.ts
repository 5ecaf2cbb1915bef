/** The JSON that may enter an event: figures are decimal strings, so numbers are safe integers (counts, positions). */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };
