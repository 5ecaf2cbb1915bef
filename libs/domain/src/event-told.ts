import type { DomainEvent } from '@outturn/kernel';
import type { FigureData } from './kpi-return/kpi-return.events.js';
import type { LedgerEvent } from './nouns.js';

/**
 * An event with the data of its type. Of a type and a version the data are always those: deciders write no others, and
 * whatever reads an older version lifts it first.
 */
export const eventTold = <Event extends DomainEvent>(event: Event): Event & LedgerEvent => event as Event & LedgerEvent;

/** The figure that an event of a return states; null for its withdrawal, and for any other event. */
export function figureTold(event: DomainEvent): FigureData | null {
  const told: LedgerEvent = eventTold(event);
  switch (told.type) {
    case 'KpiReturnSubmitted':
    case 'KpiReturnFinalised':
    case 'KpiReturnCorrected':
      return told.data;
    default:
      return null;
  }
}
