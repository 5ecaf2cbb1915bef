import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { systemClock, type Clock } from '@outturn/kernel';
import type { StreamStoreSettings } from '@outturn/ledger';
import { pino } from 'pino';
import type { Gate } from '../../apps/server/src/access/gate';
import { LoopbackGate } from '../../apps/server/src/access/loopback-gate';
import { TokenGate } from '../../apps/server/src/access/token-gate';
import { createApplication, DIRECTLY, type Application, type Reach } from '../../apps/server/src/create-application';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The body, decompressed where it came compressed. */
  readonly text: string;
  /** The body read as JSON; null where it is none. */
  readonly json: any;
}

/** A header that is undefined is not sent. */
type Headers = Readonly<Record<string, string | undefined>>;

/** The service over real sockets, on a port of its own, with a data folder of its own. */
export class RunningService {
  private keys = 0;
  private constructor(
    readonly application: Application,
    readonly port: number,
    readonly data: string,
    /** The lines of the log so far. */
    readonly log: readonly string[],
  ) {}

  /**
   * Starts it for this machine's user, for those who have one of the tokens in a file, or behind a gate.
   * @param store where ledgers live; left out, in the files of its data folder
   */
  static async start(
    tokens?: readonly object[] | Gate,
    clock: Clock = systemClock,
    reach: Partial<Reach> = {},
    store?: StreamStoreSettings,
  ): Promise<RunningService> {
    const data = mkdtempSync(join(tmpdir(), 'outturn-http-'));
    const lines: string[] = [];
    const log = pino({ base: null }, { write: (line: string) => void lines.push(line) });
    const gate =
      tokens === undefined
        ? new LoopbackGate()
        : 'principalOf' in tokens
          ? tokens
          : new TokenGate(tokenFile(data, tokens), log);
    const application = await createApplication({ data, writer: 'in-process', clock, store }, gate, log, {
      ...DIRECTLY,
      ...reach,
    });
    await application.nest.listen(0, '127.0.0.1');
    const { port } = application.nest.getHttpServer().address() as AddressInfo;
    return new RunningService(application, port, data, lines);
  }

  /** Where to connect; a path goes out as it is written, unlike one in a URL. */
  get place(): { host: string; port: number } {
    return { host: '127.0.0.1', port: this.port };
  }

  ask(method: string, path: string, headers: Headers = {}, body?: string | Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        { ...this.place, method, path, headers: { connection: 'close', ...sent(headers) } },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () => {
            const body = Buffer.concat(chunks);
            const text = (answer.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8');
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, json: parsed(text) });
          });
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  /** Sends the head of a request and the beginning of its body, and then nothing until it is left. */
  begin(method: string, path: string, headers: Headers): { readonly sent: Promise<void>; readonly leave: () => void } {
    const request = httpRequest({ ...this.place, method, path, headers: sent(headers) });
    request.on('error', () => undefined);
    const begun = new Promise<void>((resolve) => request.write('x', () => resolve()));
    return { sent: begun, leave: () => void request.destroy() };
  }

  /** Asks until something holds: what happens on another connection may take a turn or two. */
  async until(holds: () => Promise<boolean>): Promise<void> {
    for (let times = 0; !(await holds()); times += 1) if (times > 200) throw new Error('waited in vain');
  }

  get(path: string, headers: Headers = {}): Promise<Answer> {
    return this.ask('GET', path, headers);
  }

  /** Posts fields under a key of their own, unless the headers bring one. */
  post(path: string, fields: object, headers: Headers = {}): Promise<Answer> {
    return this.ask(
      'POST',
      path,
      { 'content-type': 'application/json', 'idempotency-key': `key-${++this.keys}`, ...headers },
      JSON.stringify(fields),
    );
  }

  /** Posts a body as it is. */
  postRaw(path: string, body: string | Buffer, headers: Headers = {}): Promise<Answer> {
    return this.ask(
      'POST',
      path,
      { 'content-type': 'application/json', 'idempotency-key': `key-${++this.keys}`, ...headers },
      body,
    );
  }

  async close(): Promise<void> {
    await this.application.nest.close();
    rmSync(this.data, { recursive: true, force: true });
  }
}

const sent = (headers: Headers): Headers =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));

function parsed(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const sha256Of = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A token file that only its owner may read. */
export function tokenFile(folder: string, tokens: unknown, mode = 0o600): string {
  const path = join(folder, 'tokens.json');
  writeFileSync(path, JSON.stringify(tokens));
  chmodSync(path, mode);
  return path;
}

/** An indicator that the tests of this room report on: Wiltshire's long-term stability. */
export const stability = {
  id: 'placement-long-term',
  title: 'Same placement for two years',
  unit: 'percent',
  polarity: 'higher',
  frequencies: ['quarter', 'year'],
};
