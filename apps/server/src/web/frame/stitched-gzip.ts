import { constants, crc32, deflateRawSync } from 'node:zlib';

// RFC 1952, 2.3: the two bytes that mark gzip, the method (deflate), no flags, no time, no hints, an unknown system.
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

/** Bytes before and after a word of a stitched text: compressed once, with what it takes to tell the checksum. Plain data. */
export interface DeflatedPiece {
  readonly deflated: Uint8Array;
  readonly length: number;
  readonly checksum: Checksum;
}

/**
 * A text with a word that is another each time, as gzip: what lies around the word is compressed once, and the word goes
 * between as it is (a stored block: RFC 1951, 3.2.4). So an answer costs the joining of a few buffers, and the length of
 * what is sent tells nothing of the word.
 */
export class StitchedGzip {
  constructor(readonly pieces: readonly DeflatedPiece[]) {}

  /** @param pieces what lies before, between and after the places of the word */
  static of(pieces: readonly Buffer[]): StitchedGzip {
    return new StitchedGzip(
      pieces.map((piece, at) => ({
        // All but the last end on a whole byte, open for more. None looks back into another, so they can be parted.
        deflated: deflateRawSync(piece, {
          finishFlush: at === pieces.length - 1 ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
        }),
        length: piece.length,
        checksum: checksumOf(piece),
      })),
    );
  }

  /** Bytes that are kept. */
  get size(): number {
    return this.pieces.reduce((sum, { deflated }) => sum + deflated.length, 0);
  }

  /** The text with a word of at most 65,535 bytes in its places. */
  with(word: Buffer): Buffer {
    const stored = Buffer.concat([blockHeader(word.length), word]);
    const parts: Uint8Array[] = [HEADER];
    let [checksum, length] = [0, 0];
    for (const [at, piece] of this.pieces.entries()) {
      if (at > 0) {
        parts.push(stored);
        checksum = crc32(word, checksum);
        length += word.length;
      }
      parts.push(piece.deflated);
      checksum = checksumAfter(piece.checksum, checksum);
      length += piece.length;
    }
    const trailer = Buffer.alloc(8);
    trailer.writeUInt32LE(checksum, 0);
    trailer.writeUInt32LE(length, 4);
    return Buffer.concat([...parts, trailer]);
  }
}

/** What a stored block that others follow begins with: its kind, its length, and its length with every bit turned. */
function blockHeader(length: number): Buffer {
  const header = Buffer.alloc(5);
  header.writeUInt16LE(length, 1);
  header.writeUInt16LE(~length & 0xffff, 3);
  return header;
}

/** What it takes to tell the CRC-32 of a text that ends with certain bytes from that of what stands before them. */
interface Checksum {
  /** That of the bytes with nothing before them. */
  readonly alone: number;
  /** What each bit of the CRC-32 before changes in the outcome, the lowest first. */
  readonly changes: readonly number[];
}

/**
 * To go over all bytes for each answer would cost more than to send them compressed. CRC-32 is linear: each bit of what
 * it begins with changes the same bits of the outcome, whatever the others are. So the outcome for each is enough.
 */
function checksumOf(bytes: Buffer): Checksum {
  const alone = crc32(bytes, 0);
  return { alone, changes: Array.from({ length: 32 }, (_, bit) => crc32(bytes, (1 << bit) >>> 0) ^ alone) };
}

const checksumAfter = ({ alone, changes }: Checksum, before: number): number =>
  changes.reduce((sum, change, bit) => ((before >>> bit) & 1 ? sum ^ change : sum), alone) >>> 0;
