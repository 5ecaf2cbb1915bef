import { CloseMigration, DefineIndicator, OpenLedger, SetTarget, SubmitReturn } from '@outturn/domain';
import { stability, temporaryLedger } from './temporary-ledger.fixture.js';

const store = temporaryLedger();
const define = (title: string = stability.title) =>
  store.submit(DefineIndicator, { ...stability, frequencies: ['quarter'], title });
const figure = { indicator: stability.id, period: '2017-18Q2', value: '77' };

describe('a command', () => {
  it('is accepted with the events as they lie in the ledger, and says where it has brought its entity', async () => {
    const outcome = await store.accept(DefineIndicator, {
      ...stability,
      frequencies: ['quarter'],
      occurred: '2017-11-30',
    });
    expect(outcome).toMatchObject({
      status: 'accepted',
      entity: 'indicator/placement-long-term',
      entityVersion: 1,
      repeated: false,
    });
    expect(outcome.position).toBe(store.head);
    expect(outcome.events).toEqual(store.events.slice(1));
  });

  it('carries in its envelope who asked, by what way, of what request and when it is said to have happened', async () => {
    const { events } = await store.accept(
      DefineIndicator,
      { ...stability, frequencies: ['quarter'], occurred: '2017-11-30' },
      { actor: 'mary', assurance: 'authenticated', via: 'http', key: 'k', correlationId: 'c', causationId: 'd' },
    );
    expect(events[events.length - 1]).toMatchObject({
      ledger: 'walsall',
      actor: 'mary',
      actorAssurance: 'authenticated',
      via: 'http',
      occurredAt: '2017-11-30',
      recordedAt: '2026-05-01T09:00:00.000Z',
      correlationId: 'c',
      causationId: 'd',
      batch: { index: 0, size: 1 },
    });
  });

  it('that says what is so already is unchanged and adds nothing', async () => {
    await define();
    const { head } = store;
    expect(await define()).toEqual({
      status: 'unchanged',
      entity: 'indicator/placement-long-term',
      entityVersion: 1,
      position: head,
      root: store.ledger.read((reader) => reader.rootAt(head)),
    });
    expect(store.head).toBe(head);
  });

  it('can be rehearsed: what it would come to is said, and nothing is written', async () => {
    await define();
    const before = store.bytes;
    expect(store.rehearse(SubmitReturn, figure)).toMatchObject({
      status: 'acceptable',
      events: [{ type: 'KpiReturnSubmitted', data: { value: '77' } }],
    });
    expect(store.rehearse(SubmitReturn, { ...figure, value: '101' })).toMatchObject({
      status: 'rejected',
      rejection: { kind: 'PercentOutOfRange' },
    });
    expect(store.rehearse(SubmitReturn, figure, { expectedVersion: 3 })).toMatchObject({ status: 'stale' });
    expect(store.bytes).toEqual(before);
  });

  it('that is refused leaves nothing', async () => {
    await store.accept(CloseMigration, {});
    const before = store.bytes;
    expect(await store.submit(SubmitReturn, { ...figure, commentary: 'Good.' })).toEqual({
      status: 'rejected',
      entity: 'return/placement-long-term/all/2017-18Q2',
      rejection: { kind: 'UnknownIndicator', field: 'indicator', indicator: 'placement-long-term' },
    });
    expect(store.bytes).toEqual(before);
    expect(store.ledger.read((reader) => reader.texts())).toEqual([]);
  });

  it('is decided on the facts of its own transaction: many at once see what the ones before them did', async () => {
    const outcomes = await Promise.all([
      define(),
      store.submit(SubmitReturn, figure),
      store.submit(SetTarget, { indicator: stability.id, period: '2017-18', kind: 'point', value: '72' }),
      store.submit(SubmitReturn, { ...figure, value: '78' }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted', 'rejected']);
    expect(outcomes[3]).toMatchObject({ rejection: { kind: 'CorrectionNeedsReason' } });
  });
});

describe('a command with the version that its sender saw', () => {
  it('is accepted where nothing has changed since', async () => {
    await define();
    expect(
      await store.submit(DefineIndicator, { ...stability, frequencies: ['year'] }, { expectedVersion: 1 }),
    ).toMatchObject({ status: 'accepted', entityVersion: 2 });
  });

  it('is refused where the entity has moved on, and hears by what', async () => {
    await define();
    await define('Long-term stability');
    await define('Stability');
    const { head } = store;
    const outcome = await store.submit(
      DefineIndicator,
      { ...stability, frequencies: ['year'] },
      { expectedVersion: 1 },
    );
    expect(outcome).toMatchObject({
      status: 'stale',
      expectedVersion: 1,
      entityVersion: 3,
      since: [
        { type: 'IndicatorRevised', entityVersion: 2, data: { title: 'Long-term stability' } },
        { type: 'IndicatorRevised', entityVersion: 3, data: { title: 'Stability' } },
      ],
    });
    expect(store.head).toBe(head);
  });

  it('is refused where there is no entity yet, and where there is one that its sender had not seen', async () => {
    expect(
      await store.submit(DefineIndicator, { ...stability, frequencies: ['year'] }, { expectedVersion: 1 }),
    ).toMatchObject({ status: 'stale', expectedVersion: 1, entityVersion: 0, since: [] });
    await define();
    expect(
      await store.submit(DefineIndicator, { ...stability, frequencies: ['year'] }, { expectedVersion: 0 }),
    ).toMatchObject({ status: 'stale', expectedVersion: 0, entityVersion: 1, since: [{ type: 'IndicatorDefined' }] });
  });

  it('is answered as before when it comes again after the entity has moved on', async () => {
    const by = { key: 'mine', expectedVersion: 0 };
    await store.accept(DefineIndicator, { ...stability, frequencies: ['year'] }, by);
    await define('Another title');
    expect(await store.submit(DefineIndicator, { ...stability, frequencies: ['year'] }, by)).toMatchObject({
      status: 'accepted',
      repeated: true,
      entityVersion: 1,
    });
  });
});

describe('a ledger', () => {
  it('is opened once', async () => {
    expect(await store.submit(OpenLedger, { name: 'Another name' })).toMatchObject({
      status: 'rejected',
      rejection: { kind: 'LedgerExists', name: 'Walsall Council' },
    });
  });
});

describe('a ledger that nobody has opened', () => {
  const closed = temporaryLedger('dudley', { opened: false });

  it('takes no command but the one that opens it', async () => {
    expect(await closed.submit(DefineIndicator, { ...stability, frequencies: ['year'] })).toMatchObject({
      status: 'rejected',
      rejection: { kind: 'LedgerNotOpen' },
    });
    expect(closed.head).toBe(0);
    await closed.accept(OpenLedger, { name: 'Dudley Council' });
    expect(closed.types).toEqual(['LedgerOpened']);
  });

  it('takes no file', async () => {
    const report = await closed.import({
      'indicators.csv': ['id,title,unit,polarity,frequencies', 'a,A,percent,higher,year'],
    });
    expect(report).toMatchObject({ accepted: 0, refusedCount: 1, refused: [{ rejection: { kind: 'LedgerNotOpen' } }] });
    expect(closed.head).toBe(0);
  });
});
