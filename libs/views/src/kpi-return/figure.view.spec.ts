import type { FigureData, KpiReturnEvent } from '@outturn/domain';
import { given, told, witnessed } from '../view-story.fixture.js';
import { figureView } from './figure.view.js';

const slot = { indicator: 'stability', breakdown: 'all', period: '2017-18Q2' };
const figure = (members: Partial<FigureData> = {}): FigureData => ({
  ...slot,
  value: '77',
  computed: null,
  numerator: null,
  denominator: null,
  symbol: null,
  qualifier: null,
  status: 'final',
  commentary: null,
  source: null,
  extractedOn: null,
  sourceDigest: null,
  warnings: [],
  definition: 1,
  ...members,
});
const about = (event: KpiReturnEvent, times?: typeof witnessed) => {
  const { indicator, breakdown, period } = event.data;
  return told(`return/${indicator}/${breakdown}/${period}`, event, times);
};
const submitted = (members: Partial<FigureData> = {}) =>
  about({ type: 'KpiReturnSubmitted', schemaVersion: 2, data: figure(members) });
const finalised = about({
  type: 'KpiReturnFinalised',
  schemaVersion: 2,
  data: { ...figure({ value: '78' }), reason: null },
});
const corrected = (value: string) =>
  about(
    { type: 'KpiReturnCorrected', schemaVersion: 2, data: { ...figure({ value }), reason: 'sha256:1' } },
    witnessed,
  );
const withdrawn = about({ type: 'KpiReturnWithdrawn', schemaVersion: 1, data: { ...slot, reason: 'sha256:2' } });

const shown = (members: Partial<FigureData>, origin: object) => ({
  ...figure(members),
  published: null,
  symbol: null,
  basis: 'migrated',
  ...origin,
});
const KEY = 'stability | all | 2017-18Q2';

describe('the view of figures', () => {
  it('has a figure as it was submitted, with the definition that it was made under and where it comes from', () => {
    const members: Partial<FigureData> = {
      value: '26.6',
      computed: '26.7',
      numerator: '16',
      denominator: '60',
      definition: 3,
    };
    given(figureView, submitted(members)).then({ [KEY]: shown(members, { position: 1, type: 'KpiReturnSubmitted' }) });
  });

  it('keeps the warning that a figure was submitted with', () => {
    const warnings = [{ kind: 'StatedDiffersFromComputed', stated: '26.6', computed: '26.7' }] as const;
    given(figureView, submitted({ warnings })).then({
      [KEY]: shown({ warnings }, { position: 1, type: 'KpiReturnSubmitted' }),
    });
  });

  it('has a figure as it became final', () => {
    given(figureView, submitted({ status: 'provisional' }), finalised).then({
      [KEY]: shown({ value: '78' }, { position: 2, type: 'KpiReturnFinalised' }),
    });
  });

  it('has a figure as it was last corrected, and says that the correction was witnessed', () => {
    given(figureView, submitted(), corrected('76'), corrected('75')).then({
      [KEY]: shown({ value: '75' }, { position: 3, type: 'KpiReturnCorrected', basis: 'recorded' }),
    });
  });

  it('has no figure that was withdrawn, and has it again when it is submitted again', () => {
    given(figureView, submitted(), withdrawn).then({});
    given(figureView, submitted(), withdrawn, submitted({ value: '70' })).then({
      [KEY]: shown({ value: '70' }, { position: 3, type: 'KpiReturnSubmitted' }),
    });
  });

  it('keeps periods and breakdowns apart', () => {
    const [quarter, band] = [{ period: '2017-18Q3' }, { breakdown: 'age=16-18' }];
    given(figureView, submitted(), submitted(quarter), submitted(band)).then({
      [KEY]: shown({}, { position: 1, type: 'KpiReturnSubmitted' }),
      'stability | all | 2017-18Q3': shown(quarter, { position: 2, type: 'KpiReturnSubmitted' }),
      'stability | age=16-18 | 2017-18Q2': shown(band, { position: 3, type: 'KpiReturnSubmitted' }),
    });
  });
});
