import type Database from 'better-sqlite3';
import { SALT_BYTES, sha256 } from '@outturn/kernel';
import type { Faults } from './fault.js';

interface KeptText {
  readonly digest: string;
  readonly entity: string;
  readonly command_id: string;
  readonly field: string;
  readonly salt: Buffer | null;
  readonly text: Buffer | null;
  readonly redacted_at: number | null;
  /** How SQLite keeps salt and words: the same bytes of another type are read otherwise, or not at all. */
  readonly types: string;
}

const TYPES_KEPT: readonly string[] = ['blob text', 'null null'];

/** The digests that events hold. Kept as numbers of 52 of their bits: a ledger of millions of texts fits in memory. */
export class Mentions {
  private readonly noted: number[] = [];
  private sorted: Float64Array | null = null;
  /** Whether every event could be read. */
  isComplete = true;

  /** What an event that is damaged or gone mentioned is not known: no text is called unmentioned after this. */
  lack(): void {
    this.isComplete = false;
  }

  add(digest: string): void {
    this.noted.push(numberOf(digest));
  }

  /** Ask only when every mention has been added. */
  mayHave(digest: string): boolean {
    if (!this.isComplete) return true;
    const sorted = (this.sorted ??= Float64Array.from(this.noted).sort());
    const wanted = numberOf(digest);
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] ?? Infinity) < wanted) low = middle + 1;
      else high = middle;
    }
    return sorted[low] === wanted;
  }
}

/** NaN, which is found nowhere, for what is no digest. */
const numberOf = (digest: string): number => Number.parseInt(digest.slice('sha256:'.length, 'sha256:'.length + 13), 16);

/**
 * A text must be one that an event mentions and have the digest that it is kept under, and one that was taken out must
 * have an event that says so.
 * @param said what the events say of texts: `redactions` by digest, the position of the event that redacted the text
 * @returns how many texts were redacted
 */
export function checkTexts(
  db: Database.Database,
  { mentions, redactions }: { readonly mentions: Mentions; readonly redactions: ReadonlyMap<string, number> },
  faults: Faults,
): number {
  const isSaid = placeOf(db);
  const isKnown = (text: KeptText): boolean => !mentions.isComplete || isSaid(text);
  const mention = db.prepare('SELECT min(position) FROM event WHERE entity = ? AND instr(bytes, ?) > 0').pluck();
  const redacted = new Set<string>();
  const rows = db.prepare(
    `SELECT digest, entity, command_id, field, CAST(salt AS BLOB) AS salt, CAST(text AS BLOB) AS text, redacted_at,
       typeof(salt) || ' ' || typeof(text) AS types FROM text ORDER BY digest`,
  );
  for (const row of rows.iterate() as IterableIterator<KeptText>) {
    if (!mentions.mayHave(row.digest)) {
      faults.add(null, 'TextUnmentioned', `no event mentions the text ${row.digest}`);
      continue;
    }
    const fault = faultOf(row, redactions.get(row.digest)) ?? (isKnown(row) ? null : misplaced(row));
    if (fault === null && row.text === null) redacted.add(row.digest);
    if (fault !== null) faults.add(mention.get(row.entity, row.digest) as number | null, ...fault);
  }
  return redacted.size;
}

type TextFault = ['TextMissing' | 'TextDiffers' | 'TextUnmentioned' | 'RedactedTextKept', string];

/** Whether an event of a text's command says it of its entity, in a member of its field's name. */
function placeOf(db: Database.Database): (text: KeptText) => boolean {
  const said = db
    .prepare(
      `SELECT 1 FROM event WHERE entity = ? AND CASE WHEN json_valid(bytes)
         THEN bytes ->> '$.commandId' = ? AND bytes -> '$.data' ->> ? = ? END LIMIT 1`,
    )
    .pluck();
  return ({ digest, entity, command_id, field }) =>
    // SQLite tells a blob from the text of the same bytes, and so does whoever looks for a text.
    [digest, entity, command_id, field].every((part) => typeof part === 'string') &&
    /^\w+$/.test(field) &&
    said.get(entity, command_id, field, digest) !== undefined;
}

/** A retry finds the texts of its command by this place, and a redaction those of its entity. */
const misplaced = ({ digest, entity, command_id, field }: KeptText): TextFault => [
  'TextUnmentioned',
  `no event of the command ${command_id} says the text ${digest} as the ${field} of ${entity}`,
];

function faultOf(
  { digest, salt, text, redacted_at, types }: KeptText,
  redaction: number | undefined,
): TextFault | null {
  if (salt === null && text === null) {
    if (redaction === undefined) return ['TextMissing', `the text ${digest} is gone and no event took it out`];
    return redacted_at === redaction
      ? null
      : [
          'TextDiffers',
          `event ${redaction} took the text ${digest} out, and the store says ${redacted_at ?? 'nothing'}`,
        ];
  }
  if (redaction !== undefined)
    return ['RedactedTextKept', `event ${redaction} took the text ${digest} out, and it is still there`];
  if (salt === null || text === null) return ['TextMissing', `the text ${digest} has lost its salt or its words`];
  if (!TYPES_KEPT.includes(types))
    return ['TextDiffers', `the text kept as ${digest} is kept as ${types}, and not as salt and words`];
  if (redacted_at !== null)
    return ['TextDiffers', `the text kept as ${digest} is said to be redacted at ${redacted_at}, and no event says so`];
  if (salt.length !== SALT_BYTES)
    return ['TextDiffers', `the text kept as ${digest} has a salt of ${salt.length} bytes: words could hide in it`];
  return digest === `sha256:${sha256(Buffer.concat([salt, text]))}`
    ? null
    : ['TextDiffers', `the text kept as ${digest} has another digest`];
}
