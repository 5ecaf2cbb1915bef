import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const manifest = join(__dirname, 'package.json');

/** Why Emmett can't be measured here, with what to do about it; null where it can. */
export function emmettIsMissing(): string | null {
  const addon = join(__dirname, 'node_modules/sqlite3/build/Release/node_sqlite3.node');
  return existsSync(addon) ? null : 'Emmett is not installed: run npm run bench -- --install-rivals';
}

/** The part of Emmett's SQLite store that is measured, as its documentation says it. */
export interface EmmettStore {
  appendToStream(stream: string, events: readonly EmmettEvent[]): Promise<unknown>;
  consumer(options: { pulling: { batchSize: number; pullingFrequencyInMs: number } }): EmmettConsumer;
  readonly schema: { migrate(): Promise<void> };
}

export interface EmmettEvent {
  readonly type: string;
  readonly data: object;
}

interface EmmettConsumer {
  processor(options: object): unknown;
  start(): Promise<void>;
  close(): Promise<void>;
}

interface EmmettSqlite {
  getSQLiteEventStore(options: { fileName: string }): EmmettStore;
}

/** Emmett as npm serves it, from a package of its own that no user installs. */
export const emmettSqlite = (): EmmettSqlite =>
  createRequire(manifest)('@event-driven-io/emmett-sqlite') as EmmettSqlite;

/** The versions that are installed. */
export function rivalVersions(): Readonly<Record<string, string>> {
  const { dependencies } = JSON.parse(readFileSync(manifest, 'utf8')) as { dependencies: Record<string, string> };
  return dependencies;
}
