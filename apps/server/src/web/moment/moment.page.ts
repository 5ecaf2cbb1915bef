import { Controller } from '@nestjs/common';
import { Outturn } from '@outturn/wiring';
import { ownPath } from '../frame/own-path.js';
import { Page } from '../frame/page.js';
import { Redirect, type PageAnswer } from '../frame/page-content.js';
import { Visit, Visiting } from '../frame/visit.js';
import { textOf, type Answers, type Field, type FieldProblem } from '../forms/field.js';
import { runForm } from '../forms/form.js';
import { knownDaysUpTo } from '../board/known-days.js';
import { paths } from '../paths.js';
import { atMoment, momentView } from './moment.view.js';

/** Where the reader chooses the moment that the pages of a council are about. */
@Controller()
export class MomentPage {
  constructor(private readonly outturn: Outturn) {}

  @Page(paths.moment)
  async show(@Visiting() visit: Visit): Promise<PageAnswer> {
    const { who, ledger, moment } = visit;
    const { position: head } = await this.outturn.ask(who, ledger, 'summary', {});
    const days = await knownDaysUpTo(this.outturn, visit, head);
    const page = ownPage(visit);
    const isPosition = /^\d+$/.test(moment.knownAt ?? '');
    return runForm(visit, {
      method: 'get',
      fields,
      button: 'Show that moment',
      answers: {
        page,
        known: isPosition ? '' : moment.knownAt,
        position: isPosition ? moment.knownAt : '',
        about: moment.asAt,
      },
      show: (form) => momentView({ form, page, days }),
      accept: async (answers) => problemsOf(answers, head) ?? new Redirect(atMoment(page, chosen(answers))),
    });
  }
}

const fields: readonly Field[] = [
  { kind: 'hidden', name: 'page' },
  {
    kind: 'date',
    name: 'known',
    label: 'Using what was known on',
    hint: 'The whole of that day counts. For example, 31 7 2012',
  },
  {
    kind: 'text',
    name: 'position',
    label: 'Or at a position of the ledger',
    hint: 'For example, the position that a board paper names',
    width: 5,
    inputMode: 'numeric',
  },
  {
    kind: 'date',
    name: 'about',
    label: 'Figures as at (optional)',
    hint: 'Leave this empty for the day above. Periods that end later are left out',
  },
];

function problemsOf(answers: Answers, head: number): readonly FieldProblem[] | null {
  const [known, position, about] = ['known', 'position', 'about'].map((name) => textOf(answers, name));
  if (known === '' && position === '' && about === '')
    return [{ field: 'known', text: 'Enter a date, or a position of the ledger' }];
  if (known !== '' && position !== '') return [{ field: 'position', text: 'Enter a date or a position, not both' }];
  if (position === '' || position === undefined) return null;
  if (/^\d{1,15}$/.test(position) && Number(position) >= 1 && Number(position) <= head) return null;
  return [{ field: 'position', text: `Position must be a whole number from 1 to ${head}` }];
}

const chosen = (answers: Answers): { knownAt: string; asAt: string } => ({
  knownAt: textOf(answers, 'known') || textOf(answers, 'position'),
  asAt: textOf(answers, 'about'),
});

/** The page of this ledger that the reader came from; its home where the address names none. */
function ownPage(visit: Visit): string {
  const home = paths.home.to({ ledger: visit.ledger });
  const page = ownPath(visit.asked('page')) ?? home;
  return page === home || page.startsWith(`${home}/`) || page.startsWith(`${home}?`) ? page : home;
}
