import { replayViews, type ReplayReport } from './replay-views.js';
import { REDACTION, type KeptLedger } from './verification/kept-ledger.fixture.js';
import { Scene } from './verification/scene.fixture.js';

const scene = new Scene();

const replay = (to?: number): Promise<ReplayReport> =>
  replayViews(
    {
      path: scene.ledger.path,
      ledger: 'walsall',
      views: [],
      readEvent: (event) => event,
      clock: { now: () => '2026-12-01T00:00:00.000Z' },
    },
    to,
    () => undefined,
  );

const said = (index = 3): KeptLedger['texts'][number] => scene.kept.texts.at(index) as KeptLedger['texts'][number];

describe('a replay', () => {
  it('finds the texts as their digests name them, and says what it did not look at', async () => {
    expect(await replay()).toMatchObject({
      textFaults: [],
      limits: [expect.stringContaining('outturn verify')],
    });
  });

  it.each([
    ['that was changed', "text = text || '.'", 'TextDiffers'],
    [
      'whose beginning was moved into its salt',
      'salt = salt || CAST(substr(text, 1, 3) AS BLOB), text = substr(text, 4)',
      'TextDiffers',
    ],
    ['that no event took out', 'salt = NULL, text = NULL', 'TextMissing'],
  ])('names a text %s by the event that says it', async (_name, sql, kind) => {
    scene.ledger.run(`UPDATE text SET ${sql} WHERE digest = ?`, said().digest);
    expect((await replay()).textFaults).toMatchObject([{ position: said().position, kind }]);
  });

  it('names a redacted text that was put back', async () => {
    const { text, salt } = scene.kept.redacted;
    scene.ledger.run(
      'UPDATE text SET text = ?, salt = ? WHERE digest = ?',
      text,
      Buffer.from(salt, 'hex'),
      said(-1).digest,
    );
    expect((await replay()).textFaults).toMatchObject([{ position: said(-1).position, kind: 'RedactedTextKept' }]);
  });

  it('that ends before the last event says that it did not look at texts: a later event may have taken one out', async () => {
    const { textFaults, limits } = await replay(REDACTION - 1);
    expect(textFaults).toBeNull();
    expect(limits).toContainEqual(expect.stringContaining('texts were not looked at'));
  });
});
