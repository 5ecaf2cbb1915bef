/**
 * Reads standard base64 (RFC 4648, section 4); null for anything but the one canonical text of the bytes. A decoder that
 * lets stray bits or characters pass gives one signature many texts (section 3.5).
 */
export function fromBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

/** The same for a SHA-256 hash. */
export function hashFromBase64(text: string): Buffer | null {
  const bytes = fromBase64(text);
  return bytes?.length === 32 ? bytes : null;
}
