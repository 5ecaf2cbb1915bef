import { Controller, Inject } from '@nestjs/common';
import { Outturn } from '@outturn/wiring';
import { GATE } from '../../access/gate.js';
import type { Gate } from '../../access/gate.js';
import { ownPath } from '../frame/own-path.js';
import { Page, Submission } from '../frame/page.js';
import { Redirect, type PageAnswer } from '../frame/page-content.js';
import { Visit, Visiting } from '../frame/visit.js';
import { textOf, type Choice } from '../forms/field.js';
import { runForm } from '../forms/form.js';
import { paths } from '../paths.js';

const EVERY_LEDGER = 'every';

/** Lets whoever tries the demonstration choose who they are; until there is a sign-in, nothing else does. */
@Controller()
export class IdentityPage {
  constructor(
    private readonly outturn: Outturn,
    @Inject(GATE) private readonly gate: Gate,
  ) {}

  @Page(paths.identity)
  show(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.choose(visit);
  }

  @Submission(paths.identity)
  submit(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.choose(visit);
  }

  private async choose(visit: Visit): Promise<PageAnswer> {
    const { identities = [] } = this.gate;
    const ledgers = await this.ledgers();
    return runForm(visit, {
      fields: [
        {
          kind: 'radios',
          name: 'actor',
          label: 'Who are you?',
          required: 'Choose who you are',
          choices: identities.map(({ actor, title, does }) => ({ value: actor, text: title, hint: does })),
        },
        {
          kind: 'radios',
          name: 'ledger',
          label: 'What may you see?',
          required: 'Choose what you may see',
          choices: [{ value: EVERY_LEDGER, text: 'Every ledger here' }, ...ledgers],
        },
      ],
      button: 'Go on',
      answers: { actor: visit.session.identity?.actor, ledger: visit.session.identity?.ledger ?? EVERY_LEDGER },
      show: (form) => ({
        template: 'identity/identity.njk',
        title: 'Choose who you are',
        view: { form },
      }),
      accept: async (answers) => {
        const ledger = textOf(answers, 'ledger');
        // A session that somebody else may have begun is not the one that this person goes on with.
        await visit.session.regenerate();
        visit.session.identity = { actor: textOf(answers, 'actor'), ledger: ledger === EVERY_LEDGER ? null : ledger };
        return new Redirect(
          ledger === EVERY_LEDGER ? (ownPath(visit.asked('page')) ?? paths.councils.to({})) : paths.home.to({ ledger }),
        );
      },
    });
  }

  /** Whoever may see one ledger must still be able to choose another. */
  private async ledgers(): Promise<readonly Choice[]> {
    const { rows } = await this.outturn.listLedgers({
      actor: 'nobody',
      assurance: 'asserted',
      roles: ['reader'],
      ledgers: 'all',
    });
    return rows.map(({ ledger, name }) => ({ value: ledger, text: `${name ?? ledger} alone` }));
  }
}
