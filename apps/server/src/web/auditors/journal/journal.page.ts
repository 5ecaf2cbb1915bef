import { Controller } from '@nestjs/common';
import { eventCatalogue } from '@outturn/domain';
import { spaced } from '@outturn/reporting';
import { Outturn, type JournalAsked } from '@outturn/wiring';
import { textOf, type Answers, type Field } from '../../forms/field.js';
import { formView } from '../../forms/form.view.js';
import { readAnswers } from '../../forms/read-answers.js';
import { Page } from '../../frame/page.js';
import type { PageAnswer } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { positionIn } from '../position-in.js';
import { journalView } from './journal.view.js';

/** The events of a ledger, the newest first, narrowed by what they are about, what happened, who and when. */
@Controller()
export class JournalPage {
  constructor(private readonly outturn: Outturn) {}

  @Page(paths.journal)
  async show(@Visiting() visit: Visit): Promise<PageAnswer> {
    const { who, ledger, moment, links } = visit;
    const { answers, problems } = readAnswers(fields, visit.queried);
    const form = formView(
      { fields, button: 'Show these events', method: 'get' },
      { answers: { ...answers, 'known-at': moment.knownAt, 'as-at': moment.asAt }, sent: visit.queried, problems },
      null,
    );
    const before = visit.asked('before');
    const journal = await this.outturn.ask(who, ledger, 'journal', {
      ...moment,
      ...questionOf(answers),
      limit: PAGE,
      ...(before === undefined ? {} : { before: positionIn(before, 'before') }),
    });
    return journalView({ journal, form, query: visit.queried, hasProblems: problems.length > 0, links });
  }
}

/** How many events stand on a page. */
const PAGE = 30;

const fields: readonly Field[] = [
  {
    kind: 'text',
    name: 'entity',
    label: 'About',
    hint: 'An id or the beginning of one. For example, return/cl-eet or action',
  },
  {
    kind: 'select',
    name: 'type',
    label: 'What happened',
    choices: [
      { value: '', text: 'Anything' },
      ...eventCatalogue.map(({ type }) => ({ value: type, text: spaced(type) })),
    ],
  },
  { kind: 'text', name: 'person', label: 'Who', hint: 'The id of a person, as events name them', width: 20 },
  { kind: 'date', name: 'since', label: 'Known from' },
  { kind: 'date', name: 'until', label: 'Known until' },
  { kind: 'hidden', name: 'known-at' },
  { kind: 'hidden', name: 'as-at' },
];

/** What was looked for; a field left open narrows nothing. */
function questionOf(answers: Answers): JournalAsked {
  const members = { entity: 'entity', type: 'type', person: 'actor', since: 'since', until: 'until' } as const;
  return Object.fromEntries(
    Object.entries(members).flatMap(([field, member]) => {
      const answer = textOf(answers, field);
      return answer === '' ? [] : [[member, answer]];
    }),
  );
}
