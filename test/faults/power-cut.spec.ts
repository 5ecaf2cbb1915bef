import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { itWith } from './fault-tools';
import { LoopDisk, loopDisk } from './mounted-disk';
import { faultsOfWhatIsLeft } from './what-is-left';

const CUTS = 50;
/** The writer works for a random while between two cuts, at most this long, in milliseconds. */
const WORK = 40;

/** A process that writes until it is killed, and can be made to stand still. */
class Writer {
  private printed = '';
  private readonly child;

  private constructor(folder: string) {
    const register = resolve(__dirname, '../register-typescript.cjs');
    const script = resolve(__dirname, 'processes/acknowledge-returns.ts');
    this.child = spawn(process.execPath, ['--require', register, script, folder, '1000000'], { stdio: 'pipe' });
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => (this.printed += text));
  }

  static async start(folder: string): Promise<Writer> {
    const writer = new Writer(folder);
    while (!writer.printed.startsWith('ready\n')) await once(writer.child.stdout, 'data');
    writer.child.stdin.write('\n');
    return writer;
  }

  /** Makes it stand still. @returns what it has acknowledged by then */
  async stop(): Promise<string[]> {
    this.child.kill('SIGSTOP');
    const state = (): string => /\) (\w)/.exec(readFileSync(`/proc/${this.child.pid}/stat`, 'utf8'))?.[1] ?? '';
    while (state() !== 'T') {
      if (this.child.exitCode !== null) throw new Error('the writer ended by itself');
      await pause(1);
    }
    // What it has printed has arrived when nothing more arrives.
    for (let length = -1; length !== this.printed.length; await pause(2)) length = this.printed.length;
    return this.printed.split('\n').slice(1, -1);
  }

  goOn(): void {
    this.child.kill('SIGCONT');
  }

  async end(): Promise<void> {
    const ended = once(this.child, 'close');
    this.child.kill('SIGKILL');
    await ended;
  }
}

describe('a power cut', () => {
  itWith(loopDisk())(
    `leaves everything that was acknowledged and nothing half done: ${CUTS} disks as they were at random moments of a writer's work`,
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'outturn-power-'));
      const disk = new LoopDisk(LoopDisk.emptyImage(join(folder, 'disk')));
      const writer = await Writer.start(disk.path);
      const faults: string[] = [];
      let most = 0;
      try {
        for (let cut = 1; cut <= CUTS; cut += 1) {
          await pause(Math.random() * WORK);
          const acknowledged = await writer.stop();
          most = acknowledged.length;
          disk.cutPower(join(folder, 'left'));
          const left = new LoopDisk(join(folder, 'left'));
          try {
            const found = await faultsOfWhatIsLeft(left.path, acknowledged);
            faults.push(...found.map((fault) => `cut ${cut}: ${fault}`));
          } finally {
            left.remove();
          }
          writer.goOn();
        }
      } finally {
        await writer.end();
        disk.remove();
        rmSync(folder, { recursive: true });
      }
      expect(faults).toEqual([]);
      expect(most).toBeGreaterThan(CUTS);
    },
  );
});
