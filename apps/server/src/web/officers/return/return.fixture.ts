import type { FigureData } from '@outturn/domain';
import type { HistoryRow } from '@outturn/wiring';
import { standingOf, type ReturnSlot } from './return-slot.js';

const recordedAt = '2017-11-02T15:05:00.000Z';

export const figureOf = (members: Partial<FigureData> = {}): FigureData => ({
  indicator: 'cl-eet',
  breakdown: 'all',
  period: '2017-18Q2',
  value: '64',
  computed: null,
  numerator: null,
  denominator: null,
  symbol: null,
  qualifier: null,
  status: 'final',
  commentary: null,
  source: null,
  extractedOn: null,
  sourceDigest: null,
  warnings: [],
  definition: 1,
  ...members,
});

/** An event of the slot, as the history of a ledger tells it. */
export const eventOf = (
  type: string,
  entityVersion: number,
  data: object = figureOf(),
  texts: HistoryRow['texts'] = {},
): HistoryRow => ({
  ledger: 'walsall',
  position: 40 + entityVersion,
  entity: 'return/cl-eet/all/2017-18Q2',
  entityVersion,
  eventId: `event ${entityVersion}`,
  type,
  schemaVersion: 1,
  data: data as HistoryRow['data'],
  texts,
  recordedAt,
  knownFrom: recordedAt,
  actor: 'tom',
  actorAssurance: 'asserted',
  via: 'form',
  commandId: '',
  commandDigest: '',
  batch: { id: '', index: 0, size: 1 },
  correlationId: '',
  causationId: null,
});

/** Care leavers in work in a quarter of 2017, with what was said of them. */
export const slotOf = (...events: HistoryRow[]): ReturnSlot => ({
  indicator: 'cl-eet',
  breakdown: 'all',
  period: '2017-18Q2',
  entity: 'return/cl-eet/all/2017-18Q2',
  title: 'Care leavers in work',
  periodTitle: 'Quarter 2 (July to September 2017)',
  definition: {
    id: 'cl-eet',
    title: 'Care leavers in work',
    unit: 'percent',
    polarity: 'higher',
    frequencies: ['quarter'],
    decimals: 0,
    numerator: null,
    denominator: null,
    definition: null,
    source: null,
    tolerance: null,
    priority: null,
    owner: null,
    ownedBy: [],
    expectedAfter: 45,
    retired: false,
    basis: 'recorded',
    version: 1,
  },
  events,
  version: events.length,
  standing: standingOf(events),
  position: 99,
});
