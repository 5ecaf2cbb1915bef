import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { readStore, type StreamStoreSettings } from '@outturn/wiring';

/** How the service is to run. */
export interface Configuration {
  /** The folder of ledgers. */
  readonly data: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** The file of tokens; null where the service is for the user of this machine alone. */
  readonly tokens: string | null;
  /** The store that ledgers live in, with replicas in the folder; left out, the files of the folder are the ledgers. */
  readonly store: StreamStoreSettings | undefined;
  /** Where people find the service; null if nobody said. */
  readonly origin: string | null;
  /** The addresses of the proxies in front of it. */
  readonly proxies: readonly string[];
  /** What the objects of one import may take, in MB; left out, enough for the largest release there is. */
  readonly importMemory?: number;
  /** Whether whoever sits at this machine may choose, on a page, who they are. */
  readonly demo: boolean;
}

/** A setting that can't be; one sentence says which, and what would be right. Exit code 78. */
export class Misconfigured extends Error {
  override readonly name = 'Misconfigured';
}

/** An argument that there isn't. Exit code 2. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

/**
 * Reads the environment and the arguments; an argument wins.
 * @throws Misconfigured, WrongUsage, BadConfiguration
 */
export function readConfiguration(
  environment: Readonly<Record<string, string | undefined>>,
  args: readonly string[],
): Configuration {
  const { port: portArgument } = readArguments(args);
  const setting = (name: string): string | undefined => environment[name] || undefined;
  const host = setting('HOST') ?? '127.0.0.1';
  const tokens = setting('OUTTURN_TOKENS') ?? null;
  if (host !== 'localhost' && isIP(host) === 0 && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host)) {
    throw new Misconfigured(`HOST is "${host}": give an address such as 127.0.0.1, or a host name`);
  }
  if (tokens === null && !isLoopback(host)) {
    throw new Misconfigured(
      `HOST is "${host}", which others can reach, and there is no token file: set OUTTURN_TOKENS, or leave HOST at 127.0.0.1`,
    );
  }
  const demo = setting('OUTTURN_DEMO') === 'true';
  if (demo && tokens !== null) {
    throw new Misconfigured(
      'OUTTURN_DEMO lets people choose who they are, and OUTTURN_TOKENS says who they are: set one',
    );
  }
  const port = portArgument === undefined ? portOf('PORT', setting('PORT') ?? '3000') : portOf('--port', portArgument);
  const importMemory = memoryOf('OUTTURN_IMPORT_MEMORY', setting('OUTTURN_IMPORT_MEMORY'));
  const data = setting('OUTTURN_DATA') ?? './data';
  const origin = originOf(setting('OUTTURN_ORIGIN'));
  const proxies = proxiesOf(setting('OUTTURN_PROXIES'));
  return { data, port, host, tokens, store: readStore(environment), demo, origin, proxies, ...importMemory };
}

/** Whether only this machine can reach an address. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

function readArguments(args: readonly string[]): { port?: string } {
  try {
    return parseArgs({ args: [...args], options: { port: { type: 'string' } } }).values;
  } catch (error) {
    throw new WrongUsage(`${(error as Error).message.split('. ')[0]}. There is --port PORT`);
  }
}

function originOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  const address = URL.parse(text);
  if (address !== null && /^https?:$/.test(address.protocol) && text === address.origin) return text;
  throw new Misconfigured(
    `OUTTURN_ORIGIN is "${text}": give where people find the service, such as https://outturn.example`,
  );
}

/** Addresses or ranges of addresses, such as `10.0.0.0/8`. */
function proxiesOf(text: string | undefined): readonly string[] {
  const proxies = (text ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  const wrong = proxies.find((each) => !isAddressRange(each));
  if (wrong === undefined) return proxies;
  throw new Misconfigured(`OUTTURN_PROXIES names "${wrong}", which is no address: give those of your proxies`);
}

function isAddressRange(text: string): boolean {
  const [address = '', bits] = text.split('/', 2);
  if (isIP(address) === 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(address) === 6 ? 128 : 32));
}

function memoryOf(name: string, text: string | undefined): { importMemory?: number } {
  if (text === undefined) return {};
  if (!/^\d{2,5}$/.test(text) || Number(text) < 64)
    throw new Misconfigured(`${name} is "${text}": give MB, 64 to 99999`);
  return { importMemory: Number(text) };
}

function portOf(name: string, text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new Misconfigured(`${name} is "${text}": give a port, 0 to 65535`);
  return port;
}
