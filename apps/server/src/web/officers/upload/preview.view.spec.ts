import type { TakenRow } from '@outturn/wiring';
import type { ImportAnswer } from '../../../rest/import-answer.js';
import type { FormView } from '../../forms/form.view.js';
import { Links } from '../../frame/links.js';
import { previewView } from './preview.view.js';

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

const viewOf = (changed: Partial<ImportAnswer>, taken: readonly TakenRow[] = []) =>
  previewView(form, 'q2.csv', { ...answer, ...changed }, taken, new Links('walsall'), (query) => JSON.stringify(query))
    .view as Record<string, unknown>;

describe('the preview of an upload', () => {
  it('says what the file was read as', () => {
    expect(viewOf({}).kinds).toEqual(['1 row read as returns.']);
  });

  it('shows for each row what stands and what it becomes', () => {
    const row = { file: 'q2.csv', line: 2, entity: 'return/cl-eet/all/2017-18Q2', outcome: 'accepted' } as const;
    const changes = [
      { member: 'value', was: '77', becomes: '78' },
      { member: 'sourceDigest', was: null, becomes: 'ab' },
    ];
    expect(viewOf({}, [{ ...row, changes }]).groups).toMatchObject([
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
