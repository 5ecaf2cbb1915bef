import type { BenchmarkRow, FiguresBeside, FigureRow, TargetRow } from '@outturn/domain';
import type { Decimal, DomainEvent } from '@outturn/kernel';
import type { LedgerReader } from '@outturn/ledger';
import { keysUnder } from '@outturn/views';

interface Series {
  readonly indicator: string;
  readonly breakdown: string;
}

/** What is said of one slot, a period, a span or an area: the last word counts, and null takes it back. */
type Said = Map<string, Decimal | null>;

const FIGURES = new Set(['KpiReturnSubmitted', 'KpiReturnFinalised', 'KpiReturnCorrected', 'KpiReturnWithdrawn']);
const TARGETS = new Set(['TargetSet', 'TargetRevised', 'TargetWithdrawn']);

/**
 * The figures, targets and comparators that a figure is held against: those that stand, and those that the transaction
 * has said so far, so that a row of a file is held against the rows before it.
 */
export class FiguresKnown {
  private readonly figures = new Map<string, Said>();
  private readonly targets = new Map<string, Said>();

  constructor(private readonly reader: LedgerReader) {}

  beside(series: Series): FiguresBeside {
    const rows = <Row>(view: string): Row[] =>
      [...this.reader.rows(view, keysUnder(series.indicator, series.breakdown), this.reader.position)].map(
        ({ content }) => content as unknown as Row,
      );
    return {
      figures: () => {
        const said = new Map(rows<FigureRow>('figure').map(({ period, value }) => [period, value]));
        for (const [period, value] of this.figures.get(keyOf(series)) ?? []) said.set(period, value);
        return [...said].flatMap(([period, value]) => (value === null ? [] : [{ period, value }]));
      },
      targets: () => {
        const said = new Map(rows<TargetRow>('target').map((row) => [spanOf(row), aimOf(row.target)]));
        for (const [span, value] of this.targets.get(keyOf(series)) ?? []) said.set(span, value);
        return [...said.values()].flatMap((value) => value ?? []);
      },
      comparators: () => rows<BenchmarkRow>('benchmark').flatMap(({ value }) => value ?? []),
    };
  }

  /** Follows what the transaction says. */
  follow(events: readonly DomainEvent[]): void {
    for (const { type, data } of events) {
      const series = data as unknown as Series;
      if (FIGURES.has(type))
        this.say(this.figures, series, data['period'] as string, (data['value'] ?? null) as Decimal | null);
      else if (TARGETS.has(type)) {
        const target = data['target'] as unknown as TargetRow['target'] | undefined;
        this.say(
          this.targets,
          series,
          spanOf(data['span'] as unknown as Span),
          target === undefined ? null : aimOf(target),
        );
      }
    }
  }

  private say(kind: Map<string, Said>, series: Series, slot: string, value: Decimal | null): void {
    const key = keyOf(series);
    const said = kind.get(key) ?? new Map<string, Decimal | null>();
    kind.set(key, said.set(slot, value));
  }
}

type Span = Pick<TargetRow, 'period' | 'from' | 'to'>;

const keyOf = ({ indicator, breakdown }: Series): string => `${indicator}\n${breakdown}`;
const spanOf = ({ period, from, to }: Span): string => period ?? `${from ?? ''}..${to ?? ''}`;

/** The one number that a target names, if it does. */
function aimOf(target: TargetRow['target']): Decimal | null {
  if ('value' in target) return target.value;
  return 'lower' in target ? (target.upper ?? target.lower) : null;
}
