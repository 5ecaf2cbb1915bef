import { painted, type TextPage, type Tone, wrapped } from '@outturn/reporting';
import { setImmediate } from 'node:timers/promises';
import { Progress } from './progress.js';

/** What is needed of stdout and stderr. */
export interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const WIDEST = 120;
const NARROWEST = 60;
/** For a pipe or a file: what fits a page of A4. */
const UNKNOWN = 100;

/** The two streams of a command: answers on stdout, messages on stderr. */
export class Terminal {
  /** Set when the reader of stdout has gone away, as `head` does: nobody wants the rest. */
  isClosed = false;
  /** What else went wrong with stdout, such as a full disk behind it. */
  private fault: Error | null = null;

  constructor(
    private readonly stdout: Output,
    private readonly stderr: Output,
    private readonly env: Readonly<Record<string, string | undefined>>,
  ) {
    for (const stream of [stdout, stderr]) {
      stream.on('error', (error: NodeJS.ErrnoException) => {
        if (stream !== stdout) return;
        if (error.code === 'EPIPE') this.isClosed = true;
        else this.fault = Object.assign(error, { path: 'stdout' });
      });
    }
  }

  /** The page that tables are laid out for. */
  get page(): TextPage {
    // A terminal that doesn't know its width says 0.
    const columns = this.stdout.columns || Number(this.env['COLUMNS']) || UNKNOWN;
    return {
      width: Math.min(WIDEST, Math.max(NARROWEST, columns)),
      colours: this.stdout.isTTY === true && (this.env['NO_COLOR'] ?? '') === '' && this.env['TERM'] !== 'dumb',
    };
  }

  get debugs(): boolean {
    return (this.env['OUTTURN_DEBUG'] ?? '') !== '';
  }

  /** Writes to stdout, waits until it is taken, and lets signals in. @throws what the system says where it can't */
  async write(text: string): Promise<void> {
    if (this.isClosed || text === '') return;
    if (!this.stdout.write(text)) await this.drained();
    await this.turn();
    if (this.fault !== null) throw this.fault;
  }

  /** Lets signals in: work that never waits would not hear them. */
  async turn(): Promise<void> {
    await setImmediate();
  }

  /** A JSON document on stdout. */
  writeJson(document: unknown): Promise<void> {
    return this.write(`${JSON.stringify(document, null, 2)}\n`);
  }

  /** Sentences on stdout, broken at the page's width. */
  writeLines(...sentences: readonly string[]): Promise<void> {
    return this.write(sentences.map((sentence) => `${wrapped(sentence, this.page.width).join('\n')}\n`).join(''));
  }

  /** A text in the colour of its meaning, where stdout shows colours. */
  paint(text: string, paint: Tone): string {
    return this.page.colours ? painted(text, paint) : text;
  }

  /** A message on stderr. */
  say(message: string): void {
    this.stderr.write(`${message}\n`);
  }

  /** The progress of something that may take long: shown on stderr, and only to somebody who sits there. */
  progress(doing: string, unit: string): Progress {
    return new Progress(this.stderr.isTTY === true ? this.stderr : null, doing, unit);
  }

  private drained(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        for (const event of ['drain', 'close', 'error']) this.stdout.removeListener(event, done);
        resolve();
      };
      for (const event of ['drain', 'close', 'error']) this.stdout.once(event, done);
    });
  }
}
