import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { refusalOfError, type LedgerVerification, type ReplayReport } from '@outturn/wiring';
import { LOG } from '../../../logging/log.js';

/** What a run found. */
export type RunReport =
  | { readonly kind: 'replay'; readonly report: ReplayReport }
  | { readonly kind: 'verification'; readonly report: LedgerVerification; readonly isKeyPinned: boolean };

export type RunState =
  | { readonly status: 'running'; readonly position: number; readonly of: number }
  /** The checkpoint was signed after the work was done; null if nothing is signed, because something is wrong. */
  | { readonly status: 'done'; readonly found: RunReport; readonly checkpoint: string | null }
  | { readonly status: 'failed'; readonly sentence: string };

/** A replay or a verification that somebody asked for. It is forgotten when the service ends. */
export interface Run {
  readonly id: string;
  readonly kind: RunReport['kind'];
  readonly startedBy: string;
  /** ISO, UTC. */
  readonly startedAt: string;
  readonly state: RunState;
}

type Progress = (position: number, of: number) => void;

/** How many runs of each ledger are remembered. */
const REMEMBERED = 20;

/** The runs of every ledger. Each reads a whole ledger, so there is one at a time for each. */
@Injectable()
export class Runs {
  private readonly ofLedger = new Map<string, Run[]>();

  constructor(@Inject(LOG) private readonly log: Logger) {}

  /** The runs of a ledger, the latest first. */
  all(ledger: string): readonly Run[] {
    return this.ofLedger.get(ledger) ?? [];
  }

  find(ledger: string, id: string): Run | null {
    return this.all(ledger).find((run) => run.id === id) ?? null;
  }

  /**
   * Begins a run and answers before it is done. If one is running already, that one is answered and nothing begins.
   * @param work does it, and gives what it found with the checkpoint that was signed then
   */
  begin(
    ledger: string,
    asked: Pick<Run, 'kind' | 'startedBy'>,
    work: (onProgress: Progress) => Promise<{ found: RunReport; checkpoint: string | null }>,
  ): Run {
    const running = this.all(ledger).find(({ state }) => state.status === 'running');
    if (running !== undefined) return running;
    const begun: Run = {
      ...asked,
      id: randomUUID(),
      startedAt: new Date().toISOString(),
      state: { status: 'running', position: 0, of: 0 },
    };
    this.ofLedger.set(ledger, [begun, ...this.all(ledger)].slice(0, REMEMBERED));
    const become = (state: RunState) => {
      const all = this.all(ledger).map((run) => (run.id === begun.id ? { ...run, state } : run));
      this.ofLedger.set(ledger, all);
    };
    work((position, of) => become({ status: 'running', position, of })).then(
      (done) => become({ status: 'done', ...done }),
      (error: unknown) => become({ status: 'failed', sentence: this.sentenceOf(error, begun) }),
    );
    return begun;
  }

  private sentenceOf(error: unknown, { id }: Run): string {
    const refusal = refusalOfError(error);
    if (refusal !== null) return refusal.sentence;
    this.log.error({ err: error, run: id }, 'a run broke off');
    return `something went wrong; the log of the service says more about the run ${id}`;
  }
}
