import type { FigureData } from '@outturn/domain';
import { capitalised, dayInWords, figureSaid, inUnit } from '@outturn/reporting';
import { refusalOfRejection, type Rehearsal } from '@outturn/wiring';
import type { FormView } from '../../forms/form.view.js';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';
import { needsReason, type ReturnDraft } from './return-draft.js';
import type { ReturnSlot } from './return-slot.js';
import { figureInWords, returnDeed, warningSentences } from './return-words.js';
import { slotParts, trailOf } from './return.view.js';

/** @param rehearsal what submitting it now would come to; null where its fields are not what a command takes */
export function checkView(
  form: FormView,
  slot: ReturnSlot,
  draft: ReturnDraft,
  rehearsal: Rehearsal | null,
  links: Links,
): PageContent {
  const decided = rehearsal?.status === 'acceptable' ? rehearsal.events : [];
  const figure = decided.map(({ data }) => data).find((data) => 'value' in data) as FigureData | undefined;
  return {
    template: 'officers/return/check.njk',
    title: slot.standing === null ? 'Check your answers' : 'Check your correction',
    trail: trailOf(slot, links, true),
    view: {
      form,
      caption: `${slot.title}, ${slot.periodTitle}`,
      rows: rowsOf(slot, draft, figure, links),
      warnings: [
        ...(figure === undefined ? [] : warningSentences(figure, slot.definition.unit)),
        ...(draft.afterClose ? ['The round is closed. You may correct it, and the correction will say so.'] : []),
        ...(rehearsal?.status === 'rejected' && form.errorSummary === null
          ? [sentence(refusalOfRejection(rehearsal.rejection).sentence)]
          : []),
      ],
      meanwhile: meanwhileOf(slot, draft),
      leave: { text: 'Leave it as it is', href: links.to(paths.kpiReturn, slotParts(slot)) },
    },
  };
}

const sentence = (text: string): string => `${capitalised(text)}.`;

/** What others did to the return since this draft of it was begun; null if nobody did anything. */
function meanwhileOf(
  { events, standing, definition }: ReturnSlot,
  { begunAt }: ReturnDraft,
): { deeds: object[]; now: string } | null {
  const since = events.filter(({ entityVersion }) => entityVersion > begunAt);
  if (since.length === 0) return null;
  return {
    deeds: since.map((event) => returnDeed(event, definition.unit)),
    now:
      standing === null
        ? 'There is no figure here now.'
        : `It says ${figureInWords(standing.figure, definition.unit)} now.`,
  };
}

function rowsOf(slot: ReturnSlot, draft: ReturnDraft, figure: FigureData | undefined, links: Links): object[] {
  const { answers } = draft;
  const { unit } = slot.definition;
  const was = slot.standing;
  const value = figure?.value ?? answers.value;
  const counts = answers.numerator === '' ? '' : `${answers.numerator} of ${answers.denominator}`;
  const toFigure = links.to(paths.returnFigure, slotParts(slot));
  const toWords = links.to(paths.returnWords, slotParts(slot));
  const wasFigure = was === null ? '' : figureSaid(was.figure, unit);
  const figureWords = figure === undefined ? unchecked(answers, unit) : figureSaid(figure, unit);
  const derived = answers.value === '' && value !== '' ? ', worked out from the counts' : '';
  return [
    row(
      'Figure',
      `${figureWords}${derived}${was === null || wasFigure === figureWords ? '' : ` (it was ${wasFigure})`}`,
      toFigure,
    ),
    ...(counts === '' ? [] : [row('Counts', counts, toFigure)]),
    row('Final or provisional', answers.status === 'final' ? 'Final' : 'Provisional', toFigure),
    ...(was === null
      ? []
      : [row('Why it changes', answers.reason || (needsReason(slot, draft) ? 'Not given yet' : 'Not given'), toWords)]),
    ...(answers.occurred === '' ? [] : [row('Became known on', dayInWords(answers.occurred), toFigure)]),
    row('Commentary', answers.commentary || 'None', toWords),
    row('Source', answers.source || 'None', toWords),
  ];
}

/** What a figure that was not taken said. */
const unchecked = ({ value }: ReturnDraft['answers'], unit: ReturnSlot['definition']['unit']): string =>
  value === '' ? 'Worked out from the counts' : inUnit(value, unit);

const row = (key: string, text: string, href: string): object => ({
  key: { text: key },
  value: { text },
  actions: { items: [{ href, text: 'Change', visuallyHiddenText: key.toLowerCase() }] },
});
