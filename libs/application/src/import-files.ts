import {
  type FigureWarning,
  DefineIndicator,
  PublishRelease,
  ReleaseBenchmark,
  WithdrawBenchmark,
} from '@outturn/domain';
import { commandIdOf, sha256, type DomainEvent } from '@outturn/kernel';
import type { ImportItem, ImportProblem, PublishedRelease, ReadFiles } from '@outturn/intake';
import {
  allKeys,
  type Ledger,
  type LedgerReader,
  type ProposedBatch,
  type ProposedEvent,
  type Proposal,
  type TextToKeep,
} from '@outturn/ledger';
import { cellKey, type PublishedFigure } from '@outturn/views';
import { commandRow, type Rejection } from './command-catalogue.js';
import { EntityStates } from './entity-states.js';
import { batchOf, number, type Asker } from './execute.js';
import { TextSealer } from './seal-command.js';

export interface ImportRequest extends Asker {
  readonly files: ReadFiles;
  /** Decides everything and writes nothing. */
  readonly dryRun: boolean;
}

/** A row that a decider refused; the edge words the rejection. */
export interface RefusedRow {
  readonly file: string;
  readonly line: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly rejection: Rejection;
}

export interface ImportReport {
  readonly dryRun: boolean;
  /** Rows that said something new. */
  readonly accepted: number;
  readonly unchanged: number;
  /** Cells of a publisher's table that the new release no longer shows. */
  readonly withdrawn: number;
  /** Rows that couldn't be read, at most 50; `problemCount` is their true number. */
  readonly problems: readonly ImportProblem[];
  readonly problemCount: number;
  /** Rows that were refused, at most 50; `refusedCount` is their true number. */
  readonly refused: readonly RefusedRow[];
  readonly refusedCount: number;
  readonly warnings: readonly ImportProblem[];
  readonly position: number;
  readonly root: string;
}

/** How many refused rows are named: more than anyone mends in one go. */
const NAMED = 50;

/**
 * Takes the rows of one call's files into a ledger: all of them or none. Rows are decided in the order in which the
 * council says they happened, each on what the earlier ones did, and every day of them is one batch.
 */
export async function importFiles(ledger: Ledger, request: ImportRequest): Promise<ImportReport> {
  const { problems, problemCount } = request.files;
  const report =
    problemCount > 0
      ? ledger.read((reader) => ({ ...nothing(request, reader), problems, problemCount }))
      : await ledger.write((reader) => propose(reader, request));
  return ledger.read((reader) => ({ ...report, root: reader.rootAt(report.position) }));
}

function propose(reader: LedgerReader, request: ImportRequest): Proposal<Unrooted> {
  const decided = new DecidedRows(reader, request);
  if (request.files.release !== null) decided.addRelease(request.files.release);
  for (const item of request.files.items) decided.addRow(item);
  const report = decided.report();
  const writes = report.refusedCount === 0 && !request.dryRun;
  if (!writes || decided.isEmpty) return { batches: [], answer: () => report };
  return {
    batches: decided.batches(),
    texts: decided.texts,
    answer: (stored) => ({ ...report, position: stored.at(-1)?.position ?? report.position }),
  };
}

/** The report before the root at its position is known. */
type Unrooted = Omit<ImportReport, 'root'>;

const nothing = ({ dryRun, files: { warnings } }: ImportRequest, reader: LedgerReader): Unrooted => ({
  dryRun,
  accepted: 0,
  unchanged: 0,
  withdrawn: 0,
  problems: [],
  problemCount: 0,
  refused: [],
  refusedCount: 0,
  warnings,
  position: reader.head().position,
});

/** The events of the rows that state one day, or none. */
interface DayOfRows {
  readonly occurred: string | undefined;
  readonly events: ProposedEvent[];
}

/** The rows of one call as they are decided, one after the other. */
class DecidedRows {
  private readonly sealer: TextSealer;
  private readonly states: EntityStates;
  private readonly commandId: string;
  private readonly days: DayOfRows[] = [];
  private readonly digests: string[] = [];
  private readonly counts = { accepted: 0, unchanged: 0, withdrawn: 0, refused: 0 };
  private readonly refused: RefusedRow[] = [];
  private readonly warnings: ImportProblem[] = [];
  private events = 0;

  constructor(
    private readonly reader: LedgerReader,
    private readonly request: ImportRequest,
  ) {
    this.states = new EntityStates(reader);
    this.commandId = commandIdOf(reader.ledger, request.actor, request.key);
    this.sealer = new TextSealer(reader, this.commandId);
  }

  get texts(): TextToKeep[] {
    return this.sealer.texts;
  }

  get isEmpty(): boolean {
    return this.events === 0;
  }

  addRow(item: ImportItem): void {
    const decision = this.decide(item.command, item.occurred ?? undefined);
    if ('rejection' in decision) return this.refuse(item, decision.rejection);
    if (decision.events.length === 0) {
      this.counts.unchanged += 1;
      return;
    }
    this.counts.accepted += 1;
    this.warnings.push(...decision.events.flatMap((event) => figureWarnings(event, item)));
  }

  /**
   * A publisher's whole table: definitions for measures that are new or that a dictionary describes, then the cells
   * that differ from what stands, then those that are gone. A file that was imported under its label before adds nothing.
   */
  addRelease(release: PublishedRelease): void {
    const occurred = release.occurred ?? undefined;
    const source = { file: release.source, line: 1 };
    const published = this.decide(Object.assign(new PublishRelease(), release.publish), occurred);
    if ('rejection' in published) return this.refuseCell(source, published.rejection);
    if (published.events.length === 0) {
      this.counts.unchanged += release.cells.length;
      return;
    }
    for (const { command, fromDictionary } of release.definitions)
      this.define(command, fromDictionary, source, occurred);
    const standing = new Map<string, PublishedFigure>();
    for (const { key, content } of this.reader.rows('benchmark', allKeys, this.reader.head().position)) {
      standing.set(key, content as unknown as PublishedFigure);
    }
    for (const { line, ...cell } of release.cells) {
      const key = cellKey(cell);
      const stands = standing.get(key);
      standing.delete(key);
      if (stands?.published === cell.published && stands.symbol === cell.symbol && stands.areaCode === cell.areaCode) {
        this.counts.unchanged += 1;
        continue;
      }
      const command = Object.assign(new ReleaseBenchmark(), withoutNulls(cell), { release: release.publish.label });
      const decision = this.decide(command, occurred);
      if ('rejection' in decision) this.refuseCell({ file: release.source, line }, decision.rejection);
      else if (decision.events.length === 0) this.counts.unchanged += 1;
      else this.counts.accepted += 1;
    }
    for (const { indicator, breakdown, area, period, sourcePeriod } of standing.values()) {
      const gone = withoutNulls({ indicator, breakdown, area, period, sourcePeriod });
      this.decide(Object.assign(new WithdrawBenchmark(), gone, { release: release.publish.label }), occurred);
      this.counts.withdrawn += 1;
    }
  }

  report(): Unrooted {
    const { accepted, unchanged, withdrawn, refused } = this.counts;
    return {
      ...nothing(this.request, this.reader),
      accepted,
      unchanged,
      withdrawn,
      refused: this.refused,
      refusedCount: refused,
      warnings: [...this.request.files.warnings, ...this.warnings],
    };
  }

  /** One batch for each day while the ledger is open for migration; one for the whole call when it is live. */
  batches(): ProposedBatch[] {
    const migration = this.states.migration.state.status === 'open for migration';
    const digest = sha256(this.digests.join('\n'));
    return (migration ? this.days : [this.wholeCall()]).map(({ occurred, events }, index) =>
      batchOf(this.request, this.commandId, digest, index, events, migration ? 'migration' : 'live', occurred),
    );
  }

  /** The days of a call in one; the day that all of it is said to be of stays as a description. */
  private wholeCall(): DayOfRows {
    const [first, ...others] = this.days;
    return {
      occurred: others.length === 0 ? first?.occurred : undefined,
      events: this.days.flatMap(({ events }) => events),
    };
  }

  private define(
    command: DefineIndicator,
    fromDictionary: boolean,
    source: { file: string; line: number },
    occurred: string | undefined,
  ): void {
    // Without a dictionary nothing is known of a measure; what an earlier dictionary said of it stays.
    if (!fromDictionary && this.states.indicator(command.id).status !== 'unknown') return;
    const decision = this.decide(command, occurred);
    if ('rejection' in decision) this.refuseCell(source, decision.rejection);
  }

  private decide(
    command: object,
    occurred: string | undefined,
  ): { events: readonly DomainEvent[] } | { rejection: Rejection } {
    const row = commandRow(command.constructor.name);
    const entity = row.entityOf(command);
    const sealed = this.sealer.seal(command, entity);
    const { version } = this.states.standing(row.decider, entity);
    const decision = this.states.decide(row, entity, sealed.command);
    if (!decision.accepted) return { rejection: decision.rejection };
    if (decision.events.length > 0) {
      this.digests.push(this.sealer.keep(sealed, decision.events));
      this.states.follow(row.decider, entity, decision.events);
      this.add(occurred, entity, version, decision.events);
    }
    return { events: decision.events };
  }

  private add(occurred: string | undefined, entity: string, version: number, events: readonly DomainEvent[]): void {
    let day = this.days.at(-1);
    if (day === undefined || day.occurred !== occurred) {
      day = { occurred, events: [] };
      this.days.push(day);
    }
    day.events.push(...number(this.commandId, entity, version, events, this.events));
    this.events += events.length;
  }

  private refuse(item: ImportItem, rejection: Rejection): void {
    const { field } = rejection;
    const column = field === undefined ? null : item.columnOf(field);
    this.name({ ...item.source, column, value: field === undefined ? null : item.valueOf(field), rejection });
  }

  private refuseCell(source: { file: string; line: number }, rejection: Rejection): void {
    this.name({ ...source, column: null, value: null, rejection });
  }

  private name(row: RefusedRow): void {
    this.counts.refused += 1;
    if (this.refused.length < NAMED) this.refused.push(row);
  }
}

const withoutNulls = <Fields extends object>(fields: Fields): Partial<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Partial<Fields>;

/** A figure that is kept although its parts disagree: published percentages and rounded counts may do so. */
function figureWarnings({ data }: DomainEvent, item: ImportItem): ImportProblem[] {
  const warnings = (data['warnings'] ?? []) as unknown as readonly FigureWarning[];
  return warnings.map(({ kind, stated, computed }) => ({
    ...item.source,
    column: item.columnOf('value'),
    value: item.valueOf('value'),
    kind,
    message: `the stated value is ${stated}, and numerator and denominator give ${computed}: both are kept`,
  }));
}
