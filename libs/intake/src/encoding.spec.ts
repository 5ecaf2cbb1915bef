import { gzipSync } from 'node:zlib';
import { fileText } from './encoding.js';

const faultOf = (bytes: Buffer, largest?: number): string => {
  const text = fileText(bytes, largest);
  return text.readable ? 'readable' : `${text.fault.kind} line ${text.line ?? '-'}`;
};

describe('the text of a file', () => {
  it('is UTF-8, with a byte order mark or without', () => {
    expect(fileText(Buffer.from('\uFEFFid,títle'))).toEqual({ readable: true, utf8: Buffer.from('id,títle') });
    expect(fileText(Buffer.from('id,títle'))).toEqual({ readable: true, utf8: Buffer.from('id,títle') });
  });

  it('may be packed with gzip, and a byte order mark inside it is dropped too', () => {
    expect(fileText(gzipSync(Buffer.from('\uFEFFid')))).toEqual({ readable: true, utf8: Buffer.from('id') });
  });

  it('in Windows-1252 is refused with the encoding and the line of the first bad byte', () => {
    expect(faultOf(Buffer.from('id,title\r\na,b\r\na,caf\xe9\r\n', 'latin1'))).toBe('Windows1252 line 3');
    expect(faultOf(Buffer.from('id,title\ra,caf\xe9', 'latin1'))).toBe('Windows1252 line 2');
  });

  it('that is neither UTF-8 nor Windows-1252 is refused', () => {
    expect(faultOf(Buffer.from('id\n\x81\xff', 'latin1'))).toBe('NotUtf8 line 2');
  });

  it('in UTF-16 is refused with the encoding named', () => {
    expect(faultOf(Buffer.from('\uFEFFid,title', 'utf16le'))).toBe('Utf16 line -');
    expect(faultOf(Buffer.from('\uFEFFid,title', 'utf16le').swap16())).toBe('Utf16 line -');
  });

  it('holds no NUL byte', () => {
    expect(faultOf(Buffer.from('id\nti\0tle'))).toBe('NulByte line 2');
  });

  it('is not an Excel workbook', () => {
    expect(faultOf(Buffer.from('PK\x03\x04…'))).toBe('Workbook line -');
    expect(faultOf(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('Workbook line -');
  });

  it('that unpacks to more than the limit is refused before it fills the memory', () => {
    expect(faultOf(gzipSync(Buffer.alloc(5_000_000, 'a')), 1_000_000)).toBe('FileTooLarge line -');
    expect(faultOf(Buffer.alloc(1_000_001, 'a'), 1_000_000)).toBe('FileTooLarge line -');
  });

  it('that begins as gzip and is damaged is refused', () => {
    const packed = gzipSync(Buffer.from('id,title'));
    expect(faultOf(packed.subarray(0, packed.length - 9))).toBe('GzipDamaged line -');
  });
});
