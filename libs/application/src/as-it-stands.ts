/** Behind every position: a row as the transaction finds it, without asking first where the head is. */
export const AS_IT_STANDS = Number.MAX_SAFE_INTEGER;
