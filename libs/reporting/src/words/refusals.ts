import type { LedgerRejection, NounName, NounRejection, SpellingRejection } from '@outturn/domain';
import { benchmarkRefusals } from './benchmark/benchmark.refusals.js';
import { indicatorRefusals } from './indicator/indicator.refusals.js';
import { kpiReturnRefusals } from './kpi-return/kpi-return.refusals.js';
import { ledgerLifeRefusals } from './ledger-life/ledger-life.refusals.js';
import { planActionRefusals } from './plan-action/plan-action.refusals.js';
import { fault, placeIn, type Explained, type RefusalWords, type WordsOf } from './refusal.js';
import { releaseRefusals } from './release/release.refusals.js';
import { roundRefusals } from './round/round.refusals.js';
import { areaRefusals, targetRefusals } from './target/target.refusals.js';

/** What each noun's refusals say. A noun, or a kind of refusal, without words breaks the build. */
export const refusalsOfNouns = {
  indicator: indicatorRefusals,
  'kpi-return': kpiReturnRefusals,
  round: roundRefusals,
  target: targetRefusals,
  benchmark: benchmarkRefusals,
  release: releaseRefusals,
  'plan-action': planActionRefusals,
  'ledger-life': ledgerLifeRefusals,
} satisfies { readonly [Name in NounName]: WordsOf<NounRejection<Name>> };

interface Twins extends Explained {
  readonly name: string;
  readonly twin: string;
}

/** How a name is spelled, of whatever noun. */
const spelling = {
  LooksLikeAnother: fault(
    ({ name, twin, on }: Twins) =>
      `"${name}" looks like "${twin}"${placeIn(on)}, and no reader could tell them apart: did you mean ${twin}? Write it just so, or choose a name that looks different`,
  ),
  UnseenSigns: fault(
    ({ plain }) => `it holds signs that nobody sees, or blanks that are no plain ones: write "${plain}"`,
  ),
} satisfies WordsOf<Exclude<SpellingRejection, { readonly kind: 'AreaNumbersDiffer' | 'UnknownArea' }>>;

const {
  indicator,
  'kpi-return': kpiReturn,
  round,
  target,
  benchmark,
  release,
  'plan-action': planAction,
  'ledger-life': ledgerLife,
} = refusalsOfNouns;

/** The words of every refusal of a command. A kind that several nouns have says the same in each. */
export const refusalWords: WordsOf<LedgerRejection> = {
  ...indicator,
  ...kpiReturn,
  ...round,
  ...target,
  ...benchmark,
  ...release,
  ...planAction,
  ...ledgerLife,
  ...areaRefusals,
  ...spelling,
};

const byKind = new Map<string, RefusalWords<never>>(Object.entries(refusalWords));

/** @throws TypeError for a kind that nothing refuses with: who made it up is a bug of ours */
export function wordsOfRefusal(rejection: { readonly kind: string }): { sentence: string; isConflict: boolean } {
  const words = byKind.get(rejection.kind);
  if (words === undefined) throw new TypeError(`there are no words for the refusal ${rejection.kind}`);
  // A kind has the facts of its kind: whoever refuses writes both in one place.
  return { sentence: words.say(rejection as never), isConflict: words.isConflict };
}
