import {
  indicatorDecider,
  indicatorEntity,
  kpiReturnDecider,
  kpiReturnEntity,
  SubmitReturn,
  type IndicatorEvent,
  type IndicatorState,
  type KpiReturnEvent,
  type KpiReturnState,
} from '@outturn/domain';
import { batchIdOf, canonicalJson, commandIdOf, eventIdOf, sealText, sha256 } from '@outturn/kernel';
import type { LedgerReader, ProposedBatch, Proposal, TextToKeep } from '@outturn/ledger';
import { boardCorrection, returnAt } from './council.js';

interface Standing {
  readonly state: KpiReturnState;
  readonly version: number;
}

const EMPTY: Standing = { state: kpiReturnDecider.initial, version: 0 };

/**
 * Tells a ledger of thousands of returns at a time: each is decided by the domain on what stood before it and is a batch of
 * its own, as if it had been submitted alone, but all share one proposal. So a ledger of millions grows in minutes.
 */
export class ToldReturns {
  /** What later numbers come back to. */
  private readonly standing = new Map<string, Standing>();
  /** Any of the council's: their definitions differ in name alone. */
  private indicator: IndicatorState | null = null;

  /** @param first the number with which the story begins; each number is the position of the event that it makes */
  propose(reader: LedgerReader, from: number, to: number, first: number): Proposal<void> {
    const batches: ProposedBatch[] = [];
    const texts: TextToKeep[] = [];
    for (let number = from; number <= to; number += 1) {
      // One of fifty corrects a figure of the board.
      const corrects = number % 50 === 49;
      const fields = corrects ? boardCorrection((number - 49) / 50) : returnAt(number, first);
      const command = Object.assign(new SubmitReturn(), fields);
      const entity = kpiReturnEntity(command);
      const commandId = commandIdOf(reader.ledger, 'bench', `position ${number}`);
      if (typeof command.reason === 'string') {
        const sealed = sealText(command.reason);
        texts.push({ ...sealed, entity, field: 'reason', commandId });
        command.reason = sealed.digest;
      }
      batches.push(this.decide(reader, command, entity, commandId, corrects || number % 5 === 0));
    }
    return { batches, texts, answer: () => undefined };
  }

  private decide(
    reader: LedgerReader,
    command: SubmitReturn,
    entity: string,
    commandId: string,
    comesBack: boolean,
  ): ProposedBatch {
    const { state, version } = this.standing.get(entity) ?? standingIn(reader, entity);
    this.indicator ??= indicatorIn(reader, command.indicator);
    const decision = kpiReturnDecider.decide(state, command, {
      indicator: this.indicator,
      closedRound: null,
      knownOn: '9999-12-31',
    });
    const event = decision.accepted ? decision.events[0] : undefined;
    if (event === undefined) throw new Error(`${entity} is not accepted: ${JSON.stringify(decision)}`);
    if (comesBack) this.standing.set(entity, { state: kpiReturnDecider.evolve(state, event), version: version + 1 });
    else this.standing.delete(entity);
    const fields = Object.fromEntries(Object.entries(command));
    return {
      id: batchIdOf(commandId, 0),
      events: [{ entity, entityVersion: version + 1, eventId: eventIdOf(commandId, 0), ...event }],
      clock: 'live',
      actor: 'bench',
      actorAssurance: 'asserted',
      via: 'http',
      commandId,
      commandDigest: sha256(canonicalJson({ command: SubmitReturn.name, fields })),
      correlationId: commandId,
      causationId: null,
    };
  }
}

function standingIn(reader: LedgerReader, entity: string): Standing {
  if (reader.versionOf(entity) === 0) return EMPTY;
  return reader.eventsOf(entity).reduce<Standing>(
    ({ state, version }, event) => ({
      state: kpiReturnDecider.evolve(state, event as unknown as KpiReturnEvent),
      version: version + 1,
    }),
    EMPTY,
  );
}

const indicatorIn = (reader: LedgerReader, id: string): IndicatorState =>
  reader
    .eventsOf(indicatorEntity({ id }))
    .reduce(
      (state, event) => indicatorDecider.evolve(state, event as unknown as IndicatorEvent),
      indicatorDecider.initial,
    );
