import {
  assessmentUnder,
  currentRules,
  type AnyAssessment,
  type Assessment,
  type AssessmentQuestion,
} from '@outturn/domain';
import { canonicalJson, sha256 } from '@outturn/kernel';
import type { LedgerReader } from '@outturn/ledger';
import type { RowReader } from './from-events.js';
import { resolveMoment } from './known-at.js';
import { assessedRows, type ScorecardAsked } from './indicator/scorecard.js';

/** What every format of a snapshot holds of a scorecard. */
interface FrozenScorecard<Row> {
  readonly ledger: string;
  readonly position: number;
  readonly root: string;
  readonly asAt: string;
  /** The indicators that were asked for; null for every one in use. */
  readonly indicators: readonly string[] | null;
  /** The versions of the rules that the content rests on, by name, and no others. */
  readonly rules: Readonly<Record<string, string>>;
  /** The scorecard; commentary and source are digests here, so that a redaction changes no snapshot. */
  readonly rows: readonly Row[];
  /** `sha256:` and the SHA-256 of the canonical JSON of everything but `digest` and `texts`, hex. */
  readonly digest: string;
}

/** A frozen scorecard: what a board is handed, and can rebuild to the byte years later. See decision record 0031. */
export interface Snapshot extends FrozenScorecard<Assessment> {
  readonly format: 'outturn-snapshot@2';
  /** The body that it was made for; that it was issued to one, an event says. */
  readonly preparedFor: string | null;
  /** The words behind the digests when it was made, each with its salt (32 hex digits); so the digests cover them. */
  readonly texts: Readonly<Record<string, { readonly salt: string; readonly text: string }>>;
}

/**
 * The first format. Its words have no salts, so nothing covers them; it names the version of every view, whether the
 * content rests on it or not; and it says `issuedTo` whether it was issued or not. It is read for ever.
 */
export interface Snapshot1 extends FrozenScorecard<AnyAssessment> {
  readonly format: 'outturn-snapshot@1';
  readonly issuedTo: string | null;
  readonly texts: Readonly<Record<string, string>>;
}

export type AnySnapshot = Snapshot | Snapshot1;

type Content<Format extends AnySnapshot> = Omit<Format, 'digest' | 'texts'>;

/** What makes a snapshot of a moment another one than that of the same moment. */
export type SnapshotTerms = Pick<AnySnapshot, 'asAt' | 'indicators' | 'rules'> &
  (Pick<Snapshot, 'format' | 'preparedFor'> | Pick<Snapshot1, 'format' | 'issuedTo'>);

/** The rows of a moment and where they come from. */
export interface RowsOfMoment extends RowReader {
  readonly ledger: string;
  readonly position: number;
  readonly root: string;
}

/** Who a snapshot says that it is for: it was prepared for a body, or for nobody in particular. */
export const preparedFor = (snapshot: SnapshotTerms): string | null =>
  snapshot.format === 'outturn-snapshot@1' ? snapshot.issuedTo : snapshot.preparedFor;

/** The digest of a snapshot's content, over canonical JSON (RFC 8785). @throws TypeError for what has no canonical JSON */
export function snapshotDigest(content: Content<Snapshot> | Content<Snapshot1>): string {
  const { format, ledger, position, root, asAt, indicators, rules, rows } = content;
  const whom =
    content.format === 'outturn-snapshot@1' ? { issuedTo: content.issuedTo } : { preparedFor: content.preparedFor };
  const digested = { format, ledger, position, root, asAt, ...whom, indicators, rules, rows };
  return `sha256:${sha256(canonicalJson(digested))}`;
}

/**
 * The rows that a snapshot on these terms has, and its digest.
 * @returns null where this release does not have the rules that it names
 */
export function frozenRows(
  from: RowsOfMoment,
  terms: SnapshotTerms,
): { readonly rows: readonly AnyAssessment[]; readonly digest: string } | null {
  const { assessment = '', rag = '' } = terms.rules;
  const assess = assessmentUnder({ assessment, rag });
  if (assess === null) return null;
  const rows = rowsUnder(from, terms, assess);
  const { ledger, position, root } = from;
  return { rows, digest: snapshotDigest({ ...terms, ledger, position, root, rows } as Content<Snapshot>) };
}

const rowsUnder = <Row>(
  from: RowsOfMoment,
  { asAt, indicators }: SnapshotTerms,
  assess: (query: AssessmentQuestion) => Row,
): Row[] => assessedRows(from, { position: from.position, asAt }, indicators, assess);

/** What a snapshot is to be of, and the body that it is prepared for. */
export interface SnapshotAsked extends ScorecardAsked {
  readonly preparedFor?: string | null;
}

/** Freezes the scorecard of a moment, under the rules in force. */
export function takeSnapshot(reader: LedgerReader, { preparedFor = null, ...query }: SnapshotAsked): Snapshot {
  const { position, asAt } = resolveMoment(reader, query);
  const terms = {
    format: 'outturn-snapshot@2' as const,
    asAt,
    preparedFor,
    indicators: query.indicators ?? null,
    rules: currentRules,
  };
  return snapshotOn(reader, position, terms) as Snapshot;
}

/**
 * A snapshot of a position on given terms: of the format that they name, under the rules that they name.
 * @returns null where this release does not have the rules
 */
export function snapshotOn(reader: LedgerReader, position: number, terms: SnapshotTerms): AnySnapshot | null {
  const { ledger } = reader;
  const root = reader.rootAt(position);
  const from = { ledger, position, root, rows: reader.rows.bind(reader) };
  const frozen = frozenRows(from, terms);
  if (frozen === null) return null;
  const kept = namedTexts(frozen.rows).flatMap((digest) => {
    const text = reader.text(digest);
    return text !== null && 'text' in text ? [[digest, text] as const] : [];
  });
  const texts = kept.map(([digest, { salt, text }]) => [
    digest,
    terms.format === 'outturn-snapshot@1' ? text : { salt: salt.toString('hex'), text },
  ]);
  const { rows, digest } = frozen;
  // Terms, rows and texts are of one format, which their types say each for itself and not together.
  return { ...terms, ledger, position, root, rows, digest, texts: Object.fromEntries(texts) } as unknown as AnySnapshot;
}

/** The digests of the texts that rows name, each once. */
export const namedTexts = (rows: readonly { readonly commentary: string | null; readonly source: string | null }[]) => [
  ...new Set(rows.flatMap((row) => [row.commentary, row.source]).filter((digest) => digest !== null)),
];
