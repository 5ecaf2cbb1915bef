import {
  assessmentUnder,
  currentRules,
  type Assessment,
  type AssessmentQuestion,
  type NamedRules,
} from '@outturn/domain';
import { canonicalJson, sha256, type Json } from '@outturn/kernel';
import type { LedgerReader } from '@outturn/ledger';
import { views } from '@outturn/views';
import { assessedScorecard, type Scorecard, type ScorecardQuestion } from './queries/scorecard.js';

/** A frozen scorecard: what a board is handed, and can rebuild to the byte years later. */
export interface Snapshot {
  readonly format: 'outturn-snapshot@1';
  readonly ledger: string;
  readonly position: number;
  readonly root: string;
  readonly asAt: string;
  readonly issuedTo: string | null;
  /** The indicators that were asked for; null for every one in use. */
  readonly indicators: readonly string[] | null;
  /** The versions of every rule that the figures rest on, by name. */
  readonly rules: Readonly<Record<string, string>>;
  /** The scorecard; commentary and source are digests here, so that a redaction changes no snapshot. */
  readonly rows: Scorecard['rows'];
  /** `sha256:` and the SHA-256 of the canonical JSON of everything above, hex. */
  readonly digest: string;
  /** The words behind the digests when the snapshot was made; not part of what is digested. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Rules of assessment with everything else in force, by name, with their versions. */
export const rulesInForce = (named: NamedRules = currentRules): Record<string, string> => ({
  ...named,
  ...Object.fromEntries(views.map((view) => [`view ${view.name}`, String(view.version)])),
});

/** The digest of a snapshot's content, over canonical JSON (RFC 8785). */
export function snapshotDigest(content: Omit<Snapshot, 'digest' | 'texts'>): string {
  const { format, ledger, position, root, asAt, issuedTo, indicators, rules, rows } = content;
  return `sha256:${sha256(canonicalJson({ format, ledger, position, root, asAt, issuedTo, indicators, rules, rows } as unknown as Json))}`;
}

/** Freezes the scorecard of a moment, under the rules in force or those that an older paper names. @throws RangeError for rules that this release does not have */
export function takeSnapshot(
  reader: LedgerReader,
  question: ScorecardQuestion,
  issuedTo: string | null,
  under: NamedRules = currentRules,
): Snapshot {
  const assess = assessmentUnder(under) as ((asked: AssessmentQuestion) => Assessment) | null;
  if (assess === null) throw new RangeError(`this release does not have ${under.assessment} and ${under.rag}`);
  const { ledger, position, root, asAt, rows } = assessedScorecard(reader, question, assess);
  const content = {
    format: 'outturn-snapshot@1' as const,
    ledger,
    position,
    root,
    asAt,
    issuedTo,
    indicators: question.indicators ?? null,
    rules: rulesInForce(under),
    rows,
  };
  const digests = rows.flatMap((row) => [row.commentary, row.source]).filter((digest) => digest !== null);
  const texts = digests.flatMap((digest) => {
    const kept = reader.text(digest);
    return kept !== null && 'text' in kept ? [[digest, kept.text] as const] : [];
  });
  return { ...content, digest: snapshotDigest(content), texts: Object.fromEntries(texts) };
}
