import { Controller } from '@nestjs/common';
import { Outturn, Proofs, replayHolds, type Principal } from '@outturn/wiring';
import { problem, Refused } from '../../../problem/problem.js';
import { fileOf, textOf, type Answers, type Field } from '../../forms/field.js';
import { runForm } from '../../forms/form.js';
import { problemsOfError } from '../../forms/problems.js';
import { Page, Submission } from '../../frame/page.js';
import { Download, Redirect, type PageAnswer } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { newRunView, runsView, runView } from './runs.view.js';
import { Runs, type Run } from './runs.js';

/** Replays and verifies a ledger, one run at a time, and shows how far each is and what it found. */
@Controller()
export class RunsPage {
  constructor(
    private readonly outturn: Outturn,
    private readonly proofs: Proofs,
    private readonly runs: Runs,
  ) {}

  @Page(paths.runs)
  async all(@Visiting() { who, ledger, links }: Visit): Promise<PageAnswer> {
    await this.outturn.mustSee(who, ledger);
    return runsView(this.runs.all(ledger), links);
  }

  @Page(paths.newReplay)
  askForReplay(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.replay(visit);
  }

  @Submission(paths.newReplay)
  beginReplay(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.replay(visit);
  }

  @Page(paths.newVerification)
  askForVerification(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.verification(visit);
  }

  @Submission(paths.newVerification)
  beginVerification(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.verification(visit);
  }

  @Page(paths.run)
  async one(@Visiting() visit: Visit): Promise<PageAnswer> {
    return runView(await this.found(visit), visit.links);
  }

  @Page(paths.runReport)
  async report(@Visiting() visit: Visit): Promise<PageAnswer> {
    const { state } = await this.found(visit);
    if (state.status !== 'done') throw notThere('that run has no result');
    const { kind, report } = state.found;
    const text = `${JSON.stringify(report, null, 2)}\n`;
    return new Download(`${visit.ledger}-${report.position}.${kind}.json`, 'application/json; charset=utf-8', text);
  }

  @Page(paths.runCheckpoint)
  async checkpoint(@Visiting() visit: Visit): Promise<PageAnswer> {
    const { state } = await this.found(visit);
    if (state.status !== 'done' || state.checkpoint === null) throw notThere('that run has no checkpoint');
    return new Download(`${visit.ledger}.checkpoint`, 'text/plain; charset=utf-8', state.checkpoint);
  }

  private replay(visit: Visit): Promise<PageAnswer> {
    const { who, ledger, links } = visit;
    return runForm(visit, {
      fields: replayFields,
      button: 'Begin the replay',
      show: (form) => newRunView('replay', form, links),
      accept: async (answers) => {
        const { position: head } = await this.outturn.ask(who, ledger, 'summary', {});
        const to = textOf(answers, 'to');
        if (to !== '' && !(/^\d{1,15}$/.test(to) && Number(to) >= 1 && Number(to) <= head))
          return [{ field: 'to', text: `Position must be a whole number from 1 to ${head}` }];
        const run = this.runs.begin(ledger, { kind: 'replay', startedBy: who.actor }, async (onProgress) => {
          const report = await this.outturn.replay(who, ledger, to === '' ? undefined : Number(to), onProgress);
          const checkpoint = replayHolds(report) ? await this.proofs.checkpoint(who, ledger) : null;
          return { found: { kind: 'replay', report }, checkpoint };
        });
        return new Redirect(links.to(paths.run, { run: run.id }));
      },
    });
  }

  private verification(visit: Visit): Promise<PageAnswer> {
    const { who, ledger, links } = visit;
    return runForm(visit, {
      fields: verificationFields,
      button: 'Begin the verification',
      show: (form) => newRunView('verification', form, links),
      accept: async (answers) => {
        await this.outturn.mustSee(who, ledger);
        const held = heldIn(answers);
        try {
          this.proofs.mustBeEvidence(ledger, held);
        } catch (error) {
          return problemsOfError(error);
        }
        const run = this.beginVerifying(who, ledger, held);
        return new Redirect(links.to(paths.run, { run: run.id }));
      },
    });
  }

  private beginVerifying(who: Principal, ledger: string, held: ReturnType<typeof heldIn>): Run {
    return this.runs.begin(ledger, { kind: 'verification', startedBy: who.actor }, async (onProgress) => {
      const report = await this.proofs.verify(who, ledger, { ...held, withReplay: true }, onProgress);
      const checkpoint = report.ok ? await this.proofs.checkpoint(who, ledger) : null;
      return { found: { kind: 'verification', report, isKeyPinned: held.key !== undefined }, checkpoint };
    });
  }

  private async found({ who, ledger, parts }: Visit): Promise<Run> {
    await this.outturn.mustSee(who, ledger);
    const run = this.runs.find(ledger, parts['run'] ?? '');
    if (run === null) throw notThere('there is no such run, or it was forgotten when the service began again');
    return run;
  }
}

const notThere = (detail: string): Refused => new Refused(problem(404, 'NotFound', detail));

const replayFields: readonly Field[] = [
  {
    kind: 'text',
    name: 'to',
    label: 'Up to position (optional)',
    hint: 'Leave this empty to replay every event',
    width: 5,
    inputMode: 'numeric',
  },
];

const verificationFields: readonly Field[] = [
  {
    kind: 'file',
    name: 'checkpoint',
    label: 'A checkpoint that you hold (optional)',
    hint: 'The file that you took away from an earlier verification. Without one, a rewritten past or a dropped end cannot be seen',
  },
  {
    kind: 'text',
    name: 'key',
    label: 'The verification key that you hold (optional)',
    hint: 'One line, as the council published it. It shows who signed your checkpoint',
  },
];

/** What the auditor brought; an answer left open is nothing. */
function heldIn(answers: Answers): { checkpoint?: string; key?: string } {
  const file = fileOf(answers, 'checkpoint');
  const key = textOf(answers, 'key');
  return {
    ...(file === null ? {} : { checkpoint: file.bytes.toString('utf8') }),
    ...(key === '' ? {} : { key }),
  };
}
