import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { built, root } from './built';

/** The built service in a process of its own, on a port that was free. */
export class ServiceProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(data: string): Promise<ServiceProcess> {
    const child = spawn(process.execPath, [built('server'), '--port', '0'], {
      cwd: root,
      env: { ...process.env, OUTTURN_DATA: data, HOST: '127.0.0.1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    const lines = createInterface({ input: child.stdout });
    for await (const line of lines) {
      const url = /^Outturn listens on (\S+)/.exec(line)?.[1];
      if (url === undefined) continue;
      // Its log goes on; nobody may be left waiting to write it.
      child.stdout.resume();
      return new ServiceProcess(child, url);
    }
    throw new Error(`the service ended before it listened: ${complaint}`);
  }

  at(path: string): string {
    return `${this.url}/api/v1${path}`;
  }

  /** What a path answers; whatever is no answer is thrown. */
  async get<Answer>(path: string): Promise<Answer> {
    const answer = await fetch(this.at(path));
    if (!answer.ok) throw new Error(`GET ${path} answers ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}
