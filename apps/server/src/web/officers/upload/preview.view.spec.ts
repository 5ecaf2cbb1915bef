import type { ImportAnswer } from '../../../rest/import-answer.js';
import type { FormView } from '../../forms/form.view.js';
import { Links } from '../../frame/links.js';
import { previewView } from './preview.view.js';
import type { SaidInAddress } from './said-of-upload.js';
import type { SaidRow } from './said-rows.js';

const form = { errorSummary: null } as unknown as FormView;
const answer: ImportAnswer = {
  ledger: 'walsall',
  dryRun: true,
  accepted: 1,
  unchanged: 0,
  withdrawn: 0,
  defined: 0,
  files: [{ file: 'q2.csv', kind: 'returns', stated: false, rows: 1 }],
  readings: [],
  rows: [],
  rejected: [],
  rejectedCount: 0,
  rejectedRows: 0,
  warnings: [],
  warningCount: 0,
  position: 7,
  root: 'ab',
};
const fault = { file: 'q2.csv', line: 1, column: null, value: null, message: 'say which' };

const upload = { files: [{ name: 'q2.csv', bytes: Buffer.alloc(1) }], dictionary: null };
const viewOf = (changed: Partial<ImportAnswer>, said: SaidInAddress = {}, of = upload) =>
  previewView(form, of, said, { ...answer, ...changed }, new Links('walsall'), {
    preview: (more) => JSON.stringify(more),
    said: '/said',
  }).view as Record<string, unknown>;
const saidIn = (view: Record<string, unknown>): (readonly [string, string])[] =>
  (view.said as SaidRow[]).map(({ key, value }) => [key.text, value.text]);

describe('the preview of an upload', () => {
  it('says what the file was read as', () => {
    expect(saidIn(viewOf({}))).toEqual([['q2.csv', '1 row read as returns, as the columns say']]);
    const files = [{ file: 'q2.csv', kind: 'targets', stated: true, rows: 2 }] as const;
    expect(saidIn(viewOf({ files }))).toEqual([['q2.csv', '2 rows read as targets, as you said']]);
  });

  it('names what nobody said of a release, with a way to say it, and guesses none of it', () => {
    const files = [{ file: 'lait.csv', kind: 'lait', stated: false, rows: 2 }] as const;
    expect(saidIn(viewOf({ files })).slice(1)).toEqual([
      ['Label', 'Not said: the name of the file, q2.csv, stands for it'],
      ['Table', 'Not said: lait, the long file'],
      ['Day of publication', 'Not said'],
      ['Dictionary', 'Not said'],
    ]);
    expect((viewOf({ files }).said as SaidRow[]).map(({ actions }) => actions.items)).toMatchObject(
      ['kind', 'release', 'table', 'occurred-day', 'dictionary'].map((question) => [{ href: `/said#${question}` }]),
    );
    const said = { release: 'LAIT March 2025', table: 'adoption', occurred: '2025-03-20' };
    const dictionary = { name: 'dictionary.csv', bytes: Buffer.alloc(1) };
    expect(saidIn(viewOf({ files }, said, { ...upload, dictionary } as never)).slice(1)).toEqual([
      ['Label', 'LAIT March 2025'],
      ['Table', 'adoption'],
      ['Day of publication', '20 March 2025'],
      ['Dictionary', 'dictionary.csv'],
    ]);
  });

  it('asks for the day of rows that state none while history is brought in', () => {
    const warnings = [{ ...fault, kind: 'NoDateStated' }];
    expect(saidIn(viewOf({ warnings, warningCount: 1 }))[1]).toEqual(['Day of rows that state none', 'Not said']);
    expect(saidIn(viewOf({}, { occurred: '2012-07-31' }))[1]).toEqual(['Day of rows that state none', '31 July 2012']);
  });

  it('says of each row in which of several files it stands', () => {
    const two = { ...upload, files: [...upload.files, { name: 'q3.csv', bytes: Buffer.alloc(1) }] };
    const rejected = [{ ...fault, file: 'q3.csv', kind: 'CellInvalid' }];
    const view = viewOf({ rejected, rejectedCount: 1, rejectedRows: 1 }, {}, two);
    expect(view.placeHead).toMatchObject([{ text: 'File' }, { text: 'Line' }]);
    expect(view.rejected).toMatchObject([[{ text: 'q3.csv' }, { text: '1' }, {}, {}, { text: 'Say which' }]]);
  });

  it('of a release that only withdraws says that it does', () => {
    const row = {
      file: 'q2.csv',
      line: null,
      entity: 'benchmark/cl-eet/all/england/2016-17',
      outcome: 'withdrawn',
    } as const;
    const rows = [{ ...row, changes: [{ member: 'value', was: '77', becomes: null }] }];
    const view = viewOf({ accepted: 0, withdrawn: 1, unchanged: 4, rows });
    expect(view.outcome).toBe('0 rows accepted, 1 withdrawn, 4 unchanged, none rejected. Nothing is submitted yet.');
    expect(view.groups).toMatchObject([
      {
        caption: 'Withdrawn: the release has these no more (1)',
        rows: [[{ text: '' }, {}, { text: 'value 77' }, { text: 'Nothing' }]],
      },
    ]);
  });

  it('says how many warnings it does not show', () => {
    expect(viewOf({ warnings: [{ ...fault, kind: 'Odd' }], warningCount: 3 }).moreWarnings).toBe(
      '… and 2 more warnings.',
    );
  });

  it('shows for each row what stands and what it becomes', () => {
    const row = { file: 'q2.csv', line: 2, entity: 'return/cl-eet/all/2017-18Q2', outcome: 'accepted' } as const;
    const changes = [
      { member: 'value', was: '77', becomes: '78' },
      { member: 'sourceDigest', was: null, becomes: 'ab' },
    ];
    expect(viewOf({ rows: [{ ...row, changes }] }).groups).toMatchObject([
      { rows: [[{ text: '2' }, {}, { text: 'value 77' }, { text: 'value 78, source digest ab' }]] },
    ]);
  });

  it('asks for the kind where nobody can tell it, and offers no button', () => {
    const { choices, form: shown } = viewOf({
      accepted: 0,
      rejected: [{ ...fault, kind: 'KindDisagrees' }],
      rejectedCount: 1,
      rejectedRows: 1,
    });
    expect(choices).toMatchObject({
      title: 'What does this file hold?',
      ways: expect.arrayContaining([{ text: 'Read it as targets', href: '{"kind":"targets"}' }]) as unknown,
    });
    expect(shown).toBeNull();
  });

  it('asks whether an older release is meant', () => {
    expect(
      viewOf({ rejected: [{ ...fault, kind: 'ReleaseOutOfOrder' }], rejectedCount: 1, rejectedRows: 0 }),
    ).toMatchObject({
      outcome: expect.stringContaining('1 fault.') as unknown,
      choices: { ways: [{ href: '{"out-of-order":"yes"}' }] },
    });
  });

  it('counts faults and the rows that they stand in', () => {
    expect(viewOf({ rejected: [], rejectedCount: 3, rejectedRows: 2 }).outcome).toMatch(/^3 faults in 2 rows\. /);
  });
});
