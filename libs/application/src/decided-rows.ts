import {
  cellWarnings,
  eventTold,
  figureTold,
  type LedgerEvent,
  nouns,
  type CellWarning,
  type FigureWarning,
  SubmitReturn,
  targetWarnings,
  type Unit,
} from '@outturn/domain';
import type { ImportItem, ImportProblem, PublishedRelease } from '@outturn/intake';
import { type DomainEvent, londonDateOf } from '@outturn/kernel';
import { BEFORE_EVERYTHING, type LedgerReader, type SourceRowTaken } from '@outturn/ledger';
import { warningWords } from '@outturn/reporting';
import type { Rejection } from './command-row.js';
import { DecidedEvents } from './decided-events.js';
import type { ImportRequest, TakenRow } from './import-report.js';
import { DecidedRelease } from './release/decided-release.js';
import { changesOf } from './row-changes.js';
import { RowsTold } from './rows-told.js';

/** The rows of one call as they are decided, and what is told of them. */
export class DecidedRows {
  readonly decided: DecidedEvents;
  readonly told: RowsTold;
  /** The rows of files that what stands now came from, or that said what stood already. */
  readonly sourceRows: SourceRowTaken[] = [];
  /** How many rows were taken without a day, by file. */
  private readonly undated = new Map<string, number>();

  constructor(
    private readonly reader: LedgerReader,
    private readonly request: ImportRequest,
    /** Indicators that are unknown because their own rows are faulty; null where any may be. */
    private readonly undefinedByFault: ReadonlySet<string> | null = new Set(),
  ) {
    this.decided = new DecidedEvents(reader, request);
    this.told = new RowsTold((rejection) => this.decided.states.explained(rejection));
  }

  /** A row that is known already: whoever looks at a file before it is taken is shown it, too. */
  addKnownRow(item: ImportItem): void {
    this.told.counts.unchanged += 1;
    this.show(item, 'unchanged', null);
  }

  addRow(item: ImportItem): void {
    const before = this.decided.about(item.command).state;
    const decision = this.decided.decide(item.command, item.occurred ?? undefined);
    if ('rejection' in decision) {
      if (!this.followsFromAFault(decision.rejection)) this.told.refuse(item, decision.rejection);
      return;
    }
    const { entity, version: entityVersion } = this.decided.about(item.command);
    for (const digest of [item.digest, ...(item.alike ?? [])]) this.sourceRows.push({ digest, entity, entityVersion });
    if (decision.events.length === 0) return this.addKnownRow(item);
    this.told.counts.accepted += 1;
    for (const name of namesIn(item.command)) this.told.given(name, item.source);
    this.show(item, 'accepted', before);
    for (const event of decision.events) for (const warning of this.warningsOf(event, item)) this.told.warn(warning);
    if (isTakenAsFinal(item, decision.events)) this.told.takenAsFinal(item.source);
    if (item.occurred === null) this.undated.set(item.source.file, (this.undated.get(item.source.file) ?? 0) + 1);
  }

  addRelease(release: PublishedRelease): void {
    const decided = new DecidedRelease(this.reader, this.request, this.decided, this.told).decide(release);
    if (decided === null) return;
    this.sourceRows.push(decided.known);
    if (decided.isPublished && release.occurred === null) this.warnOfUndatedRelease(release);
  }

  /** A warning for each file of which rows were taken into an open migration without a day. */
  warnOfUndatedRows(): void {
    if (this.decided.states.life.status !== 'open for migration') return;
    const { knownFrom } = this.reader.head();
    const from = knownFrom === BEFORE_EVERYTHING ? 'the beginning' : londonDateOf(knownFrom);
    for (const [file, rows] of this.undated) {
      const message = `${rows} ${rows === 1 ? 'row says' : 'rows say'} no day (occurred): kept as "no date stated", and known from ${from}, where the clock of this ledger stands`;
      this.told.warn({ file, line: null, column: null, value: null, kind: 'NoDateStated', message });
    }
  }

  /** In a history that is told, its rows have no day; from then on it is in no order with the others. */
  private warnOfUndatedRelease({ source, cells }: PublishedRelease): void {
    this.undated.set(source, cells.length);
    if (this.decided.states.life.status === 'open for migration') return;
    const message =
      'the release says no day of publication (occurred): nobody can tell whether it is older than one that was taken before';
    this.told.warn({ file: source, line: null, column: null, value: null, kind: 'ReleaseUndated', message });
  }

  private show({ source, command }: ImportItem, outcome: TakenRow['outcome'], before: unknown): void {
    if (!this.told.isShown) return;
    const { entity, state } = this.decided.about(command);
    const changes = outcome === 'unchanged' ? [] : changesOf(before, state);
    this.told.show({ ...source, entity, outcome, changes });
  }

  private followsFromAFault({ kind, indicator, measures }: Rejection): boolean {
    if (kind !== 'UnknownIndicator' && kind !== 'UnknownMeasures') return false;
    const unknown = [indicator, measures].flat().filter((each) => typeof each === 'string');
    return this.undefinedByFault === null || unknown.some((id) => this.undefinedByFault?.has(id));
  }

  /** What there is to say of a row that was taken: the figure's own warnings, and what no event keeps. */
  private warningsOf(event: DomainEvent, item: ImportItem): ImportProblem[] {
    const { data } = event;
    const { states } = this.decided;
    const indicator =
      typeof data['indicator'] === 'string' ? states.stateOf(nouns.indicator, { id: data['indicator'] }) : null;
    if (indicator?.status !== 'defined') return [];
    const { unit } = indicator.definition;
    const figures = figureTold(event)?.warnings ?? [];
    return [...figures, ...this.unkept(eventTold(event), unit)].map((warning) => warned(warning, item, unit));
  }

  private unkept({ type, data }: LedgerEvent, unit: Unit): readonly (FigureWarning | CellWarning)[] {
    if (type === 'BenchmarkReleased' || type === 'BenchmarkRestated') return cellWarnings(data.value, unit);
    if (type !== 'TargetSet' && type !== 'TargetRevised') return [];
    const { target, indicator, breakdown } = data;
    const beside = this.decided.states.figures.beside({ indicator, breakdown });
    return 'value' in target ? targetWarnings(target.value, unit, beside) : [];
  }
}

/** Whether a row is a new return that says no status. */
const isTakenAsFinal = ({ command }: ImportItem, events: readonly DomainEvent[]): boolean =>
  command instanceof SubmitReturn &&
  (command.status ?? null) === null &&
  events.some(({ type }) => type === 'KpiReturnSubmitted');

/** What a row gives a name to, or speaks of in a breakdown of its own. */
function namesIn(command: object): string[] {
  const names = ['id', 'ref', 'breakdown'].map((field) => Reflect.get(command, field) as unknown);
  return names.filter((name): name is string => typeof name === 'string' && name !== 'all');
}

/** The column that a warning is about. */
function columnOf(warning: FigureWarning | CellWarning): string {
  if (warning.kind === 'FractionalCount') return warning.field;
  return warning.kind === 'FinalBeforePeriodEnd' ? 'period' : 'value';
}

const warned = (warning: FigureWarning | CellWarning, item: ImportItem, unit: Unit): ImportProblem => ({
  ...item.source,
  column: item.columnOf(columnOf(warning)),
  value: item.valueOf(columnOf(warning)),
  kind: warning.kind,
  message: warningWords(warning, unit),
});
