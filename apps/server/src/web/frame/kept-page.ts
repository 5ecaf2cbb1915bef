import { createHash } from 'node:crypto';
import { StitchedGzip } from './stitched-gzip.js';

/** A page as bytes, with room for the nonce of each answer. */
export class KeptPage {
  /** What names the page, whatever its nonce is (the opaque part of an ETag). */
  readonly tag: string;
  // As bytes: to encode a page again would cost more than everything else in its answer.
  private readonly pieces: readonly Buffer[];
  private readonly gzip: StitchedGzip;

  /** @param nonce the one that the page was made with */
  constructor(html: string, nonce: string) {
    const texts = html.split(nonce);
    this.tag = `"${createHash('sha256').update(texts.join('')).digest('base64url')}"`;
    this.pieces = texts.map((text) => Buffer.from(text));
    this.gzip = new StitchedGzip(this.pieces);
  }

  /** Bytes that are kept. */
  get size(): number {
    return this.pieces.reduce((sum, { length }) => sum + length, this.gzip.size);
  }

  plain(nonce: string): Buffer {
    const word = Buffer.from(nonce);
    return Buffer.concat(this.pieces.flatMap((piece, at) => (at === 0 ? [piece] : [word, piece])));
  }

  gzipped(nonce: string): Buffer {
    return this.gzip.with(Buffer.from(nonce));
  }
}
