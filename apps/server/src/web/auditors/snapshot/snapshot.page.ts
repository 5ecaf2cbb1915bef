import { Controller } from '@nestjs/common';
import { allows, Outturn, Proofs, type AnyProvenSnapshot } from '@outturn/wiring';
import { textOf, type Field } from '../../forms/field.js';
import { runForm } from '../../forms/form.js';
import { problemOfRejection, problemsOfError } from '../../forms/problems.js';
import { Page, Submission } from '../../frame/page.js';
import { Download, Redirect, type PageAnswer } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { toldDay, toldDayFields } from '../../officers/told-day.js';
import { positionIn } from '../position-in.js';
import { snapshotView, type SnapshotFacts } from './snapshot.view.js';

/** Freezes the scorecard of the moment that the reader looks at, and issues it to a body. */
@Controller()
export class SnapshotPage {
  constructor(
    private readonly outturn: Outturn,
    private readonly proofs: Proofs,
  ) {}

  @Page(paths.snapshot)
  async show(@Visiting() visit: Visit): Promise<PageAnswer> {
    return mayIssue(visit)
      ? this.form(visit)
      : snapshotView({ ...(await this.shown(visit)), form: null, links: visit.links });
  }

  @Submission(paths.snapshot, 'snapshot:issue')
  issue(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit);
  }

  @Page(paths.snapshotFile)
  async file(@Visiting() visit: Visit): Promise<PageAnswer> {
    const snapshot = await this.signed(visit);
    const name = `${visit.ledger}-${snapshot.position}.snapshot.json`;
    return new Download(name, 'application/json; charset=utf-8', `${JSON.stringify(snapshot, null, 2)}\n`);
  }

  private async form(visit: Visit): Promise<PageAnswer> {
    const { who, ledger, links } = visit;
    const shown = await this.shown(visit);
    return runForm(visit, {
      fields: [...fields, ...(await toldDayFields(this.outturn, visit))],
      button: 'Issue this snapshot',
      answers: { position: String(shown.snapshot.position), asAt: shown.snapshot.asAt },
      show: (form) => snapshotView({ ...shown, form, links }),
      accept: async (answers, key) => {
        const issuedTo = textOf(answers, 'body');
        // What was on the screen is issued, whatever became known since and whatever day it is by now.
        const knownAt = String(positionIn(textOf(answers, 'position')));
        const seen = { knownAt, asAt: textOf(answers, 'asAt') };
        try {
          const asked = { ...questionOf(visit), ...seen, preparedFor: issuedTo };
          const { digest, position, asAt, rules } = (await this.proofs.frozen(who, ledger, asked)).terms;
          const command = { digest, position, asAt, issuedTo, rules, ...toldDay(answers) };
          const arrival = { via: 'form', key, correlationId: visit.requestId } as const;
          const outcome = await this.outturn.submit(who, ledger, 'IssueSnapshot', command, arrival);
          if (outcome.status === 'rejected') return [problemOfRejection(outcome.rejection)];
          if (!('position' in outcome))
            return [{ field: null, text: 'This form was used before. Open the page again' }];
          return new Redirect(links.to(paths.event, { position: String(outcome.position) }));
        } catch (error) {
          return problemsOfError(error, (member) => (member === 'occurred' ? member : 'body'));
        }
      },
    });
  }

  /** What a snapshot of this moment would be. It is signed, and recomputed from the events, when it is downloaded. */
  private async shown(visit: Visit): Promise<Pick<SnapshotFacts, 'snapshot' | 'key'>> {
    const { who, ledger } = visit;
    const snapshot = await this.proofs.summary(who, ledger, questionOf(visit));
    return { snapshot, key: await this.proofs.key(who, ledger) };
  }

  private signed(visit: Visit): Promise<AnyProvenSnapshot> {
    const { who, ledger } = visit;
    const issued = visit.asked('issued');
    if (issued !== undefined) return this.proofs.issuedSnapshot(who, ledger, positionIn(issued, 'issued'));
    const preparedFor = visit.asked('prepared-for');
    const question = { ...questionOf(visit), ...(preparedFor === undefined ? {} : { preparedFor }) };
    return this.proofs.snapshot(who, ledger, question);
  }
}

function questionOf(visit: Visit) {
  const indicator = visit.asked('indicator');
  return { ...visit.moment, ...(indicator === undefined ? {} : { indicators: [indicator] }) };
}

// What was issued must be found again from its event, which does not say that it was of one indicator alone.
const mayIssue = (visit: Visit): boolean =>
  !visit.isTravelling && visit.asked('indicator') === undefined && allows(visit.who.roles, 'snapshot:issue');

const fields: readonly Field[] = [
  {
    kind: 'text',
    name: 'body',
    label: 'Issue it to',
    hint: 'The body that gets it as a paper. For example, Corporate Parenting Board. That it was issued becomes an event',
    required: 'Enter the body that the snapshot is issued to',
  },
  { kind: 'hidden', name: 'position' },
  { kind: 'hidden', name: 'asAt' },
];
