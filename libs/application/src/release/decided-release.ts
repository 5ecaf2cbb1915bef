import {
  cellWarnings,
  DefineIndicator,
  LONG_FILE,
  nouns,
  PublishRelease,
  ReleaseBenchmark,
  releaseEntity,
  WithdrawBenchmark,
} from '@outturn/domain';
import type { PublishedRelease } from '@outturn/intake';
import { type Decimal, type DomainEvent, sha256 } from '@outturn/kernel';
import { allKeys, type LedgerReader, type SourceRowTaken } from '@outturn/ledger';
import { warningWords } from '@outturn/reporting';
import { figureView } from '@outturn/views';
import type { DecidedEvents } from '../decided-events.js';
import type { ImportRequest, TakenRow } from '../import-report.js';
import { changesOf } from '../row-changes.js';
import type { RowsTold } from '../rows-told.js';
import { PublishedTable } from './published-table.js';

type Place = Pick<TakenRow, 'file' | 'line'>;

interface DecidedAs {
  /** What the release is known again by. */
  readonly known: SourceRowTaken;
  /** Whether it is one that was not there before; a dictionary alone publishes nothing. */
  readonly isPublished: boolean;
}

/**
 * A publisher's whole table: definitions for measures that are new or that a dictionary describes, then the cells that
 * differ from what stands, then those that are gone. A file that was imported under its label before adds no cells; with
 * another dictionary it may revise what its measures mean.
 */
export class DecidedRelease {
  constructor(
    private readonly reader: LedgerReader,
    private readonly request: ImportRequest,
    private readonly decided: DecidedEvents,
    private readonly told: RowsTold,
  ) {}

  /** @returns null if it was refused or had been taken before */
  decide(release: PublishedRelease): DecidedAs | null {
    const { digest, entity } = this.known(release);
    const { counts } = this.told;
    if (this.reader.rowTaken(digest) !== null) {
      counts.unchanged += release.cells.length;
      return null;
    }
    const file: Place = { file: release.source, line: 1 };
    const publish = Object.assign(new PublishRelease(), release.publish);
    if ([...this.reader.rows(figureView, allKeys, this.reader.position, 1)].length > 0) {
      this.told.refuseCell(file, { kind: 'NotAPublisher', ledger: this.reader.ledger });
      return null;
    }
    const occurred = release.occurred ?? undefined;
    const published = this.decided.decide(publish, occurred);
    if ('rejection' in published) {
      this.told.refuseCell(file, published.rejection);
      return null;
    }
    for (const { command, fromDictionary } of release.definitions) this.define(command, fromDictionary, file, occurred);
    if (published.events.length === 0) counts.unchanged += release.cells.length;
    else this.addCells(release, occurred);
    const known = { digest, entity, entityVersion: this.decided.about(publish).version };
    return { known, isPublished: published.events.length > 0 };
  }

  /** A release is known by its file and its dictionary together. */
  private known({ publish }: PublishedRelease): { digest: string; entity: string } {
    const dictionary = this.request.files.dictionaryDigest ?? 'none';
    const table = publish.table === undefined ? [] : [publish.table];
    const digest = sha256(['lait', publish.label, publish.fileDigest, dictionary, ...table].join('\u001F'));
    return { digest, entity: releaseEntity(publish) };
  }

  private define(command: DefineIndicator, fromDictionary: boolean, file: Place, occurred: string | undefined): void {
    // Without a dictionary nothing is known of a measure; what an earlier dictionary said of it stays.
    if (!fromDictionary && this.decided.states.stateOf(nouns.indicator, command).status !== 'unknown') return;
    const decision = this.decided.decide(command, occurred);
    if ('rejection' in decision) this.told.refuseCell(file, decision.rejection);
    else this.told.counts.defined += decision.events.length;
  }

  private addCells(release: PublishedRelease, occurred: string | undefined): void {
    const named = release.publish.table ?? LONG_FILE;
    const table = new PublishedTable(this.reader, this.decided.states.names, named);
    // Asked before the cells are decided: they move what stands.
    const newer = this.request.files.outOfOrder ? null : table.newerThan(release.publish);
    this.addChanged(release, table, occurred);
    this.withdrawGone(release, table, occurred);
    const { replaced, withdrawn, ofAnother, other } = table;
    const file: Place = { file: release.source, line: null };
    if (other !== null)
      this.told.refuseCell(file, { kind: 'CellsOfAnotherTable', table: named, other, cells: ofAnother });
    else if (release.publish.table === undefined && table.isStrangeTo(release.cells.map(({ indicator }) => indicator)))
      this.told.refuseCell(file, { kind: 'TableNotSaid', field: 'table', table: named, withdrawn });
    if (newer !== null) {
      const { date } = release.publish;
      this.told.refuseCell(file, { kind: 'ReleaseOutOfOrder', date, newer, replaced, withdrawn });
    }
  }

  private addChanged(
    { source, publish, cells }: PublishedRelease,
    table: PublishedTable,
    occurred: string | undefined,
  ): void {
    const { counts } = this.told;
    for (const { line, ...cell } of cells) {
      const spelled = { ...cell, area: table.areaOf(cell) };
      if (table.says(spelled)) {
        counts.unchanged += 1;
        continue;
      }
      // A release says all of a cell: an area that has no code any more has none.
      const whole = { ...withoutNulls(spelled), areaCode: spelled.areaCode, release: publish.label };
      const command = Object.assign(new ReleaseBenchmark(), whole);
      const before = this.told.isShown ? this.decided.about(command).state : null;
      const decision = this.decided.decide(command, occurred);
      const place: Place = { file: source, line };
      if ('rejection' in decision) this.told.refuseCell(place, decision.rejection);
      else if (decision.events.length === 0) counts.unchanged += 1;
      else {
        counts.accepted += 1;
        this.show(place, command, 'accepted', before);
        this.warnOfCell(place, decision.events);
      }
    }
  }

  private withdrawGone(
    { source, publish }: PublishedRelease,
    table: PublishedTable,
    occurred: string | undefined,
  ): void {
    for (const { indicator, breakdown, area, period, sourcePeriod } of table.gone()) {
      const gone = withoutNulls({ indicator, breakdown, area, period, sourcePeriod });
      const command = Object.assign(new WithdrawBenchmark(), gone, { release: publish.label });
      const before = this.told.isShown ? this.decided.about(command).state : null;
      this.decided.decide(command, occurred);
      this.show({ file: source, line: null }, command, 'withdrawn', before);
      this.told.counts.withdrawn += 1;
    }
  }

  private show(place: Place, command: object, outcome: TakenRow['outcome'], before: unknown): void {
    if (!this.told.isShown) return;
    const { entity, state } = this.decided.about(command);
    this.told.show({ ...place, entity, outcome, changes: changesOf(before, state) });
  }

  private warnOfCell(place: Place, events: readonly DomainEvent[]): void {
    for (const { data } of events) {
      const indicator = this.decided.states.stateOf(nouns.indicator, { id: data['indicator'] as string });
      if (indicator.status !== 'defined') continue;
      const { unit } = indicator.definition;
      for (const warning of cellWarnings((data['value'] ?? null) as Decimal | null, unit))
        this.told.warn({
          ...place,
          column: 'value',
          value: warning.value,
          kind: warning.kind,
          message: warningWords(warning, unit),
        });
    }
  }
}

const withoutNulls = <Fields extends object>(fields: Fields): Partial<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Partial<Fields>;
