import { setTimeout as pause } from 'node:timers/promises';
import { sealText, systemClock } from '@outturn/kernel';
import { openStreamStore } from '@outturn/ledger';
import { contractViews } from '../../../libs/ledger/src/contract/contract-views.js';
import { commandOf, proposalOf, said, together } from '../../../libs/ledger/src/contract/sayings.js';
import { StreamDirectory } from '../../../libs/ledger/src/stream-store/stream-directory.js';
import type { StreamLedger } from '../../../libs/ledger/src/stream-store/stream-ledger.js';
import type { Patience } from '../../../libs/ledger/src/stream-store/stream-store-settings.js';
import { StreamNames } from '../../../libs/ledger/src/stream-store/stream-names.js';

export const LEDGER = 'walsall';

/** The stream of that ledger: what a fault is to strike. */
export const STREAM = new StreamNames().ledger(LEDGER);

/** Quick enough for a test, and still far longer than anything takes that goes well. */
const patience: Partial<Patience> = { call: 1_000, settle: 20_000, unfinished: 200, watch: 200, backOff: 200 };

export const directoryOf = (path: string, connection: string, more: Partial<Patience> = {}): StreamDirectory =>
  new StreamDirectory(path, openStreamStore({ kind: 'eventstoredb', connection, patience: { ...patience, ...more } }), {
    views: contractViews,
    clock: systemClock,
    readEvent: (event) => event,
    part: 'node',
  });

/** One node of the product: its folder with the replica, and the ledger that it has open. */
export class OutturnNode {
  private constructor(
    readonly folder: string,
    private readonly directory: StreamDirectory,
    readonly ledger: StreamLedger,
  ) {}

  static async open(folder: string, connection: string, more: Partial<Patience> = {}): Promise<OutturnNode> {
    const directory = directoryOf(folder, connection, more);
    return new OutturnNode(folder, directory, await directory.openStream(LEDGER));
  }

  get file(): string {
    return this.directory.fileOf(LEDGER);
  }

  /**
   * Writes a command of three events and a text, as one key says it, each event with so many more characters. Resolves
   * when it is answered.
   */
  async say(key: string, entity = key, size = 0): Promise<void> {
    await this.ledger.write((reader) => {
      const sealed = sealText(`The words of ${key}`);
      const text = { ...sealed, entity, field: 'commentary', commandId: commandOf(reader, key) };
      // A command that is there already is answered from its events, as every command of the product is.
      if (reader.eventsOfCommand(commandOf(reader, key)).length > 0) return { batches: [], answer: () => undefined };
      const padding = 'x'.repeat(size);
      const events = [
        said(entity, { value: key, text: sealed.digest, padding }),
        said(key, { value: 'a', padding }),
        said(entity, { value: key, padding }),
      ];
      return { ...proposalOf(reader, { key, ...together(...events), texts: [text] }), answer: () => undefined };
    });
  }

  /** Waits until it shows a position. */
  async shows(position: number): Promise<void> {
    while (this.ledger.read((reader) => reader.position) < position) await pause(5);
  }

  async close(): Promise<void> {
    await this.ledger.close();
    await this.directory.close();
  }
}
