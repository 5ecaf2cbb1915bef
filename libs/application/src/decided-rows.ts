import {
  cellWarnings,
  eventTold,
  figureTold,
  type LedgerEvent,
  nouns,
  type CellWarning,
  type FigureWarning,
  targetWarnings,
  type Unit,
  DefineIndicator,
  LONG_FILE,
  PublishRelease,
  SubmitReturn,
  releaseDecider,
  releaseEntity,
  ReleaseBenchmark,
  WithdrawBenchmark,
} from '@outturn/domain';
import { isIsoDate, londonDateOf, commandIdOf, sha256, type Decimal, type DomainEvent } from '@outturn/kernel';
import type { CellReading, ImportItem, ImportProblem, PublishedRelease, SourceRow } from '@outturn/intake';
import {
  allKeys,
  BEFORE_EVERYTHING,
  type LedgerReader,
  type ProposedBatch,
  type ProposedEvent,
  type SourceRowTaken,
  type TextToKeep,
} from '@outturn/ledger';
import { warningWords } from '@outturn/reporting';
import { rowOf } from './command-catalogue.js';
import type { Rejection } from './command-row.js';
import { EntityStates } from './entity-states.js';
import { batchOf, number } from './execute.js';
import type { ImportRequest, RefusedRow, TakenRow } from './import-report.js';
import { PublishedTable } from './release/published-table.js';
import { changesOf } from './row-changes.js';
import { TextSealer } from './seal-command.js';

/** How many refused rows, or warnings, are named: more than anyone mends in one go. */
export const NAMED = 50;

/** After so many refusals nobody reads on: nothing is taken in any case. */
const MOST_REFUSED = 1_000;

/** How many rows are shown to somebody who looks at a file before it is taken. */
const SHOWN = 100;

/** The events of the rows that state one day in London, or none. */
interface DayOfRows {
  readonly date: string | undefined;
  readonly events: ProposedEvent[];
}

/** The rows of one call as they are decided, one after the other. */
export class DecidedRows {
  private readonly sealer: TextSealer;
  private readonly states: EntityStates;
  private readonly commandId: string;
  private readonly days: DayOfRows[] = [];
  readonly counts = { accepted: 0, unchanged: 0, withdrawn: 0, defined: 0, refusedCount: 0 };
  /** The first 50. */
  readonly refused: RefusedRow[] = [];
  /** The first 50. */
  readonly warnings: ImportProblem[] = [];
  warningCount = 0;
  /** The first 100 of those that were not refused. */
  readonly taken: TakenRow[] = [];
  /** The rows of files that what stands now came from, or that said what stood already. */
  readonly sourceRows: SourceRowTaken[] = [];
  private events = 0;
  /** Refusals that are about a file as a whole. */
  private aboutFiles = 0;
  /** The row that each name of these files stands on first. */
  private readonly givenOn = new Map<string, SourceRow>();
  /** How many rows were taken without a day, by file. */
  private readonly undated = new Map<string, number>();
  /** The new returns of each file that say no status. */
  private readonly withoutStatus = new Map<string, CellReading>();

  constructor(
    private readonly reader: LedgerReader,
    private readonly request: ImportRequest,
    /** Indicators that are unknown because their own rows are faulty; null where any may be. */
    private readonly undefinedByFault: ReadonlySet<string> | null = new Set(),
  ) {
    this.states = new EntityStates(reader);
    this.commandId = commandIdOf(reader.ledger, request.actor, request.key);
    this.sealer = new TextSealer(reader, this.commandId);
  }

  get texts(): TextToKeep[] {
    return this.sealer.texts;
  }

  /** Whether so many rows were refused that the rest need not be looked at. */
  get isEnough(): boolean {
    return this.counts.refusedCount >= MOST_REFUSED;
  }

  get isEmpty(): boolean {
    return this.events === 0;
  }

  /** A row that is known already: whoever looks at a file before it is taken is shown it, too. */
  addKnownRow(item: ImportItem): void {
    this.counts.unchanged += 1;
    this.show(item, 'unchanged');
  }

  addRow(item: ImportItem): void {
    const before = this.stateOf(item.command);
    const decision = this.decide(item.command, item.occurred ?? undefined);
    if ('rejection' in decision) {
      if (!this.followsFromAFault(decision.rejection)) this.refuse(item, decision.rejection);
      return;
    }
    this.takeIn(item);
    if (decision.events.length === 0) {
      this.counts.unchanged += 1;
      this.show(item, 'unchanged');
      return;
    }
    this.counts.accepted += 1;
    for (const name of namesIn(item.command)) if (!this.givenOn.has(name)) this.givenOn.set(name, item.source);
    this.show(item, 'accepted', before);
    for (const event of decision.events) for (const warning of this.warningsOf(event, item)) this.warn(warning);
    this.noteStatus(item, decision.events);
    if (item.occurred === null) this.undated.set(item.source.file, (this.undated.get(item.source.file) ?? 0) + 1);
  }

  /**
   * A publisher's whole table: definitions for measures that are new or that a dictionary describes, then the cells
   * that differ from what stands, then those that are gone. A file that was imported under its label before adds no
   * cells; with another dictionary it may revise what its measures mean.
   */
  addRelease(release: PublishedRelease): void {
    const taken = this.releaseTaken(release);
    if (this.reader.rowTaken(taken.digest) !== null) {
      this.counts.unchanged += release.cells.length;
      return;
    }
    const source = { file: release.source, line: 1 };
    const ownFigures = firstOf(this.reader.rows('figure', allKeys, this.reader.position, 1));
    if (ownFigures !== null) return this.refuseCell(source, { kind: 'NotAPublisher', ledger: this.reader.ledger });
    const occurred = release.occurred ?? undefined;
    const published = this.decide(Object.assign(new PublishRelease(), release.publish), occurred);
    if ('rejection' in published) return this.refuseCell(source, published.rejection);
    for (const { command, fromDictionary } of release.definitions)
      this.define(command, fromDictionary, source, occurred);
    if (published.events.length === 0) this.counts.unchanged += release.cells.length;
    else this.addCells(release, occurred);
    if (published.events.length > 0 && occurred === undefined) this.warnOfUndatedRelease(release);
    this.sourceRows.push({ ...taken, entityVersion: this.states.standing(releaseDecider, taken.entity).version });
  }

  /** In a history that is told, its rows have no day; from then on it is in no order with the others. */
  private warnOfUndatedRelease({ source, cells }: PublishedRelease): void {
    this.undated.set(source, cells.length);
    if (this.states.life.status === 'open for migration') return;
    const message =
      'the release says no day of publication (occurred): nobody can tell whether it is older than one that was taken before';
    this.warn({ file: source, line: null, column: null, value: null, kind: 'ReleaseUndated', message });
  }

  /** A release is known by its file and its dictionary together. */
  private releaseTaken({ publish }: PublishedRelease): { digest: string; entity: string } {
    const dictionary = this.request.files.dictionaryDigest ?? 'none';
    const table = publish.table === undefined ? [] : [publish.table];
    const digest = sha256(['lait', publish.label, publish.fileDigest, dictionary, ...table].join('\u001F'));
    return { digest, entity: releaseEntity(publish) };
  }

  private addCells(release: PublishedRelease, occurred: string | undefined): void {
    const { label } = release.publish;
    const named = release.publish.table ?? LONG_FILE;
    const table = new PublishedTable(this.reader, this.states.names, named);
    const newer = this.request.files.outOfOrder ? null : table.newerThan(release.publish);
    for (const { line, ...cell } of release.cells) {
      const spelled = { ...cell, area: table.areaOf(cell) };
      if (table.says(spelled)) {
        this.counts.unchanged += 1;
        continue;
      }
      // A release says all of a cell: an area that has no code any more has none.
      const whole = { ...withoutNulls(spelled), areaCode: spelled.areaCode, release: label };
      const command = Object.assign(new ReleaseBenchmark(), whole);
      const before = this.isShown ? this.stateOf(command) : null;
      const decision = this.decide(command, occurred);
      if ('rejection' in decision) this.refuseCell({ file: release.source, line }, decision.rejection);
      else if (decision.events.length === 0) this.counts.unchanged += 1;
      else {
        this.counts.accepted += 1;
        this.showChange({ file: release.source, line }, command, 'accepted', before);
        this.warnOfCell({ file: release.source, line }, decision.events);
      }
    }
    for (const { indicator, breakdown, area, period, sourcePeriod } of table.gone()) {
      const gone = withoutNulls({ indicator, breakdown, area, period, sourcePeriod });
      const command = Object.assign(new WithdrawBenchmark(), gone, { release: label });
      const before = this.isShown ? this.stateOf(command) : null;
      this.decide(command, occurred);
      this.showChange({ file: release.source, line: null }, command, 'withdrawn', before);
      this.counts.withdrawn += 1;
    }
    const { replaced, withdrawn, ofAnother, other } = table;
    const source = { file: release.source, line: null };
    if (other !== null) this.refuseCell(source, { kind: 'CellsOfAnotherTable', table: named, other, cells: ofAnother });
    else if (release.publish.table === undefined && table.isStrangeTo(release.cells.map(({ indicator }) => indicator)))
      this.refuseCell(source, { kind: 'TableNotSaid', field: 'table', table: named, withdrawn });
    if (newer !== null)
      this.refuseCell(source, { kind: 'ReleaseOutOfOrder', date: release.publish.date, newer, replaced, withdrawn });
  }

  /** How the new returns without a status were read, a file a line. */
  get readings(): readonly CellReading[] {
    return [...this.withoutStatus.values()];
  }

  private noteStatus({ source: { file, line }, command }: ImportItem, events: readonly DomainEvent[]): void {
    if (!(command instanceof SubmitReturn) || (command.status ?? null) !== null) return;
    if (!events.some(({ type }) => type === 'KpiReturnSubmitted')) return;
    const known = this.withoutStatus.get(file);
    this.withoutStatus.set(
      file,
      known === undefined
        ? {
            file,
            line,
            column: 'status',
            value: '',
            message: 'a new return without a status is taken as final',
            cells: 1,
          }
        : { ...known, cells: known.cells + 1 },
    );
  }

  /** A warning for each file of which rows were taken into an open migration without a day. */
  warnOfUndatedRows(): void {
    if (this.states.life.status !== 'open for migration') return;
    const { knownFrom } = this.reader.head();
    const from = knownFrom === BEFORE_EVERYTHING ? 'the beginning' : londonDateOf(knownFrom);
    for (const [file, rows] of this.undated) {
      const message = `${rows} ${rows === 1 ? 'row says' : 'rows say'} no day (occurred): kept as "no date stated", and known from ${from}, where the clock of this ledger stands`;
      this.warn({ file, line: null, column: null, value: null, kind: 'NoDateStated', message });
    }
  }

  /** One batch for each day while the ledger is open for migration; one for the whole call when it is live. */
  batches(): ProposedBatch[] {
    const migration = this.states.life.status === 'open for migration';
    // Files hold texts in plain: whoever knows all of a file but one redacted word must not find it by their digest.
    const digest = this.reader.keyed(this.request.files.digest);
    return (migration ? this.days : [this.wholeCall()]).map(({ date, events }, index) =>
      batchOf(this.request, this.commandId, digest, index, events, migration ? 'migration' : 'live', date),
    );
  }

  /** The days of a call in one: live, they are known together, and each event says when it happened. */
  private wholeCall(): DayOfRows {
    return { date: undefined, events: this.days.flatMap(({ events }) => events) };
  }

  private define(
    command: DefineIndicator,
    fromDictionary: boolean,
    source: { file: string; line: number },
    occurred: string | undefined,
  ): void {
    // Without a dictionary nothing is known of a measure; what an earlier dictionary said of it stays.
    if (!fromDictionary && this.states.stateOf(nouns.indicator, command).status !== 'unknown') return;
    const decision = this.decide(command, occurred);
    if ('rejection' in decision) this.refuseCell(source, decision.rejection);
    else this.counts.defined += decision.events.length;
  }

  private decide(
    command: object,
    occurred: string | undefined,
  ): { events: readonly DomainEvent[] } | { rejection: Rejection } {
    const row = rowOf(command);
    const stored = this.states.asStored(row, command);
    const entity = row.entityOf(stored);
    const sealed = this.sealer.seal(stored, entity);
    const { version } = this.states.standing(row.decider, entity);
    const { today } = this.request;
    const decision = this.states.decide(row, entity, sealed.command, { occurred, today });
    if (!decision.accepted) return { rejection: decision.rejection };
    if (decision.events.length > 0) {
      this.sealer.keep(sealed, decision.events);
      this.states.follow(row.decider, entity, decision.events);
      this.add(occurred, entity, version, decision.events);
    }
    return { events: decision.events };
  }

  private add(occurred: string | undefined, entity: string, version: number, events: readonly DomainEvent[]): void {
    const date = occurred === undefined || isIsoDate(occurred) ? occurred : londonDateOf(occurred);
    let day = this.days.at(-1);
    if (day === undefined || day.date !== date) {
      day = { date, events: [] };
      this.days.push(day);
    }
    const numbered = number(this.commandId, entity, version, events, this.events);
    for (const event of numbered) day.events.push(occurred === undefined ? event : { ...event, occurredAt: occurred });
    this.events += events.length;
  }

  private takeIn({ digest, alike = [], command }: ImportItem): void {
    const row = rowOf(command);
    const entity = row.entityOf(this.states.asStored(row, command));
    const entityVersion = this.states.standing(row.decider, entity).version;
    for (const each of [digest, ...alike]) this.sourceRows.push({ digest: each, entity, entityVersion });
  }

  /** Whether more rows are shown to whoever looks at the files. */
  private get isShown(): boolean {
    return this.taken.length < SHOWN;
  }

  private show({ source, command }: ImportItem, outcome: TakenRow['outcome'], before?: unknown): void {
    this.showChange(source, command, outcome, before);
  }

  private showChange(
    source: Pick<TakenRow, 'file' | 'line'>,
    command: object,
    outcome: TakenRow['outcome'],
    before: unknown,
  ): void {
    if (!this.isShown) return;
    const row = rowOf(command);
    const entity = row.entityOf(this.states.asStored(row, command));
    const changes = outcome === 'unchanged' ? [] : changesOf(before, this.stateOf(command));
    this.taken.push({ ...source, entity, outcome, changes });
  }

  private stateOf(command: object): unknown {
    const row = rowOf(command);
    return this.states.standing(row.decider, row.entityOf(this.states.asStored(row, command))).state;
  }

  private followsFromAFault({ kind, indicator, measures }: Rejection): boolean {
    if (kind !== 'UnknownIndicator' && kind !== 'UnknownMeasures') return false;
    const unknown = [indicator, measures].flat().filter((each) => typeof each === 'string');
    return this.undefinedByFault === null || unknown.some((id) => this.undefinedByFault?.has(id));
  }

  /** In how many rows refusals stand: a row is refused once. */
  get refusedRows(): number {
    return this.counts.refusedCount - this.aboutFiles;
  }

  private refuse(item: ImportItem, rejection: Rejection): void {
    const { field } = rejection;
    const column = field === undefined ? null : item.columnOf(field);
    this.name({ ...item.source, column, value: field === undefined ? null : item.valueOf(field), rejection });
  }

  private warnOfCell(source: { file: string; line: number }, events: readonly DomainEvent[]): void {
    for (const { data } of events) {
      const indicator = this.states.stateOf(nouns.indicator, { id: data['indicator'] as string });
      if (indicator.status !== 'defined') continue;
      const { unit } = indicator.definition;
      for (const warning of cellWarnings((data['value'] ?? null) as Decimal | null, unit))
        this.warn({
          ...source,
          column: 'value',
          value: warning.value,
          kind: warning.kind,
          message: warningWords(warning, unit),
        });
    }
  }

  private refuseCell(source: { file: string; line: number | null }, rejection: Rejection): void {
    this.name({ ...source, column: null, value: null, rejection });
  }

  /** What there is to say of a row that was taken: the figure's own warnings, and what no event keeps. */
  private warningsOf(event: DomainEvent, item: ImportItem): ImportProblem[] {
    const { data } = event;
    const indicator =
      typeof data['indicator'] === 'string' ? this.states.stateOf(nouns.indicator, { id: data['indicator'] }) : null;
    if (indicator?.status !== 'defined') return [];
    const { unit } = indicator.definition;
    const figures = figureTold(event)?.warnings ?? [];
    return [...figures, ...this.unkept(eventTold(event), unit)].map((warning) => warned(warning, item, unit));
  }

  private unkept({ type, data }: LedgerEvent, unit: Unit): readonly (FigureWarning | CellWarning)[] {
    if (type === 'BenchmarkReleased' || type === 'BenchmarkRestated') return cellWarnings(data.value, unit);
    if (type !== 'TargetSet' && type !== 'TargetRevised') return [];
    const { target, indicator, breakdown } = data;
    const beside = this.states.figures.beside({ indicator, breakdown });
    return 'value' in target ? targetWarnings(target.value, unit, beside) : [];
  }

  private warn(warning: ImportProblem): void {
    this.warningCount += 1;
    if (this.warnings.length < NAMED) this.warnings.push(warning);
  }

  private name(row: RefusedRow): void {
    this.counts.refusedCount += 1;
    if (row.line === null) this.aboutFiles += 1;
    if (this.refused.length === NAMED) return;
    this.refused.push({ ...row, rejection: this.placed(this.states.explained(row.rejection)) });
  }

  /** A refusal that names something of these files, with the line that it stands on. */
  private placed(rejection: Rejection): Rejection {
    const nearest = rejection['nearest'] as { readonly id?: string } | null | undefined;
    const named = rejection['twin'] ?? nearest?.id;
    const on = typeof named === 'string' ? this.givenOn.get(named) : undefined;
    return on === undefined ? rejection : { ...rejection, on };
  }
}

const firstOf = <Item>(items: Iterable<Item>): Item | null => {
  for (const item of items) return item;
  return null;
};

/** What a row gives a name to, or speaks of in a breakdown of its own. */
function namesIn(command: object): string[] {
  const names = ['id', 'ref', 'breakdown'].map((field) => Reflect.get(command, field) as unknown);
  return names.filter((name): name is string => typeof name === 'string' && name !== 'all');
}

const withoutNulls = <Fields extends object>(fields: Fields): Partial<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Partial<Fields>;

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
