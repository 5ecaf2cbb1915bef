import type { Assessment } from '@outturn/domain';
import { before, besideEngland, exampleRow } from '@outturn/testing';

import { textOfDocument } from '../../render/text.js';
import type { Document, Table } from '../document.js';
import { scorecardDocument, type ScorecardFacts, type ScorecardIndicator } from './scorecard-document.js';

const listed = (id: string, priority: string | null): ScorecardIndicator => ({
  id,
  priority,
  series: [
    {
      breakdown: 'all',
      kind: 'quarter',
      figures: [
        { period: '2017-18Q1', value: '70', qualifier: null },
        { period: '2017-18Q2', value: '77', qualifier: null },
      ],
    },
  ],
});
const made = (rows: readonly Assessment[], facts: Partial<ScorecardFacts> = {}): Document =>
  scorecardDocument({ title: 'Scorecard', rows, of: rows.length, indicators: [], ...facts });
const tables = ({ sections }: Document): Table[] =>
  sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'table'));
const inText = (row: Assessment): string => textOfDocument(made([row]), { width: 120, colours: false });

describe('the document of a scorecard', () => {
  const unreported = exampleRow({ indicator: 'c', period: null, value: null, periodKind: null, ragReason: 'NoFigure' });
  const rows = [exampleRow({ indicator: 'a' }), exampleRow({ indicator: 'b', breakdown: 'age=16-18' }), unreported];
  const indicators = [listed('a', '10 Health'), listed('b', '9 Stability'), listed('c', null)];

  it('goes by priority as people count, with what has none at the end', () => {
    const { sections } = made(rows, { indicators });
    expect(sections.map(({ heading }) => heading)).toEqual([null, '9 Stability', '10 Health', 'No priority stated']);
  });

  it('lays out so many rows at most and says how many there are', () => {
    const many = Array.from({ length: 1_200 }, (_, at) => exampleRow({ breakdown: `area=${at}` }));
    const most = { rows: 300, otherwise: 'Choose a lead.' };
    const document = made(many, { most });
    expect(tables(document).flatMap(({ rows: own }) => own)).toHaveLength(300);
    expect(document.sections.at(-1)?.blocks).toEqual([
      { kind: 'paragraph', text: 'The first 300 of 1,200 rows are shown. Choose a lead.' },
    ]);
    expect(made(rows, { most }).sections.at(-1)?.heading).not.toBeNull();
  });

  it('counts by rating, and says so if nothing was known or nothing is like what was chosen', () => {
    const summary = (of: Document): unknown => of.sections[0]?.blocks[0];
    const red = exampleRow({ rag: 'red' });
    expect(summary(made([red], { of: 3 }))).toMatchObject({
      text: '1 row of 3: 0 not rated, 0 green, 0 amber, 1 red.',
    });
    expect(summary(made([], { of: 3 }))).toMatchObject({ text: expect.stringMatching(/^No indicator is like this/) });
    expect(summary(made([]))).toMatchObject({ text: 'No indicator was known at this moment.' });
  });

  it('has the course of a series with two figures beside the row that stands for it, and none for another', () => {
    const sketches = tables(made(rows, { indicators })).flatMap(({ rows: own }) =>
      own.map(({ cells }) => cells[5]?.sketch),
    );
    expect(sketches).toEqual([undefined, expect.stringContaining('<svg'), undefined]);
  });

  it('names the events that each row rests on', () => {
    const twice = [17, 3, 17].map((position) => ({ position, type: 'KpiReturnSubmitted' as const }));
    expect(tables(made([exampleRow({ provenance: twice })]))[0]?.rows[0]?.grounds).toEqual([17, 3]);
  });
});

describe('a row of it', () => {
  it('says what was published, with its counts, its commentary and what should be looked at again', () => {
    const row = exampleRow({
      value: '26.6',
      decimals: 1,
      numerator: '16',
      denominator: '60',
      status: 'provisional',
      commentary: 'Two more are booked.',
      warnings: [{ kind: 'StatedDiffersFromComputed', stated: '26.6', computed: '26.7' }],
    });
    expect(inText(row)).toContain('26.6%');
    expect(inText(row).replaceAll(/\n {2}| ·/g, '')).toContain(
      'Quarter 2 (July to September 2017) 16 of 60 Provisional Warning: stated 26.6%, computed 26.7% from 16 of 60“Two',
    );
  });

  it('says that there is no figure, or that it waits for its period to end', () => {
    const none = { period: null, value: null, periodKind: null } as const;
    expect(inText(exampleRow({ ...none, ragReason: 'NoFigure' }))).toContain('No figure');
    const pending = { period: '2017-18', endsOn: '2018-03-31' } as NonNullable<Assessment['pending']>;
    expect(inText(exampleRow({ ...none, pending, ragReason: 'PeriodNotEnded' }))).toContain('Not shown yet');
  });

  it('says where the figure stands beside others and beside its own past', () => {
    const text = inText(exampleRow({ benchmarks: [besideEngland('better', '9')], travel: before('70', 'better') }));
    expect(text).toContain('Comparison: Better by 9 points · England 68% in 2016-17');
    expect(text).toContain('Direction: Better · was 70% the quarter before');
    expect(inText(exampleRow())).toContain('Comparison: None known\n  Direction: No earlier figure');
  });
});
