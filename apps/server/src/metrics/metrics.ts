import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { Outturn, refusalOfError, type ImportReport, type Outcome } from '@outturn/wiring';
import { measureReplicas } from './replica-metrics.js';

/** How often the event loop's lag is looked at, in milliseconds. */
const RESOLUTION = 20;

/** What the service measures of itself. Nothing here names a ledger, an actor or a figure. */
@Injectable()
export class Metrics implements OnModuleDestroy {
  readonly registry = new Registry();
  private readonly delay = monitorEventLoopDelay({ resolution: RESOLUTION });

  private readonly requests = new Histogram({
    name: 'outturn_http_request_duration_seconds',
    help: 'How long requests took, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
    registers: [this.registry],
  });

  private readonly commands = new Counter({
    name: 'outturn_commands_total',
    help: 'Commands by name and what they came to.',
    labelNames: ['command', 'outcome'],
    registers: [this.registry],
  });

  readonly feeds = new Gauge({
    name: 'outturn_event_feeds',
    help: 'Feeds of events that are open.',
    registers: [this.registry],
  });

  constructor(outturn: Outturn) {
    this.delay.enable();
    const { delay } = this;
    measureReplicas(this.registry, outturn);
    new Gauge({
      name: 'outturn_ledgers_refusing_writes',
      help: 'Ledgers that take no more writes because their store has failed; the log says which.',
      registers: [this.registry],
      collect() {
        this.set(outturn.refusing.length);
      },
    });
    new Gauge({
      name: 'outturn_event_loop_lag_seconds',
      help: 'How late timers were since the last look, by quantile.',
      labelNames: ['quantile'],
      registers: [this.registry],
      collect() {
        for (const quantile of [50, 99, 100]) {
          const late = Math.max(0, delay.percentile(quantile) / 1e9 - RESOLUTION / 1e3);
          this.set({ quantile: String(quantile / 100) }, late);
        }
        delay.reset();
      },
    });
    new Gauge({
      name: 'outturn_resident_memory_bytes',
      help: 'Memory of the process.',
      registers: [this.registry],
      collect() {
        this.set(process.memoryUsage.rss());
      },
    });
  }

  observe(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }

  /** Does a command and counts what came of it. */
  async count<Answer extends Outcome | ImportReport>(command: string, act: () => Promise<Answer>): Promise<Answer> {
    try {
      const answer = await act();
      this.commands.inc({ command, outcome: outcomeOf(answer) });
      return answer;
    } catch (error) {
      this.commands.inc({ command, outcome: refusalOfError(error)?.kind ?? 'error' });
      throw error;
    }
  }

  onModuleDestroy(): void {
    this.delay.disable();
  }
}

function outcomeOf(answer: Outcome | ImportReport): string {
  if (!('status' in answer)) return answer.problemCount + answer.refusedCount > 0 ? 'rejected' : 'accepted';
  return answer.status === 'accepted' && answer.repeated ? 'repeated' : answer.status;
}
