import {
  OpenRound,
  RecordAction,
  returnsAskedBy,
  type AskedReturn,
  type ClosedRound,
  type FiguresBeside,
  type IndicatorFacts,
  type IndicatorState,
  type KpiReturnFacts,
  type KpiReturnSlot,
  type RoundFacts,
  type RoundState,
} from '@outturn/domain';
import type { LedgerReader } from '@outturn/ledger';
import type { CollectionRound } from '@outturn/views';

/** What deciders may learn from the ledger, in the transaction that they decide in. */
export interface FactSource {
  readonly reader: LedgerReader;
  indicator(id: string): IndicatorState;
  /** The day in London on which what is decided becomes known, an ISO date. */
  readonly knownOn: string;
  /** Whether figures of the council's own stand under an indicator. */
  hasFigures(indicator: string): boolean;
  /** A round as it stands. */
  round(name: string): RoundState;
  /** The rounds that ask for returns of a period, open and closed. */
  roundsOf(period: string): readonly CollectionRound[];
  /** The round that asked for a return and is closed; null where there is none. */
  closedRound(slot: KpiReturnSlot): ClosedRound | null;
  /** The figures, targets and comparators that stand beside a figure, each read when it is asked for. */
  beside(series: { readonly indicator: string; readonly breakdown: string }): FiguresBeside;
}

export const ofIndicator = (
  source: FactSource,
  { indicator }: { readonly indicator: string },
): { indicator: IndicatorState } => ({
  indicator: source.indicator(indicator),
});

export const ofDefinition = (source: FactSource, { id }: { readonly id: string }): IndicatorFacts => ({
  hasFigures: source.hasFigures(id),
});

export const ofReturn = (source: FactSource, slot: KpiReturnSlot): KpiReturnFacts => ({
  ...ofIndicator(source, slot),
  closedRound: source.closedRound(slot),
  beside: source.beside(slot),
  knownOn: source.knownOn,
});

export const ofRound = (source: FactSource, command: object): RoundFacts => {
  if (!(command instanceof OpenRound)) return { asked: [] };
  const period = command.period ?? periodOfRound(source.round(command.round));
  if (period === null) return { asked: [] };
  const others = source.roundsOf(period).filter(({ round }) => round !== command.round);
  const asked = returnsAskedBy(command).map((each) => ({
    asked: each,
    indicator: source.indicator(each.indicator),
    otherRound: others.find((other) => asksFor(other, each))?.round ?? null,
  }));
  return { asked };
};

const periodOfRound = (round: RoundState): string | null => (round.status === 'unknown' ? null : round.asks.period);

export const none = (): Record<string, never> => ({});

export const unknownMeasures = (source: FactSource, command: object): { unknownMeasures: string[] } => {
  const measures = command instanceof RecordAction ? (command.measures ?? []) : [];
  return { unknownMeasures: measures.filter((id) => source.indicator(id).status === 'unknown') };
};

const asksFor = ({ returns }: CollectionRound, { indicator, breakdown }: AskedReturn): boolean =>
  returns.some((asked) => asked.indicator === indicator && asked.breakdown === breakdown);

export function redactableText(
  reader: LedgerReader,
  position: number,
  field: string,
): { digest: string; redacted: boolean } | null {
  const digest = reader.eventAt(position)?.data[field];
  if (typeof digest !== 'string') return null;
  const kept = reader.text(digest);
  return kept === null ? null : { digest, redacted: 'redactedAt' in kept };
}
