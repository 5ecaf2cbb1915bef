import { basisLine } from '../../words/basis-line.js';
import { counted } from '../../words/name-words.js';
import { pendingWords } from '../../words/pending-words.js';
import type { Block, Document, Section, Table } from '../document.js';
import { actionTag, dueText } from '../action-plan/action-standing.js';
import { comparatorsTable } from './comparators-table.js';
import { definitionFacts } from './definition-facts.js';
import type { IndicatorFacts } from './indicator-facts.js';
import { seriesOf } from './series-of.js';
import { seriesSection } from './series-section.js';

/**
 * Everything that is known of an indicator: each of its series as a chart and a table, what the comparators are, what it
 * means and which actions it measures.
 */
export function indicatorDocument(facts: IndicatorFacts): Document {
  const { title, known, actions, mostSeries } = facts;
  const groups = seriesOf(known.rows, known.definition.frequencies);
  const shown = groups.slice(0, mostSeries?.rows);
  return {
    title,
    language: 'en-GB',
    sections: [
      {
        heading: null,
        blocks: [
          ...introduction(facts, groups.length),
          ...(mostSeries === undefined || shown.length === groups.length
            ? []
            : [
                paragraph(
                  `The first ${shown.length} of ${counted(groups.length, 'series', 'series')} are shown. ${mostSeries.otherwise}`,
                ),
              ]),
        ],
      },
      ...shown.map((rows, at) => seriesSection(rows, `series-${at + 1}`, facts)),
      ...comparatorsSection(facts),
      { heading: 'What it means', blocks: meaning(facts) },
      {
        heading: 'Actions that it measures',
        blocks: actions.length === 0 ? [quiet('No action in the plan names this indicator.')] : [actionsTable(actions)],
      },
    ],
    grounds: [basisLine(known.rows)].filter((sentence) => sentence !== ''),
  };
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
const quiet = (text: string): Block => ({ kind: 'paragraph', text, tone: 'quiet' });

function introduction({ known: { definition, pending } }: IndicatorFacts, series: number): Block[] {
  const { owner, priority, retired } = definition;
  const waits = pendingWords(pending.map((each) => ({ pending: each })));
  return [
    ...(retired ? [paragraph('This indicator is retired: it takes no more figures.')] : []),
    paragraph(`Lead: ${owner ?? 'nobody is named'}. Priority: ${priority ?? 'none stated'}.`),
    ...(waits === '' ? [] : [paragraph(waits)]),
    ...(waits === '' && series === 0 ? [paragraph('No figure was known at this moment.')] : []),
  ];
}

function comparatorsSection({ known: { benchmarks, definition }, mostComparators }: IndicatorFacts): Section[] {
  if (benchmarks.length === 0) return [];
  const shown = benchmarks.slice(0, mostComparators?.rows);
  return [
    {
      heading: 'Comparators',
      blocks: [
        comparatorsTable(shown, definition.unit),
        ...(mostComparators === undefined || shown.length === benchmarks.length
          ? []
          : [
              paragraph(
                `The first ${shown.length} of ${counted(benchmarks.length, 'figure')} are shown. ${mostComparators.otherwise}`,
              ),
            ]),
      ],
    },
  ];
}

function meaning({ known: { definition, earlierDefinitions } }: IndicatorFacts): Block[] {
  return [
    definitionFacts(definition),
    ...(earlierDefinitions.length === 0
      ? []
      : [
          quiet(
            `This is version ${definition.version}. Earlier figures keep the definition that they were made under (${counted(earlierDefinitions.length, 'earlier version')}).`,
          ),
        ]),
  ];
}

const actionsTable = (actions: IndicatorFacts['actions']): Table => ({
  kind: 'table',
  caption: null,
  holds: 'measured',
  columns: [{ title: 'Action' }, { title: 'Due' }, { title: 'Status' }],
  rows: actions.map((action) => ({
    cells: [
      { lead: { text: action.action, subject: { noun: 'action', id: action.ref } } },
      { lead: dueText(action) },
      { lead: actionTag(action) },
    ],
    grounds: [action.position],
  })),
});
