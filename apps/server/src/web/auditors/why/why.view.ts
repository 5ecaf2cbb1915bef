import {
  breakdownWords,
  capitalised,
  comparisonSentences,
  differenceInUnit,
  figureArithmetic,
  figureText,
  judgedAs,
  judgementSentences,
  movedInFull,
  periodAsTitle,
  periodInSentence,
  ratingTag,
  roundingDecides,
  shownRow,
  tagForTemplate,
  targetInFull,
  travelSentences,
} from '@outturn/reporting';
import type { HistoryRow, IndicatorSeries, ScorecardRow } from '@outturn/wiring';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';
import { eventLine, type EventLine } from '../event-line.js';

export interface WhyFacts {
  readonly series: IndicatorSeries;
  readonly row: ScorecardRow;
  /** The events of the figure's own entity, oldest first: what it was before it was corrected is among them. */
  readonly ofFigure: readonly HistoryRow[];
  readonly ofDefinition: readonly HistoryRow[];
  /** The events that the assessment names. */
  readonly restsOn: readonly HistoryRow[];
  readonly links: Links;
}

/** One step from the colour back to the ledger. */
interface Step {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly events: readonly EventLine[];
  /** Whether it is a part of how the colour came about. */
  readonly decides: boolean;
}

export function whyView(facts: WhyFacts): PageContent {
  const { series, row, links } = facts;
  const { indicator, title, breakdown, period, rag } = row;
  const part = breakdownWords(breakdown);
  const about = [part, period === null ? '' : periodAsTitle(period)].filter((each) => each !== '').join(', ');
  return {
    template: 'auditors/why/why.njk',
    title: `Why is this figure ${rag === 'not_rated' ? 'not rated' : rag}?`,
    trail: [{ text: title, href: links.to(paths.indicator, { indicator }) }],
    grounds: series,
    view: {
      subject: title,
      about: capitalised(about),
      figure: figureText(shownRow(row)),
      tag: tagForTemplate(ratingTag(rag)),
      steps: stepsOf(facts),
      basis:
        row.basis === 'migrated'
          ? 'It rests on history that the council stated when it moved to this ledger; the ledger did not witness it.'
          : 'The ledger witnessed every event that it rests on.',
      snapshot: links.to(paths.snapshot, {}, { indicator }),
    },
  };
}

function stepsOf(facts: WhyFacts): Step[] {
  const { row, series, ofFigure, restsOn, links } = facts;
  const definition = definitionOf(facts);
  const shown = shownRow(row);
  const isRelative = row.target?.kind === 'relative';
  const lines = (fits: (event: HistoryRow) => boolean) => restsOn.filter(fits).map((event) => eventLine(event, links));
  const ofKind = (kind: string) => lines(({ entity }) => entity.startsWith(`${kind}/`));
  const own = ofFigure[0]?.entity;
  const movedTargets = movedInFull(row).map(finished);
  const steps: Step[] = [
    {
      title: 'The colour',
      sentences: [
        ...judgementSentences(shown, definition.tolerance),
        ...roundingDecides(row),
        `The rule is ${row.ragPolicy}: green when the target is met or, while its time is not over, on course; amber when it is short by no more than the tolerance; otherwise red.`,
      ],
      events: [],
      decides: true,
    },
    {
      title: 'The figure',
      sentences: [
        ...figureArithmetic(row),
        ...judgedAs(row),
        ...(row.status === 'provisional' ? ['It is provisional.'] : []),
        ...(ofFigure.length > 1 ? [`It was said ${ofFigure.length} times; the last one counts.`] : []),
      ],
      events: ofFigure.map((event) => eventLine(event, links)).reverse(),
      decides: true,
    },
    {
      title: 'The target',
      sentences:
        row.target === null
          ? ['No target applies to this figure.', ...movedTargets]
          : [...targetInFull(shown.target, shown.unit).map(finished), ...whyThisTarget(row), ...movedTargets],
      events: ofKind('target'),
      decides: true,
    },
    {
      title: 'What is measured',
      sentences: definitionSentences(definition, series),
      events: facts.ofDefinition
        .filter(({ type }) => type !== 'IndicatorRetired')
        .filter(({ entityVersion }) => entityVersion === definition.version)
        // The sentences above say what the definition says.
        .map((event) => ({ ...eventLine(event, links), sentences: [] })),
      decides: true,
    },
    {
      title: isRelative ? 'What it is compared with' : 'What it is compared with, which does not change the colour',
      sentences: comparisonSentences(shown).map(finished),
      events: ofKind('benchmark'),
      decides: isRelative,
    },
    {
      title: isRelative ? 'What it was before' : 'What it was before, which does not change the colour',
      sentences: travelSentences(shown).map(finished),
      events: lines(({ entity }) => entity.startsWith('return/') && entity !== own),
      decides: isRelative,
    },
  ];
  return steps.filter(({ sentences, events }) => sentences.length + events.length > 0);
}

/** The definition that the figure was made under, which a later revision leaves as it was. */
function definitionOf({ series, ofFigure }: WhyFacts) {
  const version = Number(ofFigure.at(-1)?.data['definition'] ?? series.definition.version);
  const earlier = series.earlierDefinitions.find((each) => each.version === version);
  return { ...(earlier?.definition ?? series.definition), version };
}

function definitionSentences(
  definition: ReturnType<typeof definitionOf>,
  { definition: now }: IndicatorSeries,
): string[] {
  const { numerator, denominator, definition: words, polarity, tolerance, unit, version } = definition;
  return [
    ...(numerator === null
      ? []
      : [finished(denominator === null ? numerator : `${numerator}, out of: ${denominator}`)]),
    ...(words === null ? [] : [finished(words)]),
    { higher: 'Higher is better.', lower: 'Lower is better.', neutral: 'Neither way is better.' }[polarity],
    tolerance === null ? 'No tolerance is set.' : `The tolerance is ${differenceInUnit(tolerance, unit)}.`,
    ...(version === now.version
      ? []
      : [`This is version ${version}, which was in force then; today it is version ${now.version}.`]),
  ];
}

/** Why this target and no other is the one that the period is read against. */
function whyThisTarget({ target, period }: ScorecardRow): string[] {
  if (target === null || period === null) return [];
  if (target.kind === 'milestone')
    return ['It is the earliest milestone that is due at the end of the period or after it.'];
  if (target.period === period) return ['It is set for this very period.'];
  const span = target.period === null ? 'a stretch of days' : periodInSentence(target.period);
  return [`None is set for this very period, so the one for ${span} applies, which holds it.`];
}

const finished = (text: string): string => `${capitalised(text)}${/[.!?]$/.test(text) ? '' : '.'}`;
