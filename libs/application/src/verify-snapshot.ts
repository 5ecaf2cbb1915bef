import { canonicalJson, type Json } from '@outturn/kernel';
import { LedgerDamaged, type Ledger, type LedgerReader } from '@outturn/ledger';
import { scorecardViews } from '@outturn/views';
import { rowsFromEvents } from './from-events.js';
import { checkPaper, failed, passed, type SeenIssue, type SnapshotCheck } from './paper-checks.js';
import { issuings, type AnyProvenSnapshot } from './proven-snapshot.js';
import { frozenRows, namedTexts, preparedFor, type AnySnapshot } from './snapshot.js';
import { pinnedKey } from './verify-ledger.js';

export interface SnapshotVerification {
  readonly format: AnySnapshot['format'];
  readonly ledger: string;
  readonly position: number;
  readonly digest: string;
  /** The body that the file names; null for none. */
  readonly preparedFor: string | null;
  readonly issued: readonly SeenIssue[];
  readonly ok: boolean;
  readonly checks: readonly SnapshotCheck[];
  /** What this verification could not show, as sentences. */
  readonly limits: readonly string[];
}

/**
 * Checks a snapshot: its digest, its signature, the inclusion of the events it names, its words, whether it is shown to
 * have been issued and, with a ledger, every figure recomputed from that ledger's events.
 * @param key the verification key that the reader pinned, as a line
 * @throws QueryRefused for a key that is none; UnknownEvent where the ledger is of a later release
 */
export async function verifySnapshot(
  snapshot: AnyProvenSnapshot,
  key: string | undefined,
  ledger: Ledger | null,
): Promise<SnapshotVerification> {
  const offline = checkPaper(snapshot, pinnedKey(key ?? snapshot.key));
  const online = ledger === null ? null : await checkAgainst(ledger, snapshot, offline.issued);
  const checks = [...offline.checks, ...(online?.checks ?? [])];
  const issued = [...offline.issued, ...(online?.issued ?? [])];
  const limits = [
    ...(key === undefined
      ? ["The signer's key is not pinned: pass --key with the key that the council published."]
      : []),
    ...(online === null
      ? ['Without the ledger the figures are not recomputed: pass --ledger with an export or a ledger file.']
      : online.limits),
    ...textLimits(snapshot, ledger),
    ...issueLimits(snapshot, issued),
    'A snapshot shows what was known at its position; whether a figure was corrected later, only the ledger can say.',
  ];
  const { format, position, digest } = snapshot;
  return {
    format,
    ledger: snapshot.ledger,
    position,
    digest,
    preparedFor: preparedFor(snapshot),
    issued,
    ok: checks.every((check) => check.ok),
    checks,
    limits,
  };
}

function textLimits(snapshot: AnyProvenSnapshot, ledger: Ledger | null): string[] {
  const count = Object.keys(snapshot.texts).length;
  const missing = namedTexts(snapshot.rows).filter((digest) => !Object.hasOwn(snapshot.texts, digest)).length;
  return [
    ...(snapshot.format === 'outturn-snapshot@1' && count > 0 && ledger === null
      ? [
          `Its ${count} texts are covered by nothing: a snapshot of this first format brings words without their salts, and anybody could have changed them. Only the ledger shows what was said.`,
        ]
      : []),
    ...(missing > 0
      ? [`${missing} texts that its rows name are not in it: redacted before it was made, or left out of it since.`]
      : []),
  ];
}

function issueLimits(snapshot: AnyProvenSnapshot, issued: readonly SeenIssue[]): string[] {
  const body = preparedFor(snapshot);
  if (body === null || issued.some(({ shownBy }) => shownBy === 'checkpoint')) return [];
  const [seen] = issued;
  if (seen !== undefined)
    return [
      `That it was issued to ${seen.issuedTo} is said by event ${seen.position} of the ledger that it was held against; no checkpoint behind that event was held.`,
    ];
  return [
    snapshot.format === 'outturn-snapshot@1'
      ? `The file says "issued to ${body}", as every file of this format does that was made for a body: no event was seen that says so.`
      : `It was prepared for ${body}. That it was issued is not shown: no event was seen that says so.`,
  ];
}

/** Holds a paper against a ledger. Figures come from the bytes of its events, never from rows that lie there. */
async function checkAgainst(
  ledger: Ledger,
  snapshot: AnyProvenSnapshot,
  shown: readonly SeenIssue[],
): Promise<{ checks: SnapshotCheck[]; issued: SeenIssue[]; limits: string[] }> {
  const figures = await checkFigures(ledger, snapshot);
  if (!figures.ok) return { checks: [figures], issued: [], limits: [] };
  return ledger.read((reader) => {
    const texts = textsOfLedger(reader, snapshot);
    const seen = issuings(reader, snapshot.digest).map(({ position, recordedAt, data }): SeenIssue => ({
      position,
      issuedTo: typeof data['issuedTo'] === 'string' ? data['issuedTo'] : '',
      recordedAt,
      shownBy: 'ledger',
    }));
    const denied = shown.find((each) => each.position <= reader.position && !seen.some(isSame(each)));
    return {
      checks: [
        figures,
        ...(texts.check === null ? [] : [texts.check]),
        ...(denied === undefined
          ? []
          : [failed('issue', `event ${denied.position} of this ledger does not say that it was issued`)]),
      ],
      issued: seen.filter((each) => !shown.some(isSame(each))),
      limits: texts.limits,
    };
  });
}

const isSame =
  (one: SeenIssue) =>
  (other: SeenIssue): boolean =>
    one.position === other.position;

async function checkFigures(ledger: Ledger, snapshot: AnyProvenSnapshot): Promise<SnapshotCheck> {
  const { position, root, rows, digest, rules } = snapshot;
  if (ledger.id !== snapshot.ledger) return failed('figures', `that is the ledger "${ledger.id}"`);
  const head = ledger.read((reader) => reader.position);
  if (head < position) return failed('figures', `that ledger ends at position ${head}`);
  try {
    const events = await rowsFromEvents(ledger, position, scorecardViews);
    if (events.root !== root)
      return failed('figures', `the events of that ledger up to position ${position} are not those that were signed`);
    const again = frozenRows(events, snapshot);
    if (again === null)
      return failed(
        'figures',
        `it was made under ${rules['assessment'] ?? 'no rules'} and ${rules['rag'] ?? 'no rating'}, which this release can't run`,
      );
    if (again.digest === digest)
      return passed('figures', `all rows (${again.rows.length}) were recomputed from the events and are the same`);
    const at = rows.findIndex((row, index) => text(row) !== text(again.rows[index]));
    const row = rows[at];
    return failed(
      'figures',
      row === undefined
        ? 'what was recomputed has other rows'
        : `${row.indicator} (${row.breakdown}) comes out differently from the events`,
    );
  } catch (error) {
    if (error instanceof LedgerDamaged) return failed('figures', error.message);
    throw error;
  }
}

const text = (value: unknown): string => (value === undefined ? '' : canonicalJson(value as Json));

/** Compares the words in a paper with those that the ledger keeps. */
function textsOfLedger(
  reader: LedgerReader,
  snapshot: AnyProvenSnapshot,
): { check: SnapshotCheck | null; limits: string[] } {
  let redacted = 0;
  const named = namedTexts(snapshot.rows);
  for (const digest of named) {
    const said = Object.hasOwn(snapshot.texts, digest) ? snapshot.texts[digest] : undefined;
    const words = typeof said === 'object' ? said.text : said;
    let kept;
    try {
      kept = reader.text(digest);
    } catch (error) {
      if (!(error instanceof LedgerDamaged)) throw error;
      return { check: failed('texts', error.message), limits: [] };
    }
    if (kept !== null && 'text' in kept) {
      if (words === undefined) return { check: failed('texts', `the text ${digest} was left out of it`), limits: [] };
      if (words !== kept.text)
        return { check: failed('texts', `the ledger keeps other words as ${digest}`), limits: [] };
    } else if (words !== undefined) redacted += 1;
  }
  const compared = Object.keys(snapshot.texts).length - redacted;
  return {
    check:
      named.length === 0
        ? null
        : passed('texts', `the words are as the ledger keeps them (${compared} of ${named.length} texts)`),
    limits:
      redacted === 0
        ? []
        : [
            `${redacted} texts in it were redacted since, or are not kept by that ledger: keep them out of what you publish.`,
          ],
  };
}
