import type { ScorecardRow } from '@outturn/wiring';
import { areaName, staleWords, standing as standingAgainst, targetAim, targetStands } from '@outturn/reporting';
import { movement } from './figure-words.js';

/** Where a board should look: what is good, and what needs attention, each with the reasons that make it so. */
export interface Standing {
  readonly side: 'good' | 'attention';
  readonly reasons: readonly string[];
}

/**
 * On which side of a summary a figure belongs. One that is old needs attention. Else a rating decides; where there is none, a figure that fell behind its past or
 * its comparator needs attention, and one that is ahead of either is good. Nothing for a figure that says neither.
 */
export function standingOf(row: ScorecardRow): Standing | null {
  if (row.value === null) return null;
  const { previous } = row.travel;
  const benchmark = row.benchmarks.find(({ area }) => area === 'england') ?? row.benchmarks[0];
  const target = row.rag === 'not_rated' ? null : targetReason(row);
  const moved = previous?.direction === 'better' || previous?.direction === 'worse' ? movement(row) : null;
  const verdict = benchmark?.verdict === 'better' || benchmark?.verdict === 'worse' ? benchmark : null;
  const compared =
    verdict === null || verdict.difference === null
      ? null
      : `${standingAgainst(verdict.verdict, verdict.difference, row.unit)} than ${areaName(verdict.area)}`.replace(
          /^(better|worse) by (.+) than (.+)$/,
          '$1 than $3 by $2',
        );
  const old = staleWords(row);
  const reasons = [old, target, moved, compared].filter((reason) => reason !== null);
  const isBehind = previous?.direction === 'worse' || verdict?.verdict === 'worse';
  if (old !== null || row.rag === 'red' || row.rag === 'amber') return { side: 'attention', reasons };
  if (row.rag === 'green') return { side: 'good', reasons };
  if (isBehind) return { side: 'attention', reasons };
  return reasons.length === 0 ? null : { side: 'good', reasons };
}

/** How the target stands and by how much: "target of 72% met by 5", "off course for the target of 50%, 23.4 behind". */
function targetReason({ target, unit }: ScorecardRow): string | null {
  if (target === null) return null;
  const { met, onCourse } = target;
  if (met === null && onCourse === null) return null;
  const [how, size] = targetStands(target, unit);
  if (target.kind === 'relative') return `target ${met === false ? 'missed' : how}`;
  const aim = `target of ${targetAim(target, unit)}`;
  if (met === null) return `${how} for the ${aim}${size === '' ? '' : `, ${size}`}`;
  return `${aim} ${met ? 'met' : 'missed'}${size === '' ? '' : ` ${size}`}`;
}
