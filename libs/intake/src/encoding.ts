import { isUtf8 } from 'node:buffer';
import { gunzipSync } from 'node:zlib';
import { lineBreaks } from './line-breaks.js';
import type { Fault } from './problems.js';

/** Four times the largest file that the DfE has published; a zip bomb ends here. */
const LARGEST = 128 * 1024 * 1024;

const SAVE_AS = 'save it as "CSV UTF-8 (comma delimited)"';

export type FileText =
  | { readonly readable: true; /** Valid UTF-8 without a byte order mark. */ readonly utf8: Buffer }
  | { readonly readable: false; readonly fault: Fault; readonly line?: number };

/** The text of a file: unpacked when it is gzip, and refused, with the encoding named, when it is not UTF-8. */
export function fileText(delivered: Buffer, largest = LARGEST): FileText {
  const unpacked = startsWith(delivered, 0x1f, 0x8b) ? gunzipped(delivered, largest) : delivered;
  if (!Buffer.isBuffer(unpacked)) return refused(unpacked);
  const bytes = startsWith(unpacked, 0xef, 0xbb, 0xbf) ? unpacked.subarray(3) : unpacked;
  if (bytes.length > largest) return refused(tooLarge(largest));
  const foreign = foreignFormat(bytes);
  if (foreign !== null) return refused(foreign);
  const nul = bytes.indexOf(0);
  if (nul !== -1) {
    const message = `the file holds a NUL byte, so it is no UTF-8 text: ${SAVE_AS}`;
    return refused({ kind: 'NulByte', message }, 1 + lineBreaks(bytes, 0, nul));
  }
  if (!isUtf8(bytes)) return notUtf8(bytes);
  return { readable: true, utf8: bytes };
}

const refused = (fault: Fault, line?: number): FileText => ({
  readable: false,
  fault,
  ...(line === undefined ? {} : { line }),
});

const startsWith = (bytes: Buffer, ...signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

const tooLarge = (largest: number): Fault => ({
  kind: 'FileTooLarge',
  message: `the file is larger than ${largest / 1024 / 1024} MiB: split it into smaller files`,
});

function gunzipped(bytes: Buffer, largest: number): Buffer | Fault {
  try {
    return gunzipSync(bytes, { maxOutputLength: largest });
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      return tooLarge(largest);
    }
    return { kind: 'GzipDamaged', message: 'the file begins as gzip and cannot be unpacked: deliver it again' };
  }
}

function foreignFormat(bytes: Buffer): Fault | null {
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) {
    return { kind: 'Utf16', message: `this file is UTF-16: ${SAVE_AS}` };
  }
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) {
    return { kind: 'Workbook', message: `this file is an Excel workbook or a zip archive: ${SAVE_AS}` };
  }
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    return { kind: 'Workbook', message: `this file is an old Excel workbook (.xls): ${SAVE_AS}` };
  }
  return null;
}

function notUtf8(bytes: Buffer): FileText {
  const line = firstBadLine(bytes);
  return isWindows1252(bytes)
    ? refused({ kind: 'Windows1252', message: 'this file looks like Windows-1252: save it as CSV UTF-8' }, line)
    : refused({ kind: 'NotUtf8', message: `this file is not valid UTF-8: ${SAVE_AS}` }, line);
}

// No byte of a character in UTF-8 is a line break, so a file is valid where each of its lines is.
function firstBadLine(bytes: Buffer): number {
  for (let start = 0, line = 1; ; line += 1) {
    let end = start;
    while (end < bytes.length && bytes[end] !== 0x0a && bytes[end] !== 0x0d) end += 1;
    if (end >= bytes.length || !isUtf8(bytes.subarray(start, end))) return line;
    start = bytes[end] === 0x0d && bytes[end + 1] === 0x0a ? end + 2 : end + 1;
  }
}

// The five bytes that Windows-1252 leaves undefined; every other byte is a character in it.
const UNDEFINED_IN_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

const isWindows1252 = (bytes: Buffer): boolean => !bytes.some((byte) => byte >= 0x80 && UNDEFINED_IN_1252.has(byte));
