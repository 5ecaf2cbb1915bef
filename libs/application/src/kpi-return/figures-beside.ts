import type { FiguresBeside, LedgerEvent, TargetRow } from '@outturn/domain';
import type { Decimal, DomainEvent } from '@outturn/kernel';
import type { LedgerReader, ViewFold } from '@outturn/ledger';
import { AS_IT_STANDS } from '../as-it-stands.js';
import { benchmarkView, figureView, keysUnder, targetView } from '@outturn/views';

interface Series {
  readonly indicator: string;
  readonly breakdown: string;
}

/** What is said of one slot, a period, a span or an area: the last word counts, and null takes it back. */
type Said = Map<string, Decimal | null>;

/**
 * The figures, targets and comparators that a figure is held against: those that stand, and those that the transaction
 * has said so far, so that a row of a file is held against the rows before it.
 */
export class FiguresKnown {
  private readonly figures = new Map<string, Said>();
  private readonly targets = new Map<string, Said>();

  /** The indicators whose figures this transaction has told. */
  private readonly reported = new Set<string>();

  constructor(private readonly reader: LedgerReader) {}

  /** Whether figures of the council's own stand under an indicator. */
  standUnder(indicator: string): boolean {
    if (this.reported.has(indicator)) return true;
    const { done } = this.reader.rows(figureView, keysUnder(indicator), AS_IT_STANDS, 1).next();
    return done !== true;
  }

  beside(series: Series): FiguresBeside {
    const rows = <Row extends object>(view: ViewFold<Row>): Row[] =>
      [...this.reader.rows(view, keysUnder(series.indicator, series.breakdown), this.reader.position)].map(
        ({ content }) => content,
      );
    return {
      figures: () => {
        const said = new Map(rows(figureView).map(({ period, value }) => [period, value]));
        for (const [period, value] of this.figures.get(keyOf(series)) ?? []) said.set(period, value);
        return [...said].flatMap(([period, value]) => (value === null ? [] : [{ period, value }]));
      },
      targets: () => {
        const said = new Map(rows(targetView).map((row) => [spanOf(row), aimOf(row.target)]));
        for (const [span, value] of this.targets.get(keyOf(series)) ?? []) said.set(span, value);
        return [...said.values()].flatMap((value) => value ?? []);
      },
      comparators: () => rows(benchmarkView).flatMap(({ value }) => value ?? []),
    };
  }

  /** Follows what the transaction says. */
  follow(events: readonly DomainEvent[]): void {
    for (const event of events as readonly LedgerEvent[]) {
      switch (event.type) {
        case 'KpiReturnSubmitted':
          this.reported.add(event.data.indicator);
          this.say(this.figures, event.data, event.data.period, event.data.value);
          break;
        case 'KpiReturnFinalised':
        case 'KpiReturnCorrected':
          this.say(this.figures, event.data, event.data.period, event.data.value);
          break;
        case 'KpiReturnWithdrawn':
          this.say(this.figures, event.data, event.data.period, null);
          break;
        case 'TargetSet':
        case 'TargetRevised':
          this.say(this.targets, event.data, spanOf(event.data.span), aimOf(event.data.target));
          break;
        case 'TargetWithdrawn':
          this.say(this.targets, event.data, spanOf(event.data.span), null);
          break;
        default:
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
