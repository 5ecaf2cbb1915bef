/** The calls that a fault can strike. */
export type Call = 'append' | 'batch append' | 'read' | 'subscribe' | 'delete' | 'gossip' | 'features';

/** Midway: some events of an append have come in, or some events of a read or a subscription have gone out. */
export type Moment = 'on arrival' | 'midway' | 'before the write' | 'after the write';

/** Something of a test's own. It is told which node the call came to, by its port. */
export type Deed = (port: number) => void | Promise<void>;

/**
 * What happens then: the server says that it is busy, or that it shuts down (`cancel`); it keeps the call open and
 * silent until the fault is lifted (`hang`); it cuts the link (`cut`); it ends the call with an OK before its answers
 * (`end`: of reads, subscriptions and batch appends); or a test does something of its own, after which the call goes on.
 */
export type Effect = 'busy' | 'cancel' | 'hang' | 'cut' | 'end' | Deed;

export interface Fault {
  readonly call: Call;
  readonly at: Moment;
  readonly does: Effect;
  /** Only where the call is about this stream. */
  readonly stream?: string;
  /** For `midway`: after how many events; 1 if left out. */
  readonly after?: number;
  /** How often it strikes before it is over; once if left out. */
  readonly times?: number;
  /** How many calls pass unharmed before; none if left out. */
  readonly skip?: number;
}

/** A fault that was ordered. */
export interface PlannedFault {
  /** Resolves when it has struck for the first time. */
  readonly struck: Promise<void>;
  readonly strikes: number;
  /** Ends it: nothing more is struck, and what hangs goes on. */
  lift(): void;
}

class Plan implements PlannedFault {
  strikes = 0;
  private passed = 0;
  private readonly first = Promise.withResolvers<void>();
  private readonly over = Promise.withResolvers<void>();
  private done = false;

  constructor(readonly fault: Fault) {}

  get struck(): Promise<void> {
    return this.first.promise;
  }

  get lifted(): Promise<void> {
    return this.over.promise;
  }

  get active(): boolean {
    return !this.done && this.strikes < (this.fault.times ?? 1);
  }

  lift(): void {
    this.done = true;
    this.over.resolve();
  }

  /** Whether it strikes here, which counts as a strike. */
  strikesAt(call: Call, at: Moment, stream: string | undefined, events: number): boolean {
    const { fault } = this;
    if (!this.active || fault.call !== call || fault.at !== at) return false;
    if (fault.stream !== undefined && fault.stream !== stream) return false;
    if (at === 'midway' && (fault.after ?? 1) !== events) return false;
    if (this.passed < (fault.skip ?? 0)) {
      this.passed += 1;
      return false;
    }
    this.strikes += 1;
    this.first.resolve();
    return true;
  }
}

/** The faults that tests have ordered of a server. */
export class FaultPlan {
  private plans: Plan[] = [];

  order(fault: Fault): PlannedFault {
    if (fault.does === 'end' && !['batch append', 'read', 'subscribe'].includes(fault.call)) {
      throw new RangeError(`a call to ${fault.call} has one answer, so it can't end without it`);
    }
    const plan = new Plan(fault);
    this.plans.push(plan);
    return plan;
  }

  /** The effect to be had at this point of a call, with the moment that a `hang` ends. */
  strike(
    call: Call,
    at: Moment,
    stream: string | undefined,
    events = 0,
  ): { does: Effect; lifted: Promise<void> } | undefined {
    if (this.plans.length === 0) return undefined;
    const plan = this.plans.find((one) => one.strikesAt(call, at, stream, events));
    return plan === undefined ? undefined : { does: plan.fault.does, lifted: plan.lifted };
  }

  /** Ends every fault. */
  lift(): void {
    for (const plan of this.plans) plan.lift();
    this.plans = [];
  }
}
