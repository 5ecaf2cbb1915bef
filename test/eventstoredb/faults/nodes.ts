import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sealText, systemClock } from '@outturn/kernel';
import { batchesOf, contractViews, replayedRows } from '../../../libs/ledger/src/contract/contract-views.js';
import { plainLeaf, plainRoot } from '../../../libs/ledger/src/contract/plain-merkle.js';
import { allEvents, commandOf, proposalOf, said, together } from '../../../libs/ledger/src/contract/sayings.js';
import { EventStoreDirectory } from '../../../libs/ledger/src/eventstoredb/event-store-directory.js';
import { EventStoreLedger } from '../../../libs/ledger/src/eventstoredb/event-store-ledger.js';
import type { Patience } from '../../../libs/ledger/src/eventstoredb/event-store-options.js';
import { StreamNames } from '../../../libs/ledger/src/eventstoredb/stream-names.js';

export const LEDGER = 'walsall';

/** The stream of that ledger: what a fault is to strike. */
export const STREAM = new StreamNames().ledger(LEDGER);

/** Quick enough for a test, and still far longer than anything takes that goes well. */
const patience: Partial<Patience> = { call: 1_000, settle: 20_000, unfinished: 200, watch: 200, backOff: 200 };

export const directoryOf = (path: string, connection: string, more: Partial<Patience> = {}): EventStoreDirectory =>
  new EventStoreDirectory(path, {
    views: contractViews,
    clock: systemClock,
    readEvent: (event) => event,
    part: 'node',
    settings: { connection, patience: { ...patience, ...more } },
  });

/** One node of the product: its folder with the replica, and the ledger that it has open. */
export class OutturnNode {
  private constructor(
    readonly folder: string,
    private readonly directory: EventStoreDirectory,
    readonly ledger: EventStoreLedger,
  ) {}

  static async open(folder: string, connection: string, more: Partial<Patience> = {}): Promise<OutturnNode> {
    const directory = directoryOf(folder, connection, more);
    const ledger = await directory.open(LEDGER);
    if (!(ledger instanceof EventStoreLedger)) throw new TypeError('a node opens its ledgers itself');
    return new OutturnNode(folder, directory, ledger);
  }

  get file(): string {
    return this.directory.fileOf(LEDGER);
  }

  /** Writes a command of three events and a text, as one key says it. Resolves when it is answered. */
  async say(key: string, entity = key): Promise<void> {
    await this.ledger.write((reader) => {
      const sealed = sealText(`The words of ${key}`);
      const text = { ...sealed, entity, field: 'commentary', commandId: commandOf(reader, key) };
      const events = [said(entity, { value: key, text: sealed.digest }), said(key), said(entity, { value: key })];
      // A command that is there already is answered from its events, as every command of the product is.
      if (reader.eventsOfCommand(commandOf(reader, key)).length > 0) return { batches: [], answer: () => undefined };
      return { ...proposalOf(reader, { key, ...together(...events), texts: [text] }), answer: () => undefined };
    });
  }

  /** Waits until it shows a position. */
  async shows(position: number): Promise<void> {
    while (this.ledger.read((reader) => reader.head().position) < position) await pause(5);
  }

  async close(): Promise<void> {
    await this.ledger.close();
    await this.directory.close();
  }
}

/** The nodes of a test, in folders that are gone afterwards. */
export class Nodes {
  private readonly folders: string[] = [];
  private readonly nodes: OutturnNode[] = [];

  folder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'outturn-node-'));
    this.folders.push(folder);
    return folder;
  }

  /** Founds the ledger in a store that is empty. */
  async found(connection: string): Promise<void> {
    const directory = directoryOf(this.folder(), connection);
    await directory.create(LEDGER);
    await directory.close();
  }

  /** @param folder left out, one without a replica */
  async open(connection: string, more: Partial<Patience> = {}, folder = this.folder()): Promise<OutturnNode> {
    const node = await OutturnNode.open(folder, connection, more);
    this.nodes.push(node);
    return node;
  }

  async close(node: OutturnNode): Promise<void> {
    this.nodes.splice(this.nodes.indexOf(node), 1);
    await node.close();
  }

  async end(): Promise<void> {
    await Promise.all(this.nodes.splice(0).map((node) => node.close()));
    for (const folder of this.folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  }
}

/** The history of a node as nobody but it has made it, with what may not be wrong in any. */
export function historyOf({ ledger }: OutturnNode): { keys: string[]; root: string; bytes: string[] } {
  const events = allEvents(ledger);
  expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1));
  for (const batch of batchesOf(events)) expect(batch).toHaveLength(batch[0]?.batch.size ?? 0);
  return ledger.read((reader) => {
    const records = [...reader.records(1, events.length)];
    const root = reader.rootAt(events.length);
    expect(root).toBe(plainRoot(records.map(({ bytes }) => plainLeaf(bytes))).toString('hex'));
    for (const view of contractViews) {
      const rows = [...reader.rows(view.name, { from: '', to: '\u{10FFFF}' }, events.length)];
      expect(rows).toEqual(replayedRows(events, view, events.length));
    }
    const keys = events.filter(({ batch }) => batch.index === 1).map(({ entity }) => entity);
    expect(
      reader
        .texts()
        .map(({ text }) => text)
        .sort(),
    ).toEqual(keys.map((key) => `The words of ${key}`).sort());
    return { keys, root, bytes: records.map(({ bytes }) => bytes) };
  });
}

/** A node that comes out of the stream alone has what the others have; all of it once, and nothing else. */
export async function expectOneHistory(
  nodes: Nodes,
  connection: string,
  told: readonly OutturnNode[],
  answered: readonly string[],
): Promise<void> {
  const fresh = await nodes.open(connection);
  const history = historyOf(fresh);
  expect([...history.keys].sort()).toEqual([...answered].sort());
  for (const node of told) {
    await node.shows(history.bytes.length);
    expect(historyOf(node)).toEqual(history);
  }
}
