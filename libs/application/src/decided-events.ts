import { commandIdOf, type DomainEvent, isIsoDate, londonDateOf } from '@outturn/kernel';
import type { LedgerReader, ProposedBatch, ProposedEvent, TextToKeep } from '@outturn/ledger';
import { rowOf } from './command-catalogue.js';
import type { Rejection } from './command-row.js';
import { EntityStates } from './entity-states.js';
import { batchOf, number } from './execute.js';
import type { ImportRequest } from './import-report.js';
import { TextSealer } from './seal-command.js';

/** The events of the rows that state one day in London, or none. */
interface DayOfRows {
  readonly date: string | undefined;
  readonly events: ProposedEvent[];
}

/** An entity as the rows so far have left it. */
export interface EntitySoFar {
  readonly entity: string;
  readonly version: number;
  readonly state: unknown;
}

/** The commands of one import as they are decided, one after the other, each on what the earlier ones did. */
export class DecidedEvents {
  readonly states: EntityStates;
  private readonly sealer: TextSealer;
  private readonly commandId: string;
  private readonly days: DayOfRows[] = [];
  private count = 0;

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
    return this.count === 0;
  }

  /** The entity that a command is about. */
  about(command: object): EntitySoFar {
    const row = rowOf(command);
    const entity = row.entityOf(this.states.asStored(row, command));
    return { entity, ...this.states.standing(row.decider, entity) };
  }

  /** @param occurred the day or the instant that the command states */
  decide(command: object, occurred: string | undefined): { events: readonly DomainEvent[] } | { rejection: Rejection } {
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

  private add(occurred: string | undefined, entity: string, version: number, events: readonly DomainEvent[]): void {
    const date = occurred === undefined || isIsoDate(occurred) ? occurred : londonDateOf(occurred);
    let day = this.days.at(-1);
    if (day === undefined || day.date !== date) {
      day = { date, events: [] };
      this.days.push(day);
    }
    const numbered = number(this.commandId, entity, version, events, this.count);
    for (const event of numbered) day.events.push(occurred === undefined ? event : { ...event, occurredAt: occurred });
    this.count += events.length;
  }
}
