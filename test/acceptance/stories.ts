import type { Question } from './question';

/** A thing that the product must show: a question, and its rows in their order, each by the members that matter. */
export interface Story {
  readonly council: string;
  readonly tells: string;
  readonly question: Question;
  readonly rows: readonly object[];
}

const wiltshire = (tells: string, indicators: readonly string[], rows: readonly object[]): Story => ({
  council: 'Wiltshire',
  tells,
  question: { ask: 'scorecard', ledger: 'wiltshire', indicators },
  rows,
});

const walsall = (
  tells: string,
  question: Omit<Extract<Question, { ask: 'scorecard' }>, 'ask' | 'ledger'>,
  rows: readonly object[],
): Story => ({
  council: 'Walsall',
  tells,
  question: { ask: 'scorecard', ledger: 'walsall', ...question },
  rows,
});

const trained = {
  indicator: 'training-members',
  period: '@2012-05-11',
  value: '26.6',
  computed: '26.7',
  numerator: '16',
  denominator: '60',
  warnings: [{ kind: 'StatedDiffersFromComputed', stated: '26.6', computed: '26.7' }],
};

/** Where a year has no earlier one and a half-year none: two series, each of one figure. */
const alone = { previous: null, yearAgo: null };

/** Figures from the three councils' papers, and what must come of them. */
export const stories: readonly Story[] = [
  wiltshire(
    "long-term stability of 77 is on course for the year's target of 72, 5 ahead, and is green; England is at 68, 9 worse, for another period; without counts nothing is said of significance",
    ['placement-long-term'],
    [
      {
        period: '2017-18Q2',
        value: '77',
        numerator: null,
        denominator: null,
        rag: 'green',
        ragBasis: 'course',
        ragPolicy: 'default@2',
        target: {
          kind: 'point',
          value: '72',
          met: null,
          onCourse: true,
          variance: '5',
          favourable: true,
          period: '2017-18',
        },
        benchmarks: [
          {
            area: 'england',
            value: '68',
            period: '2016-17',
            difference: '9',
            verdict: 'better',
            periodDiffers: true,
            significance: 'unknown',
          },
        ],
      },
    ],
  ),
  wiltshire(
    'three or more moves at 10 is within a range whose bounds nobody published, so it is not rated for that reason',
    ['placement-3plus-first-year'],
    [
      {
        value: '10',
        rag: 'not_rated',
        ragReason: 'TargetBoundsUnknown',
        target: { kind: 'range', lower: null, upper: null, met: null, variance: null, favourable: null },
        commentary: 'Declined. Within the target range and in line with national.',
      },
    ],
  ),
  wiltshire(
    'the age bands are there, each as a breakdown of its own: 98 and 83 in suitable accommodation, 90 and 46 in education, employment or training',
    ['cl-accom', 'cl-eet'],
    [
      { indicator: 'cl-accom', breakdown: 'age=16-18', value: '98' },
      { indicator: 'cl-accom', breakdown: 'age=19-21', value: '83' },
      { indicator: 'cl-eet', breakdown: 'age=16-18', value: '90' },
      { indicator: 'cl-eet', breakdown: 'age=19-21', value: '46' },
    ],
  ),
  {
    council: 'Wiltshire',
    tells:
      'return interviews are 96% offered and 46% of those completed; completed out of all episodes (44.2%) is not invented',
    question: { ask: 'figures', ledger: 'wiltshire', area: 'wiltshire' },
    rows: [
      { indicator: 'cl-accom', value: '98' },
      { indicator: 'cl-accom', value: '83' },
      { indicator: 'cl-eet', value: '90' },
      { indicator: 'cl-eet', value: '46' },
      { indicator: 'placement-3plus-first-year', value: '10' },
      { indicator: 'placement-long-term', value: '77' },
      { indicator: 'rhi-completed', value: '46', period: '2017-09' },
      { indicator: 'rhi-offered', value: '96', period: '2017-09' },
    ],
  },
  walsall(
    'at 31 May 2012 16 of 60 members are trained, stated as 26.6 and computed as 26.7, both shown with a warning, and no target is known',
    { indicators: ['training-members'], knownAt: '2012-05-31' },
    [{ ...trained, target: null, rag: 'not_rated', ragReason: 'NoTarget' }],
  ),
  walsall(
    'at 31 July 2012 the targets are milestones of 50 for the second quarter, shown as next, and of 100 for the third',
    { indicators: ['training-members'], knownAt: '2012-07-31' },
    [
      {
        ...trained,
        rag: 'not_rated',
        ragReason: 'MilestoneNotDue',
        target: {
          kind: 'milestone',
          value: '50',
          period: '2012-13Q2',
          milestones: [
            { period: '2012-13Q2', due: '2012-09-30', value: '50', state: 'next' },
            { period: '2012-13Q3', due: '2012-12-31', value: '100' },
          ],
        },
      },
    ],
  ),
  {
    council: 'Walsall',
    tells: 'review health assessments fell from 82 to 61, which is worse; the year before is a series of its own',
    question: { ask: 'indicator', ledger: 'walsall', indicator: 'rha-annual' },
    rows: [
      { period: '2010-11', value: '93', travel: alone },
      { period: '2011-12Q1', value: '82', travel: alone },
      {
        period: '2011-12Q2',
        value: '61',
        travel: { previous: { period: '2011-12Q1', value: '82', direction: 'worse', gap: [] } },
      },
    ],
  },
  walsall(
    'the mean strengths and difficulties score went from 15.1 to 14.6, which is better, because lower is',
    { indicators: ['sdq-average'] },
    [
      {
        period: '2010-11',
        value: '14.6',
        polarity: 'lower',
        travel: { previous: { period: '2009-10', value: '15.1', direction: 'better' } },
      },
    ],
  ),
  walsall(
    'care leavers of 16 to 18 in education, employment or training rose from 64 to 75.8, which is better, with the missing quarter named',
    { indicators: ['cl-eet'] },
    [
      {
        breakdown: 'age=16-18',
        period: '2011-12Q3',
        value: '75.8',
        travel: { previous: { period: '2011-12Q1', value: '64', direction: 'better', gap: ['2011-12Q2'] } },
      },
    ],
  ),
  walsall(
    'initial health assessments of 72 for a half-year are not in one series with the 86 of a year',
    { indicators: ['iha-20wd'] },
    [
      { period: '2010-11', periodKind: 'year', value: '86', travel: alone },
      { period: '2011-12H1', periodKind: 'half_year', value: '72', travel: alone },
    ],
  ),
  {
    council: 'Walsall',
    tells: 'the four GCSE figures keep the counts that they were published with',
    question: { ask: 'figures', ledger: 'walsall', indicator: 'ks4-5acem' },
    rows: [{ period: 'AY2010-11', value: '13', numerator: '4', denominator: '32' }],
  },
  {
    council: 'Dudley',
    tells: 'indicators without targets and values are not rated, because there is no figure, and nothing breaks',
    question: { ask: 'scorecard', ledger: 'dudley' },
    rows: [
      'exclusion-fixed',
      'exclusion-perm',
      'ks2-attainment',
      'ks4-attainment',
      'pep-current',
      'placement-3plus',
      'placement-distance-20',
      'placement-long-term',
    ].map((indicator) => ({
      indicator,
      period: null,
      value: null,
      target: null,
      benchmarks: [],
      travel: alone,
      rag: 'not_rated',
      ragReason: 'NoFigure',
    })),
  },
];
