import { currentRules, IssueSnapshot, RedactText, SubmitReturn } from '@outturn/domain';
import { snapshotDigest, type Snapshot } from './snapshot.js';
import { temporaryLedger } from './temporary-ledger.fixture.js';

const store = temporaryLedger();
beforeEach(() =>
  store.import({
    'indicators.csv': ['id,title,unit,polarity,frequencies,occurred', 'a,A,percent,higher,quarter,2017-11-30'],
    'targets.csv': ['indicator,period,kind,value,occurred', 'a,2017-18,point,72,2017-11-30'],
    'returns.csv': [
      'indicator,period,value,commentary,source,occurred',
      'a,2017-18Q2,77,Kim was pleased.,Report,2017-11-30',
    ],
  }),
);
const take = (question = {}): Snapshot => store.ask('snapshot', { preparedFor: 'Scrutiny', ...question });
const again = ({ position, asAt }: Snapshot): Snapshot => take({ knownAt: String(position), asAt });
const figurePosition = () => store.events.findIndex(({ type }) => type === 'KpiReturnSubmitted') + 1;

describe('a snapshot', () => {
  it('names what it rests on: ledger, position, root, date and the versions of its rules, and no view', () => {
    const { rows: _rows, texts: _texts, digest, ...grounds } = take();
    expect(grounds).toEqual({
      format: 'outturn-snapshot@2',
      ledger: 'walsall',
      position: 4,
      root: store.ledger.read((reader) => reader.rootAt(4)),
      asAt: '2017-11-30',
      preparedFor: 'Scrutiny',
      indicators: null,
      rules: currentRules,
    });
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('is the scorecard of that moment with digests in the place of its texts, which lie beside', () => {
    const { rows, texts } = take();
    const scorecard = store.ask('scorecard', {}).rows;
    const words = (digest: string | null) => (digest === null ? null : texts[digest]?.text);
    expect(rows.map((row) => ({ ...row, commentary: words(row.commentary), source: words(row.source) }))).toEqual(
      scorecard,
    );
    expect(JSON.stringify(rows)).not.toContain('Kim');
  });

  it('can be rebuilt to the byte after later appends', async () => {
    const snapshot = take();
    await store.accept(SubmitReturn, { indicator: 'a', period: '2017-18Q2', value: '70', reason: 'Wrong.' });
    await store.accept(SubmitReturn, { indicator: 'a', period: '2017-18Q3', value: '71' });
    expect(again(snapshot)).toEqual(snapshot);
    expect(take().digest).not.toBe(snapshot.digest);
  });

  it('can be rebuilt to the byte after a redaction, apart from the words that are gone', async () => {
    const snapshot = take();
    await store.accept(RedactText, { position: figurePosition(), field: 'commentary', reason: 'A name.' });
    const { texts, ...rebuilt } = again(snapshot);
    expect({ ...rebuilt, texts: snapshot.texts }).toEqual(snapshot);
    expect(Object.values(texts).map(({ text }) => text)).toEqual(['Report']);
  });

  it('has a digest over all of it and nothing else', () => {
    const snapshot = take();
    const { digest, texts: _texts, ...content } = snapshot;
    expect(snapshotDigest({ ...content, rows: [...content.rows] })).toBe(digest);
    const others: Partial<Snapshot>[] = [
      { ledger: 'dudley' },
      { position: 3 },
      { root: '0'.repeat(64) },
      { asAt: '2017-12-01' },
      { preparedFor: null },
      { indicators: ['a'] },
      { rules: { assessment: 'assessment@1' } },
      { rows: [] },
      { rows: snapshot.rows.map((row) => ({ ...row, value: '78' })) },
    ];
    expect(others.map((other) => snapshotDigest({ ...content, ...other })).filter((other) => other === digest)).toEqual(
      [],
    );
  });

  it('that is issued is an event, which names it and leaves it as it was', async () => {
    const { digest, position, asAt, rules, ...snapshot } = take();
    const { events } = await store.accept(IssueSnapshot, { digest, position, asAt, rules, issuedTo: 'Scrutiny' });
    expect(events.at(-1)).toMatchObject({ type: 'SnapshotIssued', data: { digest, position, issuedTo: 'Scrutiny' } });
    expect(again({ ...snapshot, digest, position, asAt, rules }).digest).toBe(digest);
  });
});
