import type { LedgerVerification, ReplayReport } from '@outturn/wiring';
import { Links } from '../../frame/links';
import { runsView, runView } from './runs.view';
import type { Run, RunState } from './runs';

const links = new Links('walsall');
const run = (state: RunState, kind: Run['kind'] = 'verification'): Run => ({
  id: 'a-run',
  kind,
  startedBy: 'mary',
  startedAt: '2026-11-22T03:17:53.743Z',
  state,
});
const rowsHold: ReplayReport = {
  ledger: 'walsall',
  position: 70,
  root: 'ab',
  rows: 12,
  differences: [],
  otherVersions: [],
  textFaults: [],
  limits: [],
};

const verified = (told: Partial<LedgerVerification> = {}, isKeyPinned = true): Run => {
  const report = {
    ledger: 'walsall',
    position: 80,
    root: 'ab',
    ok: true,
    faults: [],
    redactedTexts: 0,
    checkpoint: { size: 70, state: 'fits', signedByPinnedKey: true },
    limits: [],
    replay: rowsHold,
    ...told,
  } as const satisfies LedgerVerification;
  return run({ status: 'done', found: { kind: 'verification', report, isKeyPinned }, checkpoint: null });
};
const replayed = (told: Partial<ReplayReport>): Run => {
  const report = {
    ledger: 'walsall',
    position: 80,
    root: 'ab',
    rows: 61,
    differences: [],
    otherVersions: [],
    textFaults: [],
    limits: [],
    ...told,
  };
  return run({ status: 'done', found: { kind: 'replay', report }, checkpoint: null }, 'replay');
};
const shown = (of: Run) => {
  const { title, view } = runView(of, links);
  return { title, ...(view as { result: { problems: string[]; limits: string[]; sentences: string[] } }).result };
};

describe('a verification', () => {
  it('looks at the kept rows too, and names the first that is not as the events say', () => {
    const raised = { view: 'figure', key: 'a', fromPosition: 4, column: 'value', kept: '91', rebuilt: '61' };
    expect(shown(verified({ ok: false, replay: { ...rowsHold, differences: [raised] } }))).toMatchObject({
      title: 'The ledger does not hold',
      problems: ['Figure, a, from position 4, value: kept 91, rebuilt 61.'],
    });
    expect(shown(verified({ ok: false, replay: null })).limits).toContainEqual(
      expect.stringContaining('The rows that the pages show were not looked at'),
    );
  });

  it('that holds says what it was held against and what it cannot show', () => {
    expect(shown(verified())).toMatchObject({
      title: 'The ledger holds',
      problems: [],
      sentences: [
        '80 events were recomputed from the stored bytes.',
        'Your checkpoint of position 70 fits: nothing before it was changed.',
        'Your key signed it.',
        '70 events were replayed and 12 rows compared.',
        'Every kept text was compared with the digest that it is kept under.',
      ],
      limits: ['What came after position 70 is newer than your checkpoint. A change among it cannot be seen.'],
    });
    expect(shown(verified({ checkpoint: null, redactedTexts: 1 }, false))).toMatchObject({
      sentences: [
        '80 events were recomputed from the stored bytes.',
        '1 text redacted, each by an event: that is no fault.',
        '70 events were replayed and 12 rows compared.',
        'Every kept text was compared with the digest that it is kept under.',
      ],
      limits: [expect.stringContaining('You brought no checkpoint'), 'You gave no key, so who signed was not checked.'],
    });
  });

  it.each([
    ['shorter', true, 'Your checkpoint is of position 70, and the ledger is shorter: its end was dropped.'],
    ['rewritten', true, 'Your checkpoint of position 70 does not fit: the past was rewritten.'],
    ['fits', false, 'Your key did not sign your checkpoint, so it proves nothing.'],
  ] as const)('says what is wrong where the checkpoint is %s and signed: %s', (state, signedByPinnedKey, problem) => {
    const checkpoint = { size: 70, state, signedByPinnedKey };
    expect(shown(verified({ ok: false, checkpoint }))).toMatchObject({
      title: 'The ledger does not hold',
      problems: [problem],
    });
  });

  it('names each fault by its event, and no more than a hundred of them', () => {
    const fault = { position: 7, kind: 'LeafDiffers', detail: 'kept ab, computed cd' } as const;
    expect(shown(verified({ ok: false, faults: [fault, { ...fault, position: null }] })).problems).toEqual([
      'Event 7: LeafDiffers, kept ab, computed cd.',
      'The ledger: LeafDiffers, kept ab, computed cd.',
    ]);
    const many = shown(verified({ ok: false, faults: Array.from({ length: 103 }, () => fault) })).problems;
    expect([many.length, many.at(-1)]).toEqual([101, 'And 3 more faults, which the report names.']);
  });
});

describe('a replay', () => {
  it('that differs names view, row and column', () => {
    const difference = {
      view: 'figure',
      key: 'cl-eet\u001Fall\u001F2017-18Q2',
      fromPosition: 7,
      column: 'value',
      kept: '77',
      rebuilt: null,
    };
    expect(shown(replayed({ differences: [difference] }))).toMatchObject({
      title: 'Kept rows differ from the events',
      problems: ['Figure, cl-eet, all, 2017-18Q2, from position 7, value: kept 77, rebuilt nothing.'],
    });
  });

  it('names a text that is not as the events say, and what it did not look at', () => {
    const fault = {
      position: 7,
      kind: 'TextDiffers',
      detail: 'the text kept as sha256:ab has another digest',
    } as const;
    expect(shown(replayed({ textFaults: [fault], limits: ['The stored bytes were not looked at.'] }))).toMatchObject({
      title: 'Kept texts differ from the events',
      ok: false,
      problems: ['Event 7: TextDiffers, the text kept as sha256:ab has another digest.'],
      limits: ['The stored bytes were not looked at.'],
    });
  });

  it('says which rows were not compared', () => {
    expect(shown(replayed({ otherVersions: [{ view: 'figure', kept: 1, ours: 2 }] }))).toMatchObject({
      title: 'Every row is as the events say',
      limits: ['The rows of “figure” were not compared: another release made them (version 1; this one has 2).'],
    });
  });
});

describe('a run', () => {
  it('says how far it is while it runs, also before anything was counted', () => {
    const { view } = runView(run({ status: 'running', position: 20, of: 1234 }), links);
    expect(view).toMatchObject({ progress: { sentence: '20 of 1,234 events so far.' }, result: null, report: null });
    const { view: begun } = runView(run({ status: 'running', position: 0, of: 0 }), links);
    expect(begun).toMatchObject({ progress: { sentence: 'It has begun.' } });
  });

  it('says why it broke off', () => {
    const content = runView(run({ status: 'failed', sentence: 'the disk is full' }), links);
    expect([content.title, content.view]).toMatchObject(['Verification broke off', { failure: 'The disk is full.' }]);
  });

  it('is listed with who began it, when, and whether it holds', () => {
    const { view } = runsView([verified({ ok: false }), run({ status: 'running', position: 0, of: 0 })], links);
    expect(view).toMatchObject({
      runs: [
        { tag: { text: 'Does not hold' }, when: 'Begun on 22 November 2026 at 03:17 (universal time) by mary' },
        { tag: { text: 'Running' } },
      ],
    });
  });
});
