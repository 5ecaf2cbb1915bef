import type { EventEnvelope } from '@outturn/kernel';
import fc from 'fast-check';
import { OccurredInFuture } from '../errors.js';
import { BEFORE_EVERYTHING } from '../ledger.js';
import type { LedgerAdapter } from './ledger-adapter.js';
import { allEvents, said, say, together, type SaidBatch } from './sayings.js';
import { onFreshLedger } from './scene.js';

const migrated = (occurredAt?: string): SaidBatch => ({
  events: [said('a')],
  clock: 'migration',
  ...(occurredAt === undefined ? {} : { occurredAt }),
});
const live = (occurredAt?: string): SaidBatch => ({ ...migrated(occurredAt), clock: 'live' });
const knownFrom = (events: readonly EventEnvelope[]): string[] => events.map((event) => event.knownFrom);
const instants = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

export function knowledgeRules(adapter: LedgerAdapter): void {
  it('recordedAt is the clock, and stands where the clock goes back an hour', () =>
    onFreshLedger(adapter, async ({ ledger, clock, another, reopened }) => {
      clock.time = '2026-03-01T10:00:00.000Z';
      await say(ledger, together(said('a'), said('b')));
      clock.time = '2026-03-01T09:00:00.000Z';
      await say(ledger, together(said('a')));
      await say(await another(), together(said('a')));
      const again = await reopened();
      await say(again, together(said('a')));
      clock.time = '2026-03-01T10:00:00.001Z';
      await say(again, together(said('a')));
      const times = [...Array.from({ length: 5 }, () => '2026-03-01T10:00:00.000Z'), '2026-03-01T10:00:00.001Z'];
      expect(allEvents(again).map(({ recordedAt }) => recordedAt)).toEqual(times);
      expect(knownFrom(allEvents(again))).toEqual(times);
      expect(again.read((reader) => reader.head())).toEqual({ position: 6, recordedAt: times[5], knownFrom: times[5] });
    }));

  it('all events of a batch are recorded and known at one moment', () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      const events = await say(ledger, {
        batches: [{ ...migrated('2012-05-31'), events: [said('a'), said('b'), said('a')] }],
      });
      expect(new Set(events.map((event) => `${event.recordedAt} ${event.knownFrom}`)).size).toBe(1);
    }));

  it.each([
    ['2012-01-31', '2012-01-31T00:00:00.000Z', 'a day in winter begins at midnight UTC'],
    ['2012-07-31', '2012-07-30T23:00:00.000Z', 'a day in summer begins an hour before midnight UTC'],
    ['2012-03-25', '2012-03-25T00:00:00.000Z', 'the day on which summer time begins'],
    ['2012-03-26', '2012-03-25T23:00:00.000Z', 'the day after it'],
    ['2012-10-28', '2012-10-27T23:00:00.000Z', 'the day on which summer time ends'],
    ['2012-07-31T09:30:00Z', '2012-07-31T09:30:00.000Z', 'an instant is itself'],
    ['2012-07-31T09:30:00.250+01:00', '2012-07-31T08:30:00.250Z', 'in UTC'],
  ])('while migrating, an event that occurred %s is known from %s: %s', (occurredAt, instant) =>
    onFreshLedger(adapter, async ({ ledger, clock }) => {
      const [event] = await say(ledger, { batches: [migrated(occurredAt)] });
      expect(event).toMatchObject({ occurredAt, knownFrom: instant, recordedAt: clock.time });
    }),
  );

  it.each([
    '2012-02-30',
    '2011-02-29',
    '2012-13-01',
    '31/07/2012',
    'July 2012',
    '2012',
    '2012-07',
    '2012-07-31T09:30:00',
    '2012-02-30T09:30:00Z',
    '2012-07-31T25:00:00Z',
    '9999-12-31T23:00:00-14:00',
    '',
  ])("an event can't have occurred %j: neither a date nor an instant with its offset", (occurredAt) =>
    onFreshLedger(adapter, async ({ ledger }) => {
      await expect(say(ledger, { batches: [migrated(occurredAt)] })).rejects.toThrow(RangeError);
      await expect(say(ledger, { batches: [live(occurredAt)] })).rejects.toThrow(RangeError);
      expect(allEvents(ledger)).toEqual([]);
    }),
  );

  it('nothing can have occurred later than it is recorded: one wrong digit would stop the clock of the ledger for ever', () =>
    onFreshLedger(adapter, async ({ ledger, clock }) => {
      clock.time = '2026-07-01T22:59:59.999Z';
      for (const batch of [
        migrated('2026-07-02'),
        live('2026-07-02'),
        migrated('2112-05-31'),
        live('2026-07-01T23:00:00Z'),
      ]) {
        await expect(say(ledger, { batches: [batch] })).rejects.toBeInstanceOf(OccurredInFuture);
      }
      for (const [ofEvent, ofBatch] of [
        ['2026-07-02', '2026-07-01'],
        ['2026-07-01', '2026-07-02'],
      ]) {
        const batch = { ...migrated(ofBatch), events: [{ ...said('a'), occurredAt: ofEvent ?? '' }] };
        await expect(say(ledger, { batches: [batch] })).rejects.toBeInstanceOf(OccurredInFuture);
      }
      expect(allEvents(ledger)).toEqual([]);
      clock.time = '2026-07-01T23:00:00.000Z';
      await say(ledger, { batches: [migrated('2026-07-02')] });
      expect(knownFrom(allEvents(ledger))).toEqual(['2026-07-01T23:00:00.000Z']);
    }));

  it('an event that occurred on a day of its own says so; its batch is known when the batch is', () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      const events = [
        { ...said('a'), occurredAt: '2012-05-01' },
        said('b'),
        { ...said('c'), occurredAt: '2012-06-30' },
      ];
      const stored = await say(ledger, { batches: [{ ...migrated('2012-05-31'), events }] });
      expect(stored.map(({ occurredAt }) => occurredAt)).toEqual(['2012-05-01', '2012-05-31', '2012-06-30']);
      expect(new Set(knownFrom(stored))).toEqual(new Set(['2012-05-30T23:00:00.000Z']));
      const [alone] = await say(ledger, {
        batches: [{ ...migrated(), events: [{ ...said('a'), occurredAt: '2012-01-31' }] }],
      });
      expect(alone).toMatchObject({ occurredAt: '2012-01-31', knownFrom: '2012-05-30T23:00:00.000Z' });
    }));

  it('while migrating, an event without a date is known from the clock as it stands, never from now', () =>
    onFreshLedger(adapter, async ({ ledger, clock }) => {
      const events = await say(ledger, {
        batches: [migrated(), migrated('2012-01-31'), migrated(), migrated('2012-02-29'), migrated()],
      });
      expect(knownFrom(events)).toEqual([
        BEFORE_EVERYTHING,
        '2012-01-31T00:00:00.000Z',
        '2012-01-31T00:00:00.000Z',
        '2012-02-29T00:00:00.000Z',
        '2012-02-29T00:00:00.000Z',
      ]);
      expect(events.every(({ recordedAt }) => recordedAt === clock.time)).toBe(true);
    }));

  it('an older date does not set the clock back', () =>
    onFreshLedger(adapter, async ({ ledger, reopened }) => {
      await say(ledger, { batches: [migrated('2012-02-29')] });
      const [event] = await say(await reopened(), { batches: [migrated('2012-01-31')] });
      expect(event).toMatchObject({ occurredAt: '2012-01-31', knownFrom: '2012-02-29T00:00:00.000Z' });
    }));

  it('once live, events are known from when they are recorded, and what they say of the past is only a description', () =>
    onFreshLedger(adapter, async ({ ledger, clock }) => {
      await say(ledger, { batches: [migrated('2012-02-29')] });
      const [event] = await say(ledger, { batches: [live('2012-01-31')] });
      expect(event).toMatchObject({ occurredAt: '2012-01-31', recordedAt: clock.time, knownFrom: clock.time });
    }));

  it("neither clock ever falls, whatever is said and wherever the machine's clock goes", () =>
    onFreshLedger(adapter, async ({ ledger, clock }) => {
      const saying = fc.record({
        now: instants,
        occurred: fc.option(instants, { nil: undefined }),
        isLive: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(saying, async ({ now, occurred, isLive }) => {
          const before = ledger.read((reader) => reader.head());
          clock.time = now;
          const batch = isLive ? live(occurred) : migrated(occurred);
          if (occurred !== undefined && occurred > now && occurred > before.recordedAt) {
            await expect(say(ledger, { batches: [batch] })).rejects.toBeInstanceOf(OccurredInFuture);
            expect(ledger.read((reader) => reader.head())).toEqual(before);
            return;
          }
          const [event] = await say(ledger, { batches: [batch] });
          const later = (a: string, b: string): string => (a > b ? a : b);
          expect(event?.recordedAt).toBe(later(now, before.recordedAt));
          const stated = isLive ? later(now, before.recordedAt) : (occurred ?? before.knownFrom);
          expect(event?.knownFrom).toBe(later(stated, before.knownFrom));
        }),
        { numRuns: 60 },
      );
    }));

  it('what was known, and what was recorded, before an instant is found for every instant', () =>
    onFreshLedger(adapter, async ({ ledger, clock }) => {
      const days = ['2012-01-31', '2012-01-31', '2012-05-31', '2012-05-31', '2012-07-31', '2012-09-30'];
      for (const [index, day] of days.entries()) {
        clock.time = `2026-01-0${Math.floor(index / 2) + 1}T12:00:00.000Z`;
        await say(ledger, { batches: [{ ...migrated(day), events: [said('a'), said('b')] }] });
      }
      const events = allEvents(ledger);
      const moments = events
        .flatMap((event) => [event.knownFrom, event.recordedAt])
        .flatMap((instant) => [-1, 0, 1].map((step) => new Date(Date.parse(instant) + step).toISOString()));
      for (const moment of [BEFORE_EVERYTHING, ...moments, '9999-12-31T00:00:00.000Z']) {
        const last = (clockOf: (event: EventEnvelope) => string): number =>
          events.findLast((event) => clockOf(event) < moment)?.position ?? 0;
        expect(ledger.read((reader) => [reader.lastKnownBefore(moment), reader.lastRecordedBefore(moment)])).toEqual([
          last((event) => event.knownFrom),
          last((event) => event.recordedAt),
        ]);
      }
    }));
}
