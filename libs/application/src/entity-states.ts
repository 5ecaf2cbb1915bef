import { LEDGER_ENTITY, nouns, type LedgerLifeState } from '@outturn/domain';
import {
  isIsoDate,
  londonDateOf,
  RecentMap,
  reject,
  type Decider,
  type Decision,
  type DomainEvent,
} from '@outturn/kernel';
import type { KeyRange, LedgerReader, ViewFold } from '@outturn/ledger';
import { AS_IT_STANDS } from './as-it-stands.js';
import type { CommandRow, Rejection } from './command-row.js';
import type { FactReader, FoldedNoun } from './facts.js';
import { FiguresKnown } from './kpi-return/figures-beside.js';
import { KnownNames } from './known-names.js';
import { areaRejection, learnName, nameRejection, withStoredArea } from './spelling-rules.js';

/** An entity as it stands: the fold of its events and how many there are. */
export interface Standing<State> {
  readonly state: State;
  readonly version: number;
}

interface Folded {
  readonly leaf: Buffer;
  readonly standing: Standing<unknown>;
}

/** How many folded entities are remembered for each ledger: its own life, its indicators, what is edited just now. */
const FOLDED = 5_000;

/** What was folded in earlier transactions, for each ledger that is open. */
const foldedBefore = new WeakMap<LedgerReader, RecentMap<string, Folded>>();

function foldedOf(reader: LedgerReader): RecentMap<string, Folded> {
  let folded = foldedBefore.get(reader);
  if (folded === undefined) {
    folded = new RecentMap(FOLDED);
    foldedBefore.set(reader, folded);
  }
  return folded;
}

/**
 * The entities of one transaction: each is folded from its events when it is first asked for, and then follows the
 * events that the transaction proposes, so that a later row of a file is decided on what an earlier one did.
 */
export class EntityStates implements FactReader {
  private readonly standings = new Map<string, Standing<unknown>>();
  /** Read once: no transaction both runs a round and submits to it. */
  private readonly rowsRead = new Map<string, object | null>();
  private readonly folded: RecentMap<string, Folded>;
  readonly figures: FiguresKnown;
  readonly names: KnownNames;

  /** The day on which what is decided just now becomes known. */
  knownOn = '';

  constructor(readonly reader: LedgerReader) {
    this.folded = foldedOf(reader);
    this.figures = new FiguresKnown(reader);
    this.names = new KnownNames(reader);
  }

  stateOf<State, Event extends DomainEvent, Slot>(noun: FoldedNoun<State, Event, Slot>, slot: Slot): State {
    return this.standing(noun.decider, noun.entityOf(slot)).state;
  }

  row<Row extends object>(view: ViewFold<Row>, key: string): Row | null {
    const id = `${view.name}\n${key}`;
    const known = this.rowsRead.get(id);
    if (known !== undefined) return known as Row | null;
    const row = this.reader.row(view, key, AS_IT_STANDS)?.content ?? null;
    this.rowsRead.set(id, row);
    return row;
  }

  rows<Row extends object>(view: ViewFold<Row>, range: KeyRange): readonly Row[] {
    return [...this.reader.rows(view, range, AS_IT_STANDS)].map(({ content }) => content);
  }

  /** The ledger's own life: whether it is open for migration, or live. */
  get life(): LedgerLifeState {
    return this.stateOf(nouns['ledger-life'], undefined);
  }

  /**
   * Decides a command on its entity as it stands. A ledger that nobody has opened takes commands about itself alone.
   * @param occurred the day or the instant that it is said to be of
   * @param today today in London, an ISO date
   */
  decide(
    row: CommandRow,
    entity: string,
    command: object,
    { occurred, today }: { readonly occurred: string | undefined; readonly today: string },
  ): Decision<DomainEvent, Rejection> {
    // What a history says without a day may be of any day up to the one on which it is told.
    const isTold = this.life.status === 'open for migration' && occurred !== undefined;
    this.knownOn = isTold ? (isIsoDate(occurred) ? occurred : londonDateOf(occurred)) : today;
    if (entity !== LEDGER_ENTITY && this.life.status === 'absent') return reject({ kind: 'LedgerNotOpen' });
    const { state, version } = this.standing(row.decider, entity);
    const decision = row.decider.decide(state, command, row.facts(this, command));
    if (!decision.accepted || decision.events.length === 0) return decision;
    const rejection = (version === 0 ? nameRejection(command, this.names) : null) ?? areaRejection(command, this.names);
    if (rejection !== null) return reject(rejection);
    if (version === 0) learnName(command, this.names);
    return decision;
  }

  /** A command as the ledger spells what it names; its entity is that of what stands. */
  asStored<Command extends object>(row: CommandRow, command: Command): Command {
    const stands = (entity: string): boolean => this.standing(row.decider, entity).version > 0;
    return withStoredArea(command, () => this.names, stands);
  }

  /** A refusal of an unknown indicator with the one that is likely to be meant. */
  explained(rejection: Rejection): Rejection {
    const { kind, indicator, measures } = rejection;
    const [unknown] = kind === 'UnknownIndicator' ? [indicator] : kind === 'UnknownMeasures' ? [measures].flat() : [];
    const nearest = typeof unknown === 'string' ? this.names.nearestIndicator(unknown) : null;
    return nearest === null ? rejection : { ...rejection, nearest };
  }

  standing<State, Event extends DomainEvent>(
    decider: Pick<Decider<State, never, Event, never, never>, 'initial' | 'evolve'>,
    entity: string,
  ): Standing<State> {
    const known = this.standings.get(entity) as Standing<State> | undefined;
    if (known !== undefined) return known;
    const standing = this.stored(decider, entity);
    this.standings.set(entity, standing);
    return standing;
  }

  /** The fold of the stored events: remembered as long as the latest of them is the same. */
  private stored<State, Event extends DomainEvent>(
    decider: Pick<Decider<State, never, Event, never, never>, 'initial' | 'evolve'>,
    entity: string,
  ): Standing<State> {
    const latest = this.reader.latestOf(entity);
    if (latest === null) return { state: decider.initial, version: 0 };
    const remembered = this.folded.get(entity);
    if (remembered?.leaf.equals(latest.leaf)) return remembered.standing as Standing<State>;
    const events = this.reader.eventsOf(entity);
    const state = events.reduce((each, event: DomainEvent) => decider.evolve(each, event as Event), decider.initial);
    const standing = { state, version: events.length };
    this.folded.set(entity, { leaf: latest.leaf, standing });
    return standing;
  }

  /** Follows events that were decided on the entity. */
  follow<State, Event extends DomainEvent>(
    decider: Pick<Decider<State, never, Event, never, never>, 'initial' | 'evolve'>,
    entity: string,
    events: readonly Event[],
  ): void {
    this.figures.follow(events);
    const { state, version } = this.standing(decider, entity);
    this.standings.set(entity, {
      state: events.reduce((each, event) => decider.evolve(each, event), state),
      version: version + events.length,
    });
  }
}
