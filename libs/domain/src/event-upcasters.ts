import type { JsonObject } from '@outturn/kernel';
import type { LaterEvent } from './event-catalogue.js';
import { defaultExpectedAfter } from './indicator/indicator.events.js';

/** Lifts the data of an event of one version to the next. Pure, and makes a new object: what was stored is not touched. */
export type Upcaster = (data: JsonObject) => JsonObject;

// What a member says that an old event lacks is what held when it was written: nothing was said.

const figure: Upcaster = (data) => ({
  ...data,
  symbol: null,
  qualifier: null,
  extractedOn: null,
  sourceDigest: null,
});

const definition: Upcaster = (data) => ({ ...data, ownedBy: [], expectedAfter: defaultExpectedAfter });

const revisedDefinition: Upcaster = (data) => ({ ...definition(data), reason: null });

/** Before a reason could be given none was asked for. */
const unexplained: Upcaster = (data) => ({ ...data, reason: null });

// Until then an action was planned unless something else was said.
const plannedAction: Upcaster = (data) => ({ ...data, status: 'planned' });

type Steps<Event extends LaterEvent> = Event['schemaVersion'] extends 2 ? `${Event['type']}@1` : never;

/** By type and the version that it starts from: `KpiReturnSubmitted@1` lifts version 1 to version 2. */
export const eventUpcasters: { readonly [Step in Steps<LaterEvent>]: Upcaster } = {
  'IndicatorDefined@1': definition,
  'IndicatorRevised@1': revisedDefinition,
  'KpiReturnSubmitted@1': figure,
  'KpiReturnFinalised@1': figure,
  'KpiReturnCorrected@1': figure,
  'TargetRevised@1': unexplained,
  'RoundRevised@1': unexplained,
  'ActionPlanned@1': plannedAction,
};
