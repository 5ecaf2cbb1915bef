import { assess, type Assessment, type AssessmentQuestion, assessmentRules } from './assessment.js';
import { currentRagPolicy } from './rag.js';
import { assess1, type Assessment1 } from './version-1/assessment.js';

/** The rules that an answer or a paper rests on, by the names that it gives them. */
export interface NamedRules {
  readonly assessment: string;
  readonly rag: string;
}

/** The rules in force: what an answer of today and a new paper name. */
export const currentRules = { assessment: assessmentRules, rag: currentRagPolicy } as const satisfies NamedRules;

/** A row of a scorecard under any version of the rules. */
export type AnyAssessment = Assessment | Assessment2 | Assessment1;

type Assessment2 = Omit<Assessment, 'movedTargets'>;

/** What assessment@2 did not say: which targets were moved after their time, and which events have no day. */
function assess2(question: AssessmentQuestion): Assessment2 {
  const { movedTargets: _movedTargets, ...row } = assess({ ...question, targetPasts: [] });
  return { ...row, provenance: row.provenance.map(({ position, type }) => ({ position, type })) };
}

/** Every version ever used, for ever: a paper names the one that it was made by and can be made again. */
const versions: readonly (NamedRules & { readonly assess: (question: AssessmentQuestion) => AnyAssessment })[] = [
  { ...currentRules, assess },
  { assessment: 'assessment@2', rag: 'default@2', assess: assess2 },
  { assessment: 'assessment@1', rag: 'default@1', assess: assess1 },
];

/** How a row is assessed under the rules that a paper names; null if this release does not have them. */
export function assessmentUnder({
  assessment,
  rag,
}: NamedRules): ((question: AssessmentQuestion) => AnyAssessment) | null {
  return versions.find((version) => version.assessment === assessment && version.rag === rag)?.assess ?? null;
}
