import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** The compiled server; built when its sources are newer. */
export function builtServer(): string {
  const builds = require(join(root, 'apps/cli/bin/build.cjs')) as { ensureBuilt(app: string): string };
  return builds.ensureBuilt('server');
}

/** The server as a process of its own. */
export class BuiltService {
  stdout = '';
  stderr = '';
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;

  private constructor(readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = new Promise((resolve) => child.on('close', (code, signal) => resolve(code ?? signal ?? '')));
  }

  static spawn(environment: Readonly<Record<string, string>>, ...args: readonly string[]): BuiltService {
    const { PATH = '' } = process.env;
    return new BuiltService(
      spawn(process.execPath, [builtServer(), ...args], { cwd: root, env: { PATH, ...environment } }),
    );
  }

  /** Starts it and waits until it listens. */
  static async start(data: string, environment: Readonly<Record<string, string>> = {}): Promise<BuiltService> {
    const service = BuiltService.spawn({ OUTTURN_DATA: data, PORT: '0', ...environment });
    const exit = service.ended.then((code) => Promise.reject(new Error(`ended with ${code}: ${service.stderr}`)));
    await Promise.race([service.listens(), exit]);
    exit.catch(() => undefined);
    return service;
  }

  get url(): string {
    return /http:\/\/\S+/.exec(this.stdout)?.[0] ?? '';
  }

  post(path: string, key: string, fields: object): Promise<Response> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    return fetch(this.url + path, { method: 'POST', headers, body: JSON.stringify(fields) });
  }

  async get(path: string): Promise<any> {
    return (await fetch(this.url + path)).json();
  }

  /** Ends it by a signal; its exit code or the signal. */
  end(signal: NodeJS.Signals): Promise<number | string> {
    this.child.kill(signal);
    return this.ended;
  }

  private async listens(): Promise<void> {
    while (!this.stdout.includes('\n')) await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
