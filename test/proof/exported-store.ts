import { exportLines, proveEvent, signHead } from '@outturn/application';
import { DefineIndicator, OpenLedger, RedactText, SubmitReturn } from '@outturn/domain';
import type { EventEnvelope } from '@outturn/kernel';
import { KeyStore, leafHash, signCheckpoint } from '@outturn/ledger';
import { stability, TemporaryLedger } from '../../libs/application/src/temporary-ledger.fixture.js';
import { secondVerifier } from './second-verifier.js';

/** The event that says the first commentary. */
export const SAID = 4;

/** A ledger of some twenty events (corrections, texts of which one is redacted) and what an auditor may have of it. */
export class ExportedStore {
  private readonly store = new TemporaryLedger();

  /** A ledger with nothing in it. */
  empty(id: string): Promise<void> {
    return this.store.create(id);
  }

  async create(): Promise<void> {
    const { store } = this;
    await store.create('walsall');
    await store.accept(OpenLedger, { name: 'Walsall Council', areaCode: '335' });
    await store.accept(DefineIndicator, { ...stability, frequencies: ['quarter'] });
    const figure = { indicator: stability.id, value: '77' };
    for (const year of ['2017-18', '2018-19', '2019-20', '2020-21']) {
      // Line separators of other alphabets are no ends of lines.
      await store.accept(SubmitReturn, { ...figure, period: `${year}Q1`, commentary: `Good — ${year}.\u2028Zwölf.` });
      await store.accept(SubmitReturn, { ...figure, period: `${year}Q1`, value: '78', reason: 'Late returns.' });
      await store.accept(SubmitReturn, { ...figure, period: `${year}Q2` });
    }
    const said = await store.accept(SubmitReturn, { ...figure, period: '2021-22Q1', commentary: 'It names a child.' });
    await store.accept(RedactText, { position: said.position, field: 'commentary', reason: 'It named a child.' });
    await store.accept(SubmitReturn, { ...figure, period: '2021-22Q2', commentary: 'Better.' });
  }

  /** Closes the ledger, so that its file is all of it. */
  close(): Promise<void> {
    return this.store.ledger.close();
  }

  open(): Promise<void> {
    return this.store.reopen();
  }

  remove(): Promise<void> {
    return this.store.dispose();
  }

  get ledger(): TemporaryLedger['ledger'] {
    return this.store.ledger;
  }

  get folder(): string {
    return this.store.directory.path;
  }

  get directory(): TemporaryLedger['directory'] {
    return this.store.directory;
  }

  get events(): EventEnvelope[] {
    return this.store.events;
  }

  accept: TemporaryLedger['accept'] = (...asked) => this.store.accept(...asked);
  import: TemporaryLedger['import'] = (...asked) => this.store.import(...asked);
  ask: TemporaryLedger['ask'] = (...asked) => this.store.ask(...asked);

  /** The proof of an event, under the signed head. */
  proofOf(position: number): string {
    return this.ledger.read((reader) => proveEvent(reader, this.keys, position));
  }

  /** The digest of the commentary that an event says. */
  digestAt(position: number): string {
    const digest = this.events[position - 1]?.data['commentary'];
    if (typeof digest !== 'string') throw new Error(`event ${position} says no commentary`);
    return digest;
  }

  get lines(): string[] {
    return [...exportLines(this.store.ledger)];
  }

  /** The lines of the export by what they hold. */
  get parts(): Export {
    const { lines } = this;
    return {
      header: lines[0] ?? '',
      events: lines.filter((line) => line.startsWith('{"event":')),
      texts: lines.filter((line) => line.startsWith('{"text":')),
      end: lines.at(-1) ?? '',
    };
  }

  get keys(): KeyStore {
    return new KeyStore(this.folder);
  }

  /** The verification key, as a line. */
  get key(): string {
    return this.keys.key('walsall').line;
  }

  /** The signed head. */
  get checkpoint(): string {
    return this.ledger.read((reader) => signHead(reader, this.keys));
  }

  /** A checkpoint of an earlier size, signed with the real key. */
  checkpointAt(size: number): string {
    const key = this.keys.key('walsall');
    return signCheckpoint({ origin: key.name, size, root: rootOf(this.parts.events.slice(0, size)) }, key);
  }
}

export interface Export {
  readonly header: string;
  readonly events: readonly string[];
  readonly texts: readonly string[];
  readonly end: string;
}

export const linesOf = ({ header, events, texts, end }: Export): string[] => [header, ...events, ...texts, end];

/** The bytes that an event's line holds. */
export const bytesOf = (line: string): string => line.slice('{"event":'.length, -1);

/** The root over events, by the second verifier. */
export function rootOf(eventLines: readonly string[]): Buffer {
  const tree = new secondVerifier.MerkleTree();
  for (const line of eventLines) tree.add(leafHash(bytesOf(line)));
  return tree.root();
}

/** Makes header and end say what the lines between them are, as a forger would. */
export function consistent(made: Export): Export {
  const { header, events, texts } = made;
  const end = { position: events.length, root: rootOf(events).toString('hex'), texts: texts.length };
  return {
    ...made,
    header: JSON.stringify({ ...(JSON.parse(header) as object), events: events.length }),
    end: JSON.stringify({ end }),
  };
}
