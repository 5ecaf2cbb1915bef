import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { execute, readEvent, validateCommand, type CommandRequest } from '@outturn/application';
import {
  commandClassOf,
  DefineIndicator,
  OpenLedger,
  ReleaseBenchmark,
  SetTarget,
  SubmitReturn,
} from '@outturn/domain';
import { systemClock } from '@outturn/kernel';
import { LedgerDirectory, type Ledger, type ReplayBeside } from '@outturn/ledger';
import { views } from '@outturn/views';
import { dataOf, type Bench } from '../bench-run.js';
import { benchmarks, boardReturns, definitions, LEDGER, targets } from './council.js';
import { ToldReturns } from './told-returns.js';

export const directory = (data: string, replayBeside?: ReplayBeside): LedgerDirectory =>
  new LedgerDirectory(data, { views, readEvent, clock: systemClock, ...(replayBeside && { replayBeside }) });

/** A command as an edge would send it. @throws TypeError for fields that its class refuses */
export function request<Command extends object>(
  type: new () => Command,
  fields: Partial<Command>,
  key: string,
): CommandRequest {
  const validated = validateCommand(type, fields);
  if ('errors' in validated) throw new TypeError(`${type.name}: ${JSON.stringify(validated.errors)}`);
  return {
    name: commandClassOf(validated.command).commandName,
    command: validated.command,
    actor: 'bench',
    assurance: 'asserted',
    via: 'http',
    key,
    today: '9999-12-31',
  };
}

/** @throws Error where a command is anything but accepted: nothing else is what is measured */
export function mustBeAccepted<Came extends { readonly status: string; readonly repeated?: boolean }>(
  outcome: Came,
): Came {
  if (outcome.status !== 'accepted' || outcome.repeated) throw new Error(`not accepted: ${JSON.stringify(outcome)}`);
  return outcome;
}

/** Makes a ledger in which the indicators are defined and nothing else was said. */
export async function newLedger(data: string, name = LEDGER, defined = definitions): Promise<Ledger> {
  const ledgers = directory(data);
  await ledgers.create(name);
  const ledger = await ledgers.open(name);
  await submitAll(ledger, [request(OpenLedger, { name: 'A council', areaCode: '999', live: true }, 'open')]);
  await submitAll(
    ledger,
    defined.map((fields) => request(DefineIndicator, fields, `define ${fields.id}`)),
  );
  return ledger;
}

export async function submitAll(ledger: Ledger, requests: readonly CommandRequest[]): Promise<void> {
  for (const outcome of await Promise.all(requests.map((each) => execute(ledger, each)))) mustBeAccepted(outcome);
}

/** What the board has of old: its figures, their targets and England's figures. */
async function tellOfTheBoard(ledger: Ledger): Promise<void> {
  await submitAll(ledger, [
    ...targets.map((fields, index) => request(SetTarget, fields, `target ${index}`)),
    ...benchmarks.map((fields, index) => request(ReleaseBenchmark, fields, `benchmark ${index}`)),
    ...boardReturns.map((fields, index) => request(SubmitReturn, fields, `board ${index}`)),
  ]);
}

const headOf = (ledger: Ledger): number => ledger.read((reader) => reader.position);

/** The events with which every ledger of the benchmark begins. */
export const BEGINNING = 2 + definitions.length + targets.length + benchmarks.length + boardReturns.length;

/** How many returns share a proposal while a ledger grows. */
const TOGETHER = 5_000;

async function growTo(ledger: Ledger, events: number): Promise<void> {
  const begun = performance.now();
  const told = new ToldReturns();
  for (let head = headOf(ledger); head < events; head = Math.min(head + TOGETHER, events)) {
    const [from, to] = [head + 1, Math.min(head + TOGETHER, events)];
    await ledger.write((reader) => told.propose(reader, from, to, BEGINNING + 1));
    if (to % 100_000 === 0) {
      const seconds = Math.round((performance.now() - begun) / 1_000);
      process.stderr.write(`  building a ledger of ${events} events: ${to} after ${seconds} s\n`);
    }
  }
}

/** The sizes that ledgers are built in; each is grown from the one before. */
const sizes = [100_000, 1_000_000, 3_000_000];

/**
 * A ledger of so many events, decided by the product's own domain and kept for the whole run of the benchmark. Nobody may
 * write to it: `copyOf` is for that.
 * @returns the folder that it lies in
 */
export async function ledgerOf(bench: Bench, events: number): Promise<string> {
  const data = dataOf(bench, events);
  if (existsSync(data)) return data;
  const unfinished = `${data}-unfinished`;
  mkdirSync(unfinished);
  const smaller = sizes.findLast((size) => size < events);
  if (smaller === undefined) {
    const ledger = await newLedger(unfinished);
    await tellOfTheBoard(ledger);
    await ledger.close();
  } else {
    copyLedger(await ledgerOf(bench, smaller), unfinished);
  }
  const ledger = await directory(unfinished).open(LEDGER);
  await growTo(ledger, events);
  await ledger.close();
  renameSync(unfinished, data);
  return data;
}

/** The file of a ledger of so many events. */
export const fileOf = async (bench: Bench, events: number): Promise<string> =>
  join(await ledgerOf(bench, events), `${LEDGER}.sqlite`);

/** As the names of cases say it. */
export const sized = (events: number): string => `${events.toLocaleString('en-GB')} events`;

/** A copy that may be written to. */
export function copyLedger(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  copyFileSync(join(from, `${LEDGER}.sqlite`), join(to, `${LEDGER}.sqlite`));
}
