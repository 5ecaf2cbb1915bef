import { entityParts } from '@outturn/kernel';
import { figureTold } from '@outturn/domain';
import { dayInWords, eventSentences, instantInWords, knownDay } from '@outturn/reporting';
import type { Grounds, HistoryRow, IndicatorSeries } from '@outturn/wiring';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';
import { figureInWords } from '../return/return-words.js';
import { subjectInWords } from '../subject-words.js';

interface ReceiptFacts {
  readonly event: HistoryRow;
  /** C2SP tlog-proof. */
  readonly proof: string;
  /** The position that the answer rests on, which is before the event where it lies inside a batch, and its root. */
  readonly grounds: Grounds;
  /** What the indicator of a return means; null if it is no return. */
  readonly definition: IndicatorSeries['definition'] | null;
}

const titles: Readonly<Record<string, string>> = {
  KpiReturnSubmitted: 'Return submitted',
  KpiReturnFinalised: 'Return made final',
  KpiReturnCorrected: 'Return corrected',
  KpiReturnWithdrawn: 'Return withdrawn',
  ActionProgressReported: 'Progress reported',
  ActionCompleted: 'Action completed',
  RoundOpened: 'Round opened',
  RoundRevised: 'Round revised',
  RoundClosed: 'Round closed',
  RoundReopened: 'Round reopened',
  MigrationClosed: 'This ledger is live',
};

export function receiptView({ event, proof, grounds, definition }: ReceiptFacts, links: Links): PageContent {
  const { position, batch } = event;
  return {
    template: 'officers/receipt/receipt.njk',
    title: titles[event.type] ?? 'Recorded',
    view: {
      position,
      rows: [
        row('About', subjectInWords(event.entity, definition?.title)),
        ...saidBy(event, definition).map(([key, text]) => row(key, text)),
        ...(event.knownFrom === event.recordedAt ? [] : [row('Counts from', dayInWords(knownDay(event.knownFrom)))]),
        row('Recorded', instantInWords(event.recordedAt)),
        row('By', `${event.actor} (${event.actorAssurance})`),
        ...(batch.size > 1 ? [row('Together with', `${batch.size - 1} more, as one batch`)] : []),
        row('Event', event.eventId),
        ...(grounds.position === position ? [row('Root of the ledger then', grounds.root)] : []),
      ],
      proof,
      download: links.to(paths.eventProof, { position: String(position) }),
      ways: waysOn(event, links),
    },
  };
}

const row = (key: string, text: string): object => ({
  key: { text: key },
  value: { text, classes: 'council-reference' },
});

/** What a return states, member by member; of anything else, what its event says. */
function saidBy(event: HistoryRow, definition: ReceiptFacts['definition']): [key: string, text: string][] {
  const { texts } = event;
  if (definition === null) return eventSentences(event).map((sentence) => ['What it says', sentence]);
  const figure = figureTold(event);
  const said: [string, string | null | undefined][] = [
    ['Figure', figure === null ? 'None any more' : figureInWords(figure, definition.unit)],
    ['Reason', texts['reason']],
    ['Commentary', texts['commentary']],
    ['Source', texts['source']],
  ];
  return said.flatMap(([key, text]) => (text == null ? [] : [[key, text] as [string, string]]));
}

function waysOn({ entity }: HistoryRow, links: Links): { text: string; href: string }[] {
  const [kind, id = '', breakdown = 'all', period = ''] = entityParts(entity);
  const tasks = { text: 'Go to the returns to submit', href: links.to(paths.tasks) };
  if (kind === 'action') return [{ text: 'Go to this action', href: links.to(paths.action, { ref: id }) }, tasks];
  if (kind !== 'return') return [tasks];
  return [tasks, { text: 'See this return', href: links.to(paths.kpiReturn, { indicator: id, breakdown, period }) }];
}
