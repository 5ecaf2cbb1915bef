const LF = 0x0a;
const CR = 0x0d;

/** How many line breaks (LF, CRLF or a lone CR) end within [from, to). */
export function lineBreaks(bytes: Buffer, from: number, to: number): number {
  let breaks = 0;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at];
    if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) breaks += 1;
  }
  return breaks;
}

/** The first place at or after `from` that is no line break. */
export function afterLineBreaks(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && (bytes[at] === LF || bytes[at] === CR)) at += 1;
  return at;
}
