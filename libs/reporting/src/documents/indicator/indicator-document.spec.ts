import type { Assessment, BenchmarkData } from '@outturn/domain';
import { before, besideEngland, exampleRow } from '@outturn/testing';
import { indicator } from '../../charts/assessed-rows.fixture.js';
import { htmlSections } from '../../render/html.js';
import { textOfDocument } from '../../render/text.js';
import type { Block, Document, Figure, Table } from '../document.js';
import { indicatorDocument } from './indicator-document.js';
import type { IndicatorFacts, IndicatorKnown } from './indicator-facts.js';

const made = (known: Partial<IndicatorKnown> = {}, facts: Partial<IndicatorFacts> = {}): Document =>
  indicatorDocument({
    title: 'Long-term stability',
    council: 'Wiltshire Council',
    known: {
      definition: { ...indicator({ frequencies: ['quarter', 'year'] }), version: 1 },
      earlierDefinitions: [],
      rows: [],
      benchmarks: [],
      pending: [],
      ...known,
    },
    actions: [],
    told: [],
    ...facts,
  });
const inText = (...args: Parameters<typeof made>): string =>
  textOfDocument(made(...args), { width: 118, colours: false });
const blocks = ({ sections }: Document): Block[] => sections.flatMap((section) => section.blocks);
const tables = (document: Document): Table[] => blocks(document).filter((block) => block.kind === 'table');
const figures = (document: Document): Figure[] => blocks(document).filter((block) => block.kind === 'figure');
const headings = ({ sections }: Document): unknown[] => sections.map(({ heading }) => heading);
const cell: BenchmarkData = {
  area: 'england',
  indicator: 'placement-long-term',
  breakdown: 'all',
  period: '2016-17',
  sourcePeriod: null,
  value: '68',
  numerator: null,
  denominator: null,
  symbol: null,
  release: 'Children looked after 2017',
} as unknown as BenchmarkData;

describe('the document of an indicator', () => {
  it('has the main series first, and the whole before its parts; then comparators, meaning and actions', () => {
    const year = exampleRow({ period: '2016-17', periodKind: 'year' });
    const part = exampleRow({ breakdown: 'age=16-18' });
    expect(headings(made({ rows: [year, part, exampleRow()], benchmarks: [cell] }))).toEqual([
      null,
      'By quarter',
      'By year',
      'Age 16-18, by quarter',
      'Comparators',
      'What it means',
      'Actions that it measures',
    ]);
  });

  it('lists every period under the chart, the newest first, and numbers its remarks as the chart does', () => {
    const document = made({
      rows: [exampleRow({ period: '2017-18Q1', value: '70', commentary: 'Good.' }), exampleRow()],
    });
    expect(tables(document)[0]?.rows.map(({ cells }) => cells[0]?.lead)).toEqual([
      'Quarter 2 (July to September 2017)',
      'Quarter 1 (April to June 2017)',
    ]);
    expect(figures(document)[0]?.notes).toMatchObject([{ number: 1, text: 'Good.' }]);
    expect(tables(document)[0]?.rows.map(({ cells }) => cells.at(-1)?.lead)).toEqual([
      { text: 'None', tone: 'quiet' },
      'Note 1',
    ]);
  });

  it('says in words what its chart shows; each drawing holds the same words', () => {
    const [figure] = figures(made({ rows: [exampleRow()] })) as [Figure];
    expect(figure.words).toMatch(/^Line chart of Wiltshire Council: 1 figure, quarter 2/);
    for (const drawing of [figure.drawing, figure.narrow]) expect(drawing).toContain(`>${figure.words}</desc>`);
    expect(inText({ rows: [exampleRow()] })).toContain('Line chart of Wiltshire Council: 1 figure');
  });

  it('says how many figures process limits need, and draws them once there are enough', () => {
    const few = made({ rows: [exampleRow({ period: '2017-18Q1' }), exampleRow()] });
    expect(blocks(few)).toContainEqual(
      expect.objectContaining({ text: 'Process limits need 13 figures; there are 2 so far.' }),
    );
    const quarters = ['2013-14', '2014-15', '2015-16', '2016-17'].flatMap((year) =>
      [1, 2, 3, 4].map((quarter) => `${year}Q${quarter}`),
    );
    const many = made({ rows: quarters.map((period, at) => exampleRow({ period, value: String(60 + (at % 3)) })) });
    expect(blocks(many)).toContainEqual({ kind: 'heading', text: 'Is it signal or noise?' });
    expect(figures(many)[1]?.words).toMatch(/^XmR chart of Wiltshire Council: 16 figures/);
    expect(figures(many)[1]?.drawing).toContain(`>${figures(many)[1]?.words}</desc>`);
  });

  it('says what the definition means, that nobody is named, and that there are earlier versions of it', () => {
    const text = inText({ earlierDefinitions: [{}, {}], definition: { ...indicator(), version: 3 } });
    expect(text).toContain('Lead: nobody is named. Priority: none stated.');
    expect(text).toContain('No figure was known at this moment.');
    expect(text).toContain('Amber: Within 2 points of the target');
    expect(text).toContain('This is version 3.');
    expect(text).toContain('(2 earlier versions).');
    expect(inText({ definition: { ...indicator({ retired: true }), version: 1 } })).toContain(
      'This indicator is retired',
    );
  });

  it('lays out so many series and comparators at most, and says how to see the others', () => {
    const rows = [exampleRow(), exampleRow({ breakdown: 'age=16-18' })];
    const most = { rows: 1, otherwise: 'Ask for one.' };
    const text = inText(
      { rows, benchmarks: [cell, { ...cell, area: 'south-west' }] },
      { mostSeries: most, mostComparators: most },
    );
    expect(text).toContain('The first 1 of 2 series are shown. Ask for one.');
    expect(text).toContain('The first 1 of 2 figures are shown. Ask for one.');
    expect(text).not.toContain('South West');
  });

  it('names the actions that it measures by how they stand', () => {
    const action = {
      ref: '1',
      action: 'Find homes',
      due: '2017-12-31',
      overdue: true,
      status: 'planned',
      position: 9,
    } as const;
    expect(inText({}, { actions: [action] })).toMatch(/Find homes +31 December 2017 +Overdue\n {2}event 9/);
    expect(inText()).toContain('No action in the plan names this indicator.');
  });
});

describe('a period of it', () => {
  it('says every comparator, where it came from, what changed later, and what should be looked at again', () => {
    const row = exampleRow({
      numerator: '149',
      denominator: '194',
      status: 'provisional',
      benchmarks: [{ ...besideEngland('worse', '-2'), area: 'south-west', value: '79' }, besideEngland('better', '9')],
      travel: { ...before('70', 'better'), yearAgo: { period: '2016-17Q2', value: '80', direction: 'worse' } },
      warnings: [{ kind: 'StatedDiffersFromComputed', stated: '77', computed: '76.8' }],
    });
    const change = (type: string, value: string) => ({
      type,
      data: { indicator: row.indicator, breakdown: 'all', period: row.period, value },
      texts: {},
      knownFrom: '2017-12-01T09:00:00.000Z',
    });
    const told = [change('KpiReturnSubmitted', '78'), change('KpiReturnCorrected', '77')];
    expect(inText({ rows: [row] }, { told })).toContain(
      [
        '  149 of 194 · Provisional',
        '  Comparison: Better by 9 points · England 68% in 2016-17 · Worse by 2 points: South West 79% in 2016-17',
        '  Direction: Better · was 70% the quarter before · Worse than quarter 2 (July to September 2016): it was 80% then',
        '  Notes: Corrected from 78% to 77% on 1 December 2017 · Warning: stated 77%, computed 76.8% from 149 of 194',
        '  event 17',
      ].join('\n'),
    );
  });

  it('says that rounding decided', () => {
    const target: NonNullable<Assessment['target']> = {
      kind: 'point',
      value: '75',
      lower: null,
      upper: null,
      milestones: [],
      rules: [],
      met: true,
      onCourse: null,
      metBy: '2017-18Q2',
      variance: '0',
      favourable: true,
      period: '2017-18Q2',
      from: null,
      to: null,
      id: 'target',
    };
    const row = exampleRow({ value: '75', target, rag: 'green', numerator: '149', denominator: '200' });
    expect(inText({ rows: [row] })).toMatch(/74\.5%.* rounds/);
  });

  it('is about a return and a rating, beside which a page has its own links, on a screen alone', () => {
    const html = htmlSections(made({ rows: [exampleRow()] }), {
      addressOf: () => null,
      offersFor: ({ noun, part }) => [{ text: noun, about: part?.['period'] ?? '', address: `/${noun}?a&b` }],
    });
    for (const noun of ['return', 'rating'])
      expect(html).toContain(
        `<small class="council-screen"><a href="/${noun}?a&amp;b">${noun}<span class="govuk-visually-hidden"> 2017-18Q2</span></a></small>`,
      );
  });
});
