import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { batchIdOf, commandIdOf, eventIdOf, sealText, type JsonObject } from '@outturn/kernel';
import { LedgerDirectory } from '../ledger-directory.js';
import type { ProposedEvent } from '../../ledger.js';
import type { SqliteLedger } from '../sqlite-ledger.js';

/** What one command of the fixture writes. */
interface Written {
  readonly events: readonly { readonly entity: string; readonly type: string; readonly data: JsonObject }[];
  readonly text?: string;
  readonly redact?: string;
}

export interface KeptLedger {
  readonly folder: string;
  readonly path: string;
  /** In the order in which they were said, with the event that says each. */
  readonly texts: readonly { readonly text: string; readonly digest: string; readonly position: number }[];
  /** The last of the texts was redacted by event 297. */
  readonly redacted: { readonly text: string; readonly salt: string };
  readonly remove: () => void;
}

export const HEAD = 300;
export const REDACTION = 297;
/** A batch of its own between others, without a text; its entity has versions before and after it. */
export const LONE = 85;

/**
 * A ledger of 300 events in a folder of its own, closed: batches of one, two or three events, entities of up to eight
 * versions, twenty texts, and a full tile of 256 hashes.
 */
export async function keptLedger(): Promise<KeptLedger> {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-verify-'));
  let tick = 0;
  const clock = { now: () => new Date(Date.UTC(2026, 10, 1) + (tick += 1) * 1000).toISOString() };
  const directory = new LedgerDirectory(folder, { views: [], readEvent: (event) => event, clock });
  await directory.create('walsall');
  const ledger = await directory.open('walsall');
  let events = 0;
  const submitted = (turn: number, count: number): Written['events'] =>
    Array.from({ length: count }, (_, index) => ({
      entity: `return/indicator-${(events + index) % 40}/all/2026-27`,
      type: 'KpiReturnSubmitted',
      data: { value: `${turn}.${index}`, status: 'final' },
    }));
  const texts: { text: string; digest: string; position: number }[] = [];
  for (let turn = 0; events < REDACTION - 1; turn += 1) {
    const written = submitted(turn, Math.min((turn % 3) + 1, REDACTION - 1 - events));
    const text = turn % 5 === 0 && turn < 100 ? `what was said in turn ${turn}: zwölf` : undefined;
    const digest = await write(ledger, turn, { events: written, ...(text === undefined ? {} : { text }) });
    if (text !== undefined) texts.push({ text, digest, position: events + 1 });
    events += written.length;
  }
  const { digest = '', text = '' } = texts.at(-1) ?? {};
  const salt = ledger.read((reader) => reader.texts().find((each) => each.digest === digest)?.salt ?? '');
  await write(ledger, 1_000, {
    events: [{ entity: 'ledger', type: 'TextRedacted', data: { digest } }],
    redact: digest,
  });
  await write(ledger, 1_001, { events: submitted(1_001, 3) });
  await ledger.close();
  const path = join(folder, 'walsall.sqlite');
  const redacted = { text, salt };
  return { folder, path, texts, redacted, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** @returns the digest of the text */
function write(ledger: SqliteLedger, turn: number, { events, text, redact }: Written): Promise<string> {
  return ledger.write((reader) => {
    const commandId = commandIdOf('walsall', 'tester', String(turn));
    const sealed = text === undefined ? null : sealText(text);
    const proposed = events.map(({ entity, type, data }, index): ProposedEvent => ({
      entity,
      entityVersion: reader.versionOf(entity) + 1,
      eventId: eventIdOf(commandId, index),
      type,
      schemaVersion: 1,
      data: sealed === null || index > 0 ? data : { ...data, commentary: sealed.digest },
    }));
    return {
      batches: [
        {
          id: batchIdOf(commandId, 0),
          events: proposed,
          clock: 'live',
          actor: 'mary',
          actorAssurance: 'authenticated',
          via: 'http',
          commandId,
          commandDigest: 'a'.repeat(64),
          correlationId: commandId,
          causationId: null,
        },
      ],
      texts: sealed === null ? [] : [{ ...sealed, entity: events[0]?.entity ?? '', field: 'commentary', commandId }],
      redact: redact === undefined ? [] : [redact],
      answer: () => sealed?.digest ?? '',
    };
  });
}

/** The members of the events of the fixture that hold texts. */
export const textMembers = (): readonly string[] => ['commentary'];
