import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { batchesOf, contractViews, replayedRows } from '../../../libs/ledger/src/contract/contract-views.js';
import { plainLeaf, plainRoot } from '../../../libs/ledger/src/contract/plain-merkle.js';
import { allEvents } from '../../../libs/ledger/src/contract/sayings.js';
import type { Patience } from '../../../libs/ledger/src/stream-store/stream-store-settings.js';
import { directoryOf, LEDGER, OutturnNode } from './outturn-node.js';

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
    // Every event finds the words that it names, and the store of texts has none that no event names.
    const named = events.flatMap(({ data }) => (typeof data['text'] === 'string' ? [data['text']] : []));
    expect(named.map((digest) => reader.text(digest))).toEqual(
      keys.map((key) => expect.objectContaining({ text: `The words of ${key}` })),
    );
    expect(reader.texts()).toHaveLength(named.length);
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
