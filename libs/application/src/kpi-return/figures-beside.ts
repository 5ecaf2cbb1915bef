import type { FiguresBeside, LedgerEvent, TargetRow } from '@outturn/domain';
import type { Decimal, DomainEvent } from '@outturn/kernel';
import type { LedgerReader, ViewFold } from '@outturn/ledger';
import { AS_IT_STANDS } from '../as-it-stands.js';
import { benchmarkView, figureView, keysUnder, targetView } from '@outturn/views';

interface Series {
  readonly indicator: string;
  readonly breakdown: string;
}

/** What is said of each slot of a series, a period or a span: the last word counts, and null takes it back. */
type Said = Map<string, Decimal | null>;

/** The slots of every series that a transaction looks at: the ledger's, read once, with what the transaction says. */
class SlotsKnown {
  private readonly read = new Map<string, Said>();
  /** Of series that nobody has asked for yet. */
  private readonly said = new Map<string, Said>();

  say(series: Series, slot: string, value: Decimal | null): void {
    const key = keyOf(series);
    const slots = this.read.get(key) ?? this.said.get(key) ?? new Map<string, Decimal | null>();
    if (!this.read.has(key)) this.said.set(key, slots);
    slots.set(slot, value);
  }

  of(series: Series, stored: () => readonly (readonly [slot: string, value: Decimal | null])[]): Said {
    const key = keyOf(series);
    const known = this.read.get(key);
    if (known !== undefined) return known;
    const slots = new Map([...stored(), ...(this.said.get(key) ?? [])]);
    this.read.set(key, slots);
    this.said.delete(key);
    return slots;
  }
}

/**
 * The figures, targets and comparators that a figure is held against: those that stand, and those that the transaction
 * has said so far, so that a row of a file is held against the rows before it.
 */
export class FiguresKnown {
  private readonly figures = new SlotsKnown();
  private readonly targets = new SlotsKnown();

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
      figures: () =>
        standing(this.figures.of(series, () => rows(figureView).map(({ period, value }) => [period, value] as const))),
      targets: () => {
        const said = this.targets.of(series, () =>
          rows(targetView).map((row) => [spanOf(row), aimOf(row.target)] as const),
        );
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
          this.figures.say(event.data, event.data.period, event.data.value);
          break;
        case 'KpiReturnFinalised':
        case 'KpiReturnCorrected':
          this.figures.say(event.data, event.data.period, event.data.value);
          break;
        case 'KpiReturnWithdrawn':
          this.figures.say(event.data, event.data.period, null);
          break;
        case 'TargetSet':
        case 'TargetRevised':
          this.targets.say(event.data, spanOf(event.data.span), aimOf(event.data.target));
          break;
        case 'TargetWithdrawn':
          this.targets.say(event.data, spanOf(event.data.span), null);
          break;
        default:
      }
    }
  }
}

/** The figures that stand, one after the other: an import looks at them for each of its rows. */
function* standing(said: Said): Iterable<{ readonly period: string; readonly value: Decimal }> {
  for (const [period, value] of said) if (value !== null) yield { period, value };
}

type Span = Pick<TargetRow, 'period' | 'from' | 'to'>;

const keyOf = ({ indicator, breakdown }: Series): string => `${indicator}\n${breakdown}`;
const spanOf = ({ period, from, to }: Span): string => period ?? `${from ?? ''}..${to ?? ''}`;

/** The one number that a target names, if it does. */
function aimOf(target: TargetRow['target']): Decimal | null {
  if ('value' in target) return target.value;
  return 'lower' in target ? (target.upper ?? target.lower) : null;
}
