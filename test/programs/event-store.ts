import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './built';

/** The test server of EventStoreDB's protocol in a process of its own; a real one where ESDB_URL names it. */
export class EventStoreProcess {
  private constructor(
    private readonly child: ChildProcess | null,
    readonly connectionString: string,
  ) {}

  static async start(): Promise<EventStoreProcess> {
    const real = process.env['ESDB_URL'];
    if (real !== undefined) return new EventStoreProcess(null, real);
    const child = spawn(
      process.execPath,
      [
        '--require',
        resolve(root, 'test/register-typescript.cjs'),
        resolve(root, 'test/eventstoredb/server/main.ts'),
        '--port',
        '0',
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    for await (const line of createInterface({ input: child.stdout })) return new EventStoreProcess(child, line);
    throw new Error('the test server ended before it listened');
  }

  async stop(): Promise<void> {
    if (this.child === null || this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}
