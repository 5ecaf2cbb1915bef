import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';
import type { ReturnSlot } from './return-slot.js';
import { figureInWords, returnDeed, warningSentences } from './return-words.js';

/** The way from the list of tasks to a return, and from there to a page about it. */
export const trailOf = (slot: ReturnSlot, links: Links, isBelow: boolean): { text: string; href: string }[] => [
  { text: 'Returns to submit', href: links.to(paths.tasks) },
  ...(isBelow ? [{ text: 'This return', href: links.to(paths.kpiReturn, slotParts(slot)) }] : []),
];

export const slotParts = ({
  indicator,
  breakdown,
  period,
}: ReturnSlot): { indicator: string; breakdown: string; period: string } => ({ indicator, breakdown, period });

export function returnView(slot: ReturnSlot, links: Links, mayWrite: boolean): PageContent {
  const { standing, events, definition } = slot;
  const parts = slotParts(slot);
  return {
    template: 'officers/return/return.njk',
    title: slot.title,
    trail: trailOf(slot, links, false),
    grounds: slot,
    view: {
      caption: slot.periodTitle,
      standing: standing === null ? null : rowsOf(slot),
      warnings: standing === null ? [] : warningSentences(standing.figure, definition.unit),
      begin: mayWrite
        ? {
            text: standing === null ? 'Submit this return' : 'Correct this return',
            href: links.to(paths.returnFigure, parts),
          }
        : null,
      withdraw: mayWrite && standing !== null ? links.to(paths.returnWithdrawal, parts) : null,
      deeds: events.toReversed().map((event) => ({
        ...returnDeed(event, definition.unit),
        receipt: links.to(paths.receipt, { position: String(event.position) }),
        position: event.position,
      })),
      indicator: { text: 'See this indicator over time', href: links.to(paths.indicator, slot, breakdownOf(slot)) },
    },
  };
}

const breakdownOf = ({ breakdown }: ReturnSlot): { breakdown?: string } => (breakdown === 'all' ? {} : { breakdown });

function rowsOf({ standing, definition }: ReturnSlot): object[] {
  if (standing === null) return [];
  const { figure, commentary, source } = standing;
  const rows = [
    ['Figure', figureInWords(figure, definition.unit)],
    ['Commentary', commentary],
    ['Source', source],
  ] as const;
  return rows.flatMap(([key, text]) => (text === '' ? [] : [{ key: { text: key }, value: { text } }]));
}
