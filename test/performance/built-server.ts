import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const root = resolve(__dirname, '../..');

/** A server in a process of its own: the built service, or one that a suite brings. Its log goes to a file. */
export class BuiltServer {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /** The service over a data directory. @param folder where its log is kept @param required scripts that run before it */
  static service(data: string, folder: string, required: readonly string[] = []): Promise<BuiltServer> {
    const before = required.flatMap((path) => ['--require', path]);
    const words = [...before, join(root, 'dist/apps/server/src/main.js'), '--port', '0'];
    return BuiltServer.start(words, folder, { OUTTURN_DATA: data, HOST: '127.0.0.1' });
  }

  /** @param words what Node is called with; the server says `listens on <url>` when it does */
  static async start(
    words: readonly string[],
    folder: string,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<BuiltServer> {
    const [said, logged] = [join(folder, 'server.out'), join(folder, 'server.log')];
    const files = [said, logged].map((path) => openSync(path, 'w'));
    const child = spawn(process.execPath, words, {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', ...files, 'ipc'],
    });
    for (const file of files) closeSync(file);
    for (;;) {
      const url = /listens on (\S+)/.exec(readFileSync(said, 'utf8'))?.[1];
      if (url !== undefined) return new BuiltServer(child, url);
      if (child.exitCode !== null) throw new Error(`${words.join(' ')} ended: ${readFileSync(logged, 'utf8')}`);
      await pause(2);
    }
  }

  /** What a script that was required before it answers when it is asked. */
  async tell<Told>(): Promise<Told> {
    const told = once(this.child, 'message') as Promise<[Told]>;
    this.child.send('tell');
    return (await told)[0];
  }

  /** User and system time of the process so far, in microseconds; null where the system doesn't tell. */
  get cpu(): number | null {
    if (process.platform !== 'linux') return null;
    // The name in parentheses may hold spaces; utime and stime are the 12th and 13th field behind it, in ticks of 10 ms.
    const stat = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10_000;
  }

  /** What it holds of memory, in MB; null where the system doesn't tell. */
  get memory(): number | null {
    if (process.platform !== 'linux') return null;
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${this.child.pid}/status`, 'utf8'))?.[1];
    return (Number(kilobytes) * 1_024) / 1e6;
  }

  /** How many files and sockets it has open; null where the system doesn't tell. */
  get handles(): number | null {
    return process.platform === 'linux' ? readdirSync(`/proc/${this.child.pid}/fd`).length : null;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}
