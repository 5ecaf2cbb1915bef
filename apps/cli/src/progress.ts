import { displayWidth, truncated } from '@outturn/reporting';

interface Line {
  write(text: string): unknown;
  readonly columns?: number;
}

/** Before this nobody wonders, in milliseconds. */
const QUIET = 2_000;
const BETWEEN_LINES = 200;

/** One line that says how far something has come, how fast it goes and how long it will take; it erases itself. */
export class Progress {
  private readonly started = performance.now();
  private drawn = 0;
  private width = 0;
  private timer: NodeJS.Timeout | null = null;

  /** @param line where it is drawn; null draws nothing */
  constructor(
    private readonly line: Line | null,
    private doing: string,
    private readonly unit: string,
  ) {}

  /** Says how much is done of how much; the total may be unknown. */
  at(done: number, total: number | null): void {
    const now = performance.now();
    const elapsed = now - this.started;
    if (elapsed < QUIET || now - this.drawn < BETWEEN_LINES) return;
    this.draw(progressText(this.doing, this.unit, done, total, elapsed));
  }

  /** Says what is being done if it can't be counted; the line shows for how long. */
  phase(doing: string): void {
    this.doing = doing;
    this.timer ??= setInterval(() => {
      const elapsed = performance.now() - this.started;
      if (elapsed >= QUIET) this.draw(`${this.doing} … ${seconds(elapsed)}`);
    }, BETWEEN_LINES).unref();
  }

  /** Takes the line away. */
  end(): void {
    if (this.timer !== null) clearInterval(this.timer);
    if (this.width > 0) this.line?.write(`\r${' '.repeat(this.width)}\r`);
    this.width = 0;
  }

  private draw(text: string): void {
    if (this.line === null) return;
    const shown = truncated(text, (this.line.columns || 80) - 1);
    this.line.write(`\r${shown}${' '.repeat(Math.max(0, this.width - displayWidth(shown)))}`);
    this.width = displayWidth(shown);
    this.drawn = performance.now();
  }
}

const grouped = (count: number): string => Math.round(count).toLocaleString('en-GB');

function seconds(milliseconds: number): string {
  const whole = Math.ceil(milliseconds / 1000);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** The line of a progress: what, how much, how fast, how much longer. `elapsed` in milliseconds. */
export function progressText(doing: string, unit: string, done: number, total: number | null, elapsed: number): string {
  const rate = done / (elapsed / 1000);
  const speed = `${grouped(rate)} ${unit}/s`;
  if (total === null || total === 0 || rate === 0) return `${doing}: ${grouped(done)} ${unit} · ${speed}`;
  const left = ((total - done) / rate) * 1000;
  const share = Math.floor((done / total) * 100);
  return `${doing}: ${grouped(done)} of ${grouped(total)} ${unit} (${share}%) · ${speed} · ${seconds(left)} left`;
}
