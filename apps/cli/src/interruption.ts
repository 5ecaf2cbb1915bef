import { exitCodes } from '@outturn/wiring';

/** Somebody pressed Ctrl-C, or the machine is going down. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** How long a command may take to put away what it had begun, in milliseconds. */
const GRACE = 1_000;

type SignalSource = Pick<NodeJS.Process, 'on' | 'off' | 'exit'>;

/**
 * Turns Ctrl-C into an error at the next safe place, so that files that were begun are taken away again. A command that
 * has no such place within a second is ended where it stands; a ledger's transaction is then rolled back by SQLite.
 */
export class Interruption {
  /** Set while all that is under way is a transaction of another thread: it needs no putting away, SQLite rolls it back. */
  endsAtOnce = false;
  private signal: NodeJS.Signals | null = null;
  private readonly onSignal = (signal: NodeJS.Signals): void => this.raise(signal);

  /** @param say tells the one who waits that a command was ended where it stood */
  constructor(
    private readonly source: SignalSource,
    private readonly say: (message: string) => void,
  ) {
    source.on('SIGINT', this.onSignal);
    source.on('SIGTERM', this.onSignal);
  }

  /** 130 after Ctrl-C, 143 after SIGTERM; null while nothing has come. */
  get exitCode(): number | null {
    if (this.signal === null) return null;
    return this.signal === 'SIGINT' ? exitCodes.interrupted : 143;
  }

  /** @throws Interrupted when a signal has come */
  check(): void {
    if (this.signal !== null) throw new Interrupted();
  }

  /** Leaves signals to somebody else: a server ends in its own way. */
  stopListening(): void {
    this.source.off('SIGINT', this.onSignal);
    this.source.off('SIGTERM', this.onSignal);
  }

  private raise(signal: NodeJS.Signals): void {
    const isSecond = this.signal !== null;
    this.signal ??= signal;
    const exitCode = this.exitCode ?? exitCodes.interrupted;
    const end = (): void => {
      this.say('outturn: interrupted');
      this.source.exit(exitCode);
    };
    if (isSecond || this.endsAtOnce) end();
    else setTimeout(end, GRACE).unref();
  }
}
