import './node-version.js';
import 'reflect-metadata';
import { exitCodes, refusalOfError } from '@outturn/wiring';
import { Misconfigured, readConfiguration, WrongUsage } from './configuration.js';
import { createLog } from './logging/log.js';
import { CannotStart, serve, type Service } from './serve.js';

/** How long requests may take to end before the service ends without them. Milliseconds. */
const PATIENCE = 10_000;

async function main(): Promise<void> {
  const log = createLog();
  const configuration = readConfiguration(process.env, process.argv.slice(2));
  const service = await serve(configuration, log);
  process.stdout.write(`Outturn listens on ${service.url} and keeps its ledgers in ${configuration.data}\n`);
  process.on('SIGHUP', () => service.reloadTokens());
  process.once('SIGTERM', () => void end(service, exitCodes.ok));
  process.once('SIGINT', () => void end(service, exitCodes.interrupted));
}

async function end(service: Service, exitCode: number): Promise<void> {
  // A second signal is meant: whoever sends it doesn't want to wait.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(exitCode));
  setTimeout(() => process.exit(exitCodes.failed), PATIENCE).unref();
  await service.close();
  process.exit(exitCode);
}

function fail(error: unknown): void {
  const [line, exitCode] = reasonOf(error);
  process.stderr.write(`outturn: ${line}\n`);
  process.exit(exitCode);
}

function reasonOf(error: unknown): [line: string, exitCode: number] {
  if (error instanceof Misconfigured) return [error.message, exitCodes.badConfiguration];
  if (error instanceof WrongUsage) return [error.message, exitCodes.usage];
  if (error instanceof CannotStart) return [error.message, error.exitCode];
  const refusal = refusalOfError(error);
  if (refusal !== null) return [refusal.sentence, refusal.exitCode];
  return [error instanceof Error ? (error.stack ?? error.message) : String(error), exitCodes.failed];
}

main().catch(fail);
