import { DefineIndicator, RecordAction, RedactText, ReportActionProgress, SubmitReturn } from '@outturn/domain';
import { stability, temporaryLedger } from './temporary-ledger.fixture.js';

const store = temporaryLedger();
beforeEach(async () => {
  await store.accept(DefineIndicator, { ...stability, frequencies: ['quarter'] });
});

const figure = { indicator: stability.id, period: '2017-18Q2', value: '77' };
const kept = () => store.ledger.read((reader) => reader.texts());
const textAt = (position: number, field: string) =>
  store.ledger.read((reader) => reader.text(reader.eventAt(position)?.data[field] as string));

describe('a free text', () => {
  it('stands in no event: its digest does, and the words lie beside', async () => {
    const { position } = await store.accept(SubmitReturn, { ...figure, commentary: 'Kim Brown was pleased.' });
    expect(store.bytes.join('\n')).not.toContain('Kim Brown');
    expect(store.events.at(-1)?.data['commentary']).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(textAt(position, 'commentary')).toMatchObject({ text: 'Kim Brown was pleased.' });
  });

  it.each([
    ['an action', RecordAction, { ref: 'a', action: 'Kim Brown', lead: 'Kim Brown', progress: 'Kim Brown' }],
    ['an owner', DefineIndicator, { ...stability, id: 'other', frequencies: ['year' as const], owner: 'Kim Brown' }],
  ] as const)('of %s stands in no event either', async (_what, type, fields) => {
    await store.accept<object>(type, fields);
    expect(store.bytes.join('\n')).not.toContain('Kim Brown');
    expect(kept().map(({ text }) => text)).toContain('Kim Brown');
  });

  it('keeps its digest when its entity says it again, so that nothing has changed', async () => {
    await store.accept(SubmitReturn, { ...figure, commentary: 'Good.' });
    expect(await store.submit(SubmitReturn, { ...figure, commentary: 'Good.' })).toMatchObject({ status: 'unchanged' });
    await store.accept(SubmitReturn, { ...figure, value: '78', commentary: 'Good.', reason: 'Late.' });
    const [first, second] = store.events.filter(({ entity }) => entity.startsWith('return/'));
    expect(second?.data['commentary']).toBe(first?.data['commentary']);
  });

  it('has another digest for another entity: equal words of two councils or figures cannot be matched', async () => {
    await store.accept(SubmitReturn, { ...figure, commentary: 'Good.' });
    await store.accept(SubmitReturn, { ...figure, period: '2017-18Q3', commentary: 'Good.' });
    const digests = store.events.flatMap(({ data }) => (data['commentary'] === undefined ? [] : [data['commentary']]));
    expect(new Set(digests).size).toBe(2);
  });

  it('that no event mentions is not kept: nobody could find it to redact it', async () => {
    await store.accept(SubmitReturn, { ...figure, reason: 'A first figure needs none.' });
    expect(kept()).toEqual([]);
  });

  it('of a refused or unchanged command is not kept', async () => {
    await store.accept(SubmitReturn, figure);
    await store.submit(SubmitReturn, { ...figure, reason: 'No change.' });
    await store.submit(SubmitReturn, { ...figure, value: '101', commentary: 'Too much.' });
    expect(kept()).toEqual([]);
  });
});

describe('a redaction', () => {
  it('takes away words and salt, and says who did it and why', async () => {
    const { position } = await store.accept(SubmitReturn, { ...figure, commentary: 'Kim Brown was pleased.' });
    const before = store.bytes;
    const redaction = await store.accept(
      RedactText,
      { position, field: 'commentary', reason: 'It names a child.' },
      { actor: 'caldicott' },
    );
    expect(store.bytes.slice(0, before.length)).toEqual(before);
    expect(redaction.events).toMatchObject([
      { type: 'TextRedacted', actor: 'caldicott', data: { position, field: 'commentary' } },
    ]);
    expect(textAt(position, 'commentary')).toEqual({ redactedAt: redaction.position });
    expect(JSON.stringify(kept())).not.toContain('Kim Brown');
    expect(kept().filter(({ redactedAt }) => redactedAt !== null)).toMatchObject([{ salt: null, text: null }]);
  });

  it('takes the words away wherever the entity said them', async () => {
    const first = await store.accept(SubmitReturn, { ...figure, commentary: 'Kim.' });
    const second = await store.accept(SubmitReturn, { ...figure, value: '78', commentary: 'Kim.', reason: 'Late.' });
    await store.accept(RedactText, { position: first.position, field: 'commentary', reason: 'A name.' });
    expect(textAt(second.position, 'commentary')).toEqual({ redactedAt: store.head });
    expect(textAt(second.position, 'reason')).toMatchObject({ text: 'Late.' });
  });

  it('of what is redacted already changes nothing', async () => {
    const { position } = await store.accept(SubmitReturn, { ...figure, commentary: 'Kim.' });
    await store.accept(RedactText, { position, field: 'commentary', reason: 'A name.' });
    expect(await store.submit(RedactText, { position, field: 'commentary', reason: 'Again.' })).toMatchObject({
      status: 'unchanged',
    });
  });

  it.each([
    ['an event that is not there', 99, 'commentary'],
    ['a member that holds no text', 2, 'title'],
    ['a member that is not there', 2, 'commentary'],
  ])('of %s is refused', async (_what, position, field) => {
    expect(await store.submit(RedactText, { position, field, reason: 'A name.' })).toMatchObject({
      status: 'rejected',
      rejection: { kind: 'NoSuchText', position, member: field },
    });
  });

  it('lets the words be said again, under another digest', async () => {
    await store.accept(RecordAction, { ref: 'a', action: 'Train all members' });
    const first = await store.accept(ReportActionProgress, { ref: 'a', progress: 'Kim has come.' });
    await store.accept(RedactText, { position: first.position, field: 'progress', reason: 'A name.' });
    const second = await store.accept(ReportActionProgress, { ref: 'a', progress: 'Kim has come.' });
    expect(second.events[0]?.data['progress']).not.toBe(first.events[0]?.data['progress']);
    expect(textAt(first.position, 'progress')).toMatchObject({ redactedAt: first.position + 1 });
  });
});
