import { DefineIndicator, RedactText, SubmitReturn } from '@outturn/domain';
import { stability, temporaryLedger, type Accepted } from './temporary-ledger.fixture.js';

const store = temporaryLedger();
beforeEach(async () => {
  await store.accept(DefineIndicator, { ...stability, frequencies: ['quarter'] });
});

const figure = { indicator: stability.id, period: '2017-18Q2', value: '77' };
const redact = (position: number, field: string) =>
  store.accept(RedactText, { position, field, reason: 'It names a child.' });

const again = async (first: Accepted, fields: Partial<SubmitReturn>): Promise<void> => {
  const { head } = store;
  expect(await store.submit(SubmitReturn, fields, { key: 'mine' })).toEqual({ ...first, repeated: true });
  expect(store.head).toBe(head);
};

describe('a request that comes again under its key', () => {
  it('is answered with the events of the first time and adds nothing', async () => {
    await again(await store.accept(SubmitReturn, figure, { key: 'mine' }), figure);
  });

  it('is answered so after the ledger was closed and opened again', async () => {
    const first = await store.accept(SubmitReturn, figure, { key: 'mine' });
    await store.reopen();
    await again(first, figure);
  });

  it('is answered so after others have written, and after the figure was corrected', async () => {
    const first = await store.accept(SubmitReturn, figure, { key: 'mine' });
    await store.accept(SubmitReturn, { ...figure, value: '78', reason: 'Late returns.' });
    await again(first, figure);
  });

  it('is answered so where two of it arrive together', async () => {
    const [one, two] = await Promise.all([
      store.accept(SubmitReturn, figure, { key: 'mine' }),
      store.accept(SubmitReturn, figure, { key: 'mine' }),
    ]);
    expect([one.repeated, two.repeated]).toEqual([false, true]);
    expect(two.events).toEqual(one.events);
  });

  it('is refused where it asks for something else', async () => {
    await store.accept(SubmitReturn, figure, { key: 'mine' });
    const { head } = store;
    const others: Partial<SubmitReturn>[] = [
      { ...figure, value: '78' },
      { ...figure, period: '2017-18Q3' },
      { ...figure, commentary: 'Good.' },
    ];
    for (const other of others) {
      expect(await store.submit(SubmitReturn, other, { key: 'mine' })).toMatchObject({ status: 'key-reused' });
    }
    expect(await store.submit(DefineIndicator, { ...stability, frequencies: ['year'] }, { key: 'mine' })).toMatchObject(
      {
        status: 'key-reused',
      },
    );
    expect(store.head).toBe(head);
  });

  it('is a request of its own where another asks it', async () => {
    await store.accept(SubmitReturn, figure, { key: 'mine' });
    expect(await store.submit(SubmitReturn, figure, { key: 'mine', actor: 'another' })).toMatchObject({
      status: 'unchanged',
    });
  });

  it('is decided afresh where it was refused before', async () => {
    const correction = { ...figure, period: '2017-18' };
    expect(await store.submit(SubmitReturn, correction, { key: 'mine' })).toMatchObject({ status: 'rejected' });
    await store.accept(DefineIndicator, { ...stability, frequencies: ['quarter', 'year'] });
    expect(await store.submit(SubmitReturn, correction, { key: 'mine' })).toMatchObject({
      status: 'accepted',
      repeated: false,
    });
  });

  it('is decided afresh where it had said nothing new', async () => {
    await store.accept(SubmitReturn, figure);
    expect(await store.submit(SubmitReturn, figure, { key: 'mine' })).toMatchObject({ status: 'unchanged' });
    await store.accept(SubmitReturn, { ...figure, value: '78', reason: 'Late returns.' });
    const outcome = await store.submit(SubmitReturn, { ...figure, reason: 'They were right.' }, { key: 'mine' });
    expect(outcome).toMatchObject({ status: 'accepted', repeated: false });
  });
});

describe('a request with texts that comes again under its key', () => {
  const told = { ...figure, commentary: 'Good.', source: 'Report of 30 November 2017' };

  it('is known by its texts', async () => {
    await again(await store.accept(SubmitReturn, told, { key: 'mine' }), told);
  });

  it('is refused where one of its texts is another', async () => {
    await store.accept(SubmitReturn, told, { key: 'mine' });
    expect(await store.submit(SubmitReturn, { ...told, commentary: 'Bad.' }, { key: 'mine' })).toMatchObject({
      status: 'key-reused',
    });
    // Both texts are the entity's, but each in the other's place.
    expect(
      await store.submit(SubmitReturn, { ...told, commentary: told.source, source: told.commentary }, { key: 'mine' }),
    ).toMatchObject({ status: 'key-reused' });
  });

  it('is taken at its word where a text was redacted meanwhile', async () => {
    const first = await store.accept(SubmitReturn, told, { key: 'mine' });
    await redact(first.position, 'commentary');
    await again(first, told);
  });

  it('is taken at its word where the redacted text had been said by an earlier command first', async () => {
    const earlier = await store.accept(SubmitReturn, told);
    const first = await store.accept(SubmitReturn, { ...told, value: '78', reason: 'Late.' }, { key: 'mine' });
    await redact(earlier.position, 'commentary');
    await again(first, { ...told, value: '78', reason: 'Late.' });
  });

  it('is taken at its word where the redacted text was said again since', async () => {
    const first = await store.accept(SubmitReturn, told, { key: 'mine' });
    await redact(first.position, 'commentary');
    await store.accept(SubmitReturn, { ...told, value: '78', reason: 'Late.' });
    await again(first, told);
  });

  it('is known although one of its texts stands in no event', async () => {
    const withReason = { ...told, reason: 'A first figure needs none.' };
    await again(await store.accept(SubmitReturn, withReason, { key: 'mine' }), withReason);
  });

  it('is known although such a text was kept for another command since', async () => {
    const withReason = { ...told, reason: 'Late.' };
    const first = await store.accept(SubmitReturn, withReason, { key: 'mine' });
    await store.accept(SubmitReturn, { ...withReason, value: '78' });
    await again(first, withReason);
  });
});
