import { createHash } from 'node:crypto';
import { StitchedGzip, type DeflatedPiece } from './stitched-gzip.js';

/** A page as it crosses from the thread that made it. Plain data. */
export interface WrittenPage {
  /** What names the page, whatever its nonce is (the opaque part of an ETag). */
  readonly tag: string;
  /** What stands before, between and after the places of the nonce. */
  readonly pieces: readonly Uint8Array[];
  readonly deflated: readonly DeflatedPiece[];
}

/** A page as bytes, with room for the nonce of each answer. */
export class KeptPage {
  private readonly gzip: StitchedGzip;

  constructor(readonly written: WrittenPage) {
    this.gzip = new StitchedGzip(written.deflated);
  }

  /** @param nonce the one that the page was made with */
  static of(html: string, nonce: string): KeptPage {
    const texts = html.split(nonce);
    // As bytes: to encode a page again would cost more than everything else in its answer.
    const pieces = texts.map((text) => Buffer.from(text));
    return new KeptPage({
      tag: `"${createHash('sha256').update(texts.join('')).digest('base64url')}"`,
      pieces,
      deflated: StitchedGzip.of(pieces).pieces,
    });
  }

  get tag(): string {
    return this.written.tag;
  }

  /** Bytes that are kept. */
  get size(): number {
    return this.written.pieces.reduce((sum, { length }) => sum + length, this.gzip.size);
  }

  plain(nonce: string): Buffer {
    const word = Buffer.from(nonce);
    return Buffer.concat(this.written.pieces.flatMap((piece, at) => (at === 0 ? [piece] : [word, piece])));
  }

  gzipped(nonce: string): Buffer {
    return this.gzip.with(Buffer.from(nonce));
  }
}
