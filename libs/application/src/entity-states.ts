import {
  indicatorDecider,
  indicatorEntity,
  LEDGER_ENTITY,
  ledgerLifeDecider,
  roundDecider,
  roundEntity,
  type ClosedRound,
  type FiguresBeside,
  type IndicatorEvent,
  type IndicatorState,
  type KpiReturnSlot,
  type LedgerLifeEvent,
  type LedgerLifeState,
  type RoundEvent,
  type RoundState,
} from '@outturn/domain';
import {
  isIsoDate,
  londonDateOf,
  RecentMap,
  reject,
  type Decider,
  type Decision,
  type DomainEvent,
} from '@outturn/kernel';
import type { LedgerReader } from '@outturn/ledger';
import { keysUnder, type ClosedRounds, type CollectionRound } from '@outturn/views';
import type { FactSource } from './command-facts.js';
import type { CommandRow, Rejection } from './command-row.js';
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

/** Behind every position: a row as the transaction finds it, without asking first where the head is. */
const AS_IT_STANDS = Number.MAX_SAFE_INTEGER;

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
export class EntityStates implements FactSource {
  private readonly standings = new Map<string, Standing<unknown>>();
  private readonly closedRounds = new Map<string, ClosedRounds['rounds']>();
  private readonly folded: RecentMap<string, Folded>;
  private readonly figuresKnown: FiguresKnown;

  readonly names: KnownNames;

  /** The day on which what is decided just now becomes known. */
  knownOn = '';
  /** The indicators whose figures this transaction has told. */
  private readonly reported = new Set<string>();

  constructor(readonly reader: LedgerReader) {
    this.folded = foldedOf(reader);
    this.figuresKnown = new FiguresKnown(reader);
    this.names = new KnownNames(reader);
  }

  indicator(id: string): IndicatorState {
    return this.standing<IndicatorState, IndicatorEvent>(indicatorDecider, indicatorEntity({ id })).state;
  }

  hasFigures(indicator: string): boolean {
    if (this.reported.has(indicator)) return true;
    const { done } = this.reader.rows('figure', keysUnder(indicator), AS_IT_STANDS, 1).next();
    return done !== true;
  }

  round(name: string): RoundState {
    return this.standing<RoundState, RoundEvent>(roundDecider, roundEntity({ round: name })).state;
  }

  roundsOf(period: string): readonly CollectionRound[] {
    const rows = this.reader.rows('round', keysUnder(period), this.reader.position);
    return [...rows].map(({ content }) => content as unknown as CollectionRound);
  }

  closedRound({ indicator, breakdown, period }: KpiReturnSlot): ClosedRound | null {
    for (const { returns, ...closed } of this.closedRoundsOf(period)) {
      if (returns.some((asked) => asked.indicator === indicator && asked.breakdown === breakdown)) return closed;
    }
    return null;
  }

  beside(series: { readonly indicator: string; readonly breakdown: string }): FiguresBeside {
    return this.figuresKnown.beside(series);
  }

  /** Read once for a period: no transaction both runs a round and submits to it. */
  private closedRoundsOf(period: string): ClosedRounds['rounds'] {
    const known = this.closedRounds.get(period);
    if (known !== undefined) return known;
    const row = this.reader.row('closed_round', period, AS_IT_STANDS);
    const { rounds } = (row?.content ?? { rounds: [] }) as unknown as ClosedRounds;
    this.closedRounds.set(period, rounds);
    return rounds;
  }

  /** The ledger's own life: whether it is open for migration, or live. */
  get migration(): Standing<LedgerLifeState> {
    return this.standing<LedgerLifeState, LedgerLifeEvent>(ledgerLifeDecider, LEDGER_ENTITY);
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
    const isTold = this.migration.state.status === 'open for migration' && occurred !== undefined;
    this.knownOn = isTold ? (isIsoDate(occurred) ? occurred : londonDateOf(occurred)) : today;
    if (entity !== LEDGER_ENTITY && this.migration.state.status === 'absent') return reject({ kind: 'LedgerNotOpen' });
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
    const state = events.reduce((each, event) => decider.evolve(each, event as unknown as Event), decider.initial);
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
    this.figuresKnown.follow(events);
    for (const { type, data } of events)
      if (type === 'KpiReturnSubmitted') this.reported.add(data['indicator'] as string);
    const { state, version } = this.standing(decider, entity);
    this.standings.set(entity, {
      state: events.reduce((each, event) => decider.evolve(each, event), state),
      version: version + events.length,
    });
  }
}
