import { eventCatalogue, type Upcaster } from '@outturn/domain';
import type { EventEnvelope } from '@outturn/kernel';
import { UnknownEvent } from '@outturn/ledger';
import { eventReader, readEvent } from './read-event.js';

/** A stored event of the first release, as its bytes were written. */
const stored: EventEnvelope = {
  ledger: 'walsall',
  position: 41,
  entity: 'return/placement-long-term/all/2017-18Q2',
  entityVersion: 1,
  eventId: '5e1b5a0c-8e0a-5d6e-9a52-6f4f0a2f7c11',
  type: 'KpiReturnSubmitted',
  schemaVersion: 1,
  data: { indicator: 'placement-long-term', value: '77' },
  recordedAt: '2026-05-01T09:00:00.000Z',
  knownFrom: '2017-11-30T00:00:00.000Z',
  actor: 'tester',
  actorAssurance: 'asserted',
  via: 'import',
  commandId: '0d0d8d5e-3a4e-5a43-8c38-2a54f9f3c0aa',
  commandDigest: 'f'.repeat(64),
  batch: { id: '77aa3c58-6c4f-5f8e-8f4b-8c6a7b1f2c3d', index: 0, size: 1 },
  correlationId: 'c',
  causationId: null,
};

describe('an event', () => {
  it.each(eventCatalogue.map(({ type, schemaVersion }) => ({ type, schemaVersion })))(
    'of today ($type, version $schemaVersion) is read as it lies',
    ({ type, schemaVersion }) => {
      const event = { ...stored, type, schemaVersion };
      expect(readEvent(event)).toBe(event);
    },
  );

  it('of a type that this release does not know stops the fold and names the release that is needed', () => {
    expect(() => readEvent({ ...stored, type: 'PledgeAgreed' })).toThrow(new UnknownEvent(41, 'PledgeAgreed', 1));
    expect(() => readEvent({ ...stored, type: 'PledgeAgreed' })).toThrow(
      'a newer release of Outturn is needed to read it',
    );
  });

  it('whose type is the name of something every object has is as unknown as any', () => {
    for (const type of ['constructor', '__proto__', 'toString'])
      expect(() => readEvent({ ...stored, type })).toThrow(UnknownEvent);
  });

  it.each(eventCatalogue.map(({ type, schemaVersion }) => ({ type, newer: schemaVersion + 1 })))(
    'of a newer version than this release writes ($type, version $newer) stops the fold',
    ({ type, newer }) => {
      expect(() => readEvent({ ...stored, type, schemaVersion: newer })).toThrow(new UnknownEvent(41, type, newer));
    },
  );

  it.each([0, -1, 1.5])('of a version that no release ever wrote (%s) stops the fold', (schemaVersion) => {
    expect(() => readEvent({ ...stored, schemaVersion })).toThrow(UnknownEvent);
  });
});

describe('an event of an older version', () => {
  const named: Upcaster = (data) => ({ ...data, unit: 'percent' });
  const nested: Upcaster = (data) => ({ figure: data });
  const steps = new Map([
    ['KpiReturnSubmitted@1', named],
    ['KpiReturnSubmitted@2', nested],
  ]);
  const read = eventReader(new Map([['KpiReturnSubmitted', 3]]), steps);

  it('is lifted step by step, and its place and its times stay', () => {
    expect(read(stored)).toEqual({
      ...stored,
      schemaVersion: 3,
      data: { figure: { indicator: 'placement-long-term', value: '77', unit: 'percent' } },
    });
  });

  it('is lifted from where it stands', () => {
    expect(read({ ...stored, schemaVersion: 2 }).data).toEqual({ figure: stored.data });
  });

  it('leaves what was stored as it was', () => {
    const before = structuredClone(stored);
    read(stored);
    expect(stored).toEqual(before);
  });

  it('that no step lifts stops the fold instead of being passed over', () => {
    const gap = eventReader(new Map([['KpiReturnSubmitted', 3]]), new Map([['KpiReturnSubmitted@2', nested]]));
    expect(() => gap(stored)).toThrow(new UnknownEvent(41, 'KpiReturnSubmitted', 1));
  });
});
