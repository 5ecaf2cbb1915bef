import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { Grounds } from '@outturn/application';

/** How many rows are read in one turn: few enough that everybody else has theirs within milliseconds. */
const SLICE = 100;

/** An answer as the bytes of its JSON, with the places at which its rows can be read in slices. Plain data. */
export interface WrittenAnswer {
  readonly grounds: Grounds;
  /** Its members that are single values, for whoever needs one and not the rows. */
  readonly values: Readonly<Record<string, string | number | boolean>>;
  readonly bytes: Uint8Array;
  /** Where each slice of rows begins and ends in the bytes; none where the answer lists nothing. */
  readonly slices: readonly (readonly [from: number, to: number])[];
  /** SHA-256 of the bytes, hex. */
  readonly digest: string;
}

function valuesIn(answer: object): WrittenAnswer['values'] {
  const values: Record<string, string | number | boolean> = {};
  for (const [member, value] of Object.entries(answer))
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') values[member] = value;
  return values;
}

const EMPTY = '"rows":[]';

/** Writes an answer as JSON.stringify would. */
export function writeAnswer(answer: Grounds & { readonly rows?: readonly unknown[] }): WrittenAnswer {
  const { ledger, position, root, rows } = answer;
  const frame = JSON.stringify(rows === undefined ? answer : { ...answer, rows: [] });
  // Inside a text the quotation marks would be escaped, so what is found is the member.
  const open = rows === undefined ? frame.length : frame.indexOf(EMPTY) + EMPTY.length - 1;
  const pieces = [Buffer.from(frame.slice(0, open))];
  const slices: [number, number][] = [];
  let length = pieces[0]?.length ?? 0;
  for (let at = 0; at < (rows?.length ?? 0); at += SLICE) {
    const text = JSON.stringify(rows?.slice(at, at + SLICE)).slice(1, -1);
    const piece = Buffer.from(at === 0 ? text : `,${text}`);
    slices.push([length + (at === 0 ? 0 : 1), length + piece.length]);
    pieces.push(piece);
    length += piece.length;
  }
  pieces.push(Buffer.from(frame.slice(open)));
  const all = Buffer.concat(pieces);
  // A buffer of its own: one of the pool could not be handed to another thread.
  const bytes = new Uint8Array(all.length);
  bytes.set(all);
  return {
    grounds: { ledger, position, root },
    values: valuesIn(answer),
    bytes,
    slices,
    digest: createHash('sha256').update(bytes).digest('hex'),
  };
}

/** The answer that was written, read slice by slice with a turn for everybody else in between. */
export async function readAnswer({ bytes, slices }: WrittenAnswer): Promise<Grounds> {
  const text = (from: number, to?: number): string =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8', from, to);
  const [first, last] = [slices[0], slices.at(-1)];
  if (first === undefined || last === undefined) return JSON.parse(text(0)) as Grounds;
  const frame = JSON.parse(text(0, first[0]) + text(last[1])) as Grounds & { rows: unknown[] };
  for (const [from, to] of slices) {
    for (const row of JSON.parse(`[${text(from, to)}]`) as unknown[]) frame.rows.push(row);
    await turn();
  }
  return frame;
}
