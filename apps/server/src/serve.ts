import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { exitCodes, Outturn, refusalOfError, StorageFailed } from '@outturn/wiring';
import { DemoGate } from './access/demo-gate.js';
import { LoopbackGate } from './access/loopback-gate.js';
import { TokenGate } from './access/token-gate.js';
import { Misconfigured, type Configuration } from './configuration.js';
import { createApplication, DIRECTLY } from './create-application.js';
import { Readiness } from './health/readiness.js';
import { readingScript } from './web/beside/reading-script.js';
import { readyTemplates } from './web/frame/ready-templates.js';

/** A reason not to start, in one line, with the exit code that says which kind it is. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(message);
  }
}

export interface Service {
  /** Where it listens. */
  readonly url: string;
  /** Reads the token file again; does nothing if there is none. */
  reloadTokens(): void;
  /** Ends the feeds, waits for the requests that run, closes the ledgers. */
  close(): Promise<void>;
}

/** Starts the service. @throws CannotStart, Misconfigured, BadConfiguration */
export async function serve(configuration: Configuration, log: Logger): Promise<Service> {
  const { data, host, port, tokens, store, demo, importMemory, origin, proxies } = configuration;
  const gate = tokens !== null ? new TokenGate(tokens, log) : demo ? new DemoGate() : new LoopbackGate();
  makeFolder(data);
  const { nest } = await createApplication(
    {
      data,
      store,
      writer: 'thread',
      follows: store !== undefined,
      ...readingScript({ isDemo: gate instanceof DemoGate }, log),
      onTightened: (path) =>
        log.warn({ path }, 'others could use a file or folder of the ledgers; now its owner alone may'),
      ...(importMemory === undefined ? {} : { importMemory }),
    },
    gate,
    log,
    { ...DIRECTLY, origin, proxies },
  );
  try {
    if (store !== undefined) await catchUp(nest.get(Outturn), log);
    mustKeepItsWord(nest.get(Outturn), log);
    // Every ledger is opened, so that the first reader doesn't wait for it; one that can't be keeps nobody from the others.
    await nest.get(Readiness).look();
    await nest.listen(port, host);
    readyTemplates().catch((err: unknown) => log.error({ err }, 'a template of the pages cannot be compiled'));
  } catch (error) {
    await nest.close();
    throw reasonOf(error, configuration);
  }
  const { port: listens } = nest.getHttpServer().address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${listens}`,
    reloadTokens: () => {
      if (gate instanceof TokenGate) gate.reload();
    },
    close: () => nest.close(),
  };
}

function makeFolder(data: string): void {
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Misconfigured(`OUTTURN_DATA is "${data}", and there can be no folder there (${code ?? 'unknown'})`);
  }
}

/**
 * A machine that can't keep what it acknowledges must not start. One that has no room left is started all the same: what is
 * there can be read.
 * @throws BadConfiguration
 */
function mustKeepItsWord(outturn: Outturn, log: Logger): void {
  try {
    outturn.mustKeepItsWord();
  } catch (error) {
    if (!(error instanceof StorageFailed)) throw error;
    log.error({ err: error }, 'nothing can be written');
  }
}

/** How long the service waits for its replicas before it listens all the same, as not ready. Milliseconds. */
const CATCH_UP = 30_000;

/** A replica that was just made is empty, which is no answer that anyone should be given. */
async function catchUp(outturn: Outturn, log: Logger): Promise<void> {
  const patience = performance.now() + CATCH_UP;
  while (!outturn.hasCaughtUp) {
    if (performance.now() > patience) {
      log.warn({ replicas: outturn.replicas }, 'the replicas are still behind the store');
      return;
    }
    await pause(50);
  }
}

function reasonOf(error: unknown, { host, port, data }: Configuration): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new CannotStart(
        `port ${port} on ${host} is taken: end what runs there, or choose another port with --port`,
        exitCodes.unavailable,
      );
    case 'EACCES':
      return new Misconfigured(`this user may not listen on port ${port}: choose one above 1023`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new Misconfigured(`HOST is "${host}", which is no address of this machine`);
    default:
      return refusalOfError(error) === null
        ? error
        : new CannotStart(`${resolve(data)}: ${(error as Error).message}`, exitCodes.badConfiguration);
  }
}
