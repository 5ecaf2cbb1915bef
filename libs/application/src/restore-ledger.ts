import { randomUUID } from 'node:crypto';
import { RedactText, textDigests } from '@outturn/domain';
import { systemClock, type ActorAssurance, type EventEnvelope } from '@outturn/kernel';
import { LedgerDamaged, SqliteLedger, type LedgerStore, type RestoredPart } from '@outturn/ledger';
import { views } from '@outturn/views';
import { execute } from './execute.js';
import { readLine, type ExportEnd, type ExportHeader } from './exported-line.js';
import { RootAt, type HeldHistory, type HeldRedaction } from './held-history.js';
import { QueryRefused } from './query-refused.js';
import { readEvent } from './read-event.js';
import { validateCommand } from './validate-command.js';
import { heldCheckpoint, pinnedKey, verify, type HeldCheckpoint } from './verify-ledger.js';

/** What whoever restores holds against the export, and who they are. */
export interface Restoring {
  /** The text of a checkpoint. */
  readonly checkpoint?: string;
  /** A verification key, as a line; it needs a checkpoint that it can be held against. */
  readonly key?: string;
  /** What shows redactions that the export may be older than, read up to the size of the export. */
  readonly history?: HeldHistory;
  /** Who is said to have redacted again what the held history had redacted. */
  readonly who?: { readonly actor: string; readonly assurance: ActorAssurance };
  /** Hears how far the last check has come, in events. */
  readonly onVerified?: (position: number, of: number) => void;
}

export interface RestoreReport {
  /** How many events the export holds, and their root (hex): that of the ledger up to there. */
  readonly exported: { readonly position: number; readonly root: string };
  readonly checkpoint: HeldCheckpoint | null;
  /** How many texts were left out that the export still has. Each has an event behind those of the export. */
  readonly redacted: number;
  /** What was not checked, as sentences. */
  readonly limits: readonly string[];
}

/**
 * Makes a ledger from the lines behind the header of an export: same positions, same bytes, same root. It appears only
 * when `verify` finds nothing against it, so nothing is restored that an auditor would have to refuse. What a held history
 * has redacted since is redacted before the ledger appears, by an event of its own.
 * @throws LedgerDamaged with the line or the event that is wrong, or where what is held contradicts the export, and then no
 * ledger appears; LedgerExists; QueryRefused for a checkpoint or a key that is none
 */
export async function restoreLedger(
  directory: Pick<LedgerStore, 'restore'>,
  header: ExportHeader,
  lines: AsyncIterable<string>,
  restoring: Restoring = {},
): Promise<RestoreReport> {
  const { ledger } = header;
  const { checkpoint, key, history, onVerified: onProgress = () => undefined } = restoring;
  if (checkpoint !== undefined) heldCheckpoint(checkpoint, ledger);
  if (key !== undefined) {
    pinnedKey(key);
    if (checkpoint === undefined)
      throw new QueryRefused('key', key, 'is held against the signature of a checkpoint: give --checkpoint as well');
  }
  const seen = new SeenInExport(history);
  let report: RestoreReport | null = null;
  await directory.restore(ledger, restoredParts(header, lines, seen), async (path) => {
    seen.mustAgree();
    const held = { ...(checkpoint === undefined ? {} : { checkpoint }), ...(key === undefined ? {} : { key }) };
    const found = await verify({ path, ledger, ...held, onProgress });
    mustHold(found);
    const redacted = await redactAgain(path, ledger, seen.wanted, restoring);
    // What was added by these redactions is checked like the rest.
    if (redacted > 0) mustHold(await verify({ path, ledger, onProgress }));
    report = {
      exported: { position: found.position, root: found.root },
      checkpoint: found.checkpoint,
      redacted,
      limits: limitsOf(found, history),
    };
  });
  if (report === null) throw new Error('a restored ledger is checked before it gets its name');
  return report;
}

type Found = Awaited<ReturnType<typeof verify>>;

/** @throws LedgerDamaged */
function mustHold({ faults, checkpoint }: Found): void {
  const [first] = faults;
  if (first !== undefined) {
    const place = first.position === null ? '' : `event ${first.position}: `;
    const more = faults.length === 1 ? '' : ` (and ${faults.length - 1} more)`;
    throw new LedgerDamaged(
      `the export contradicts itself, and no ledger was made of it: ${place}${first.detail}${more}`,
    );
  }
  if (checkpoint?.state === 'rewritten') {
    throw new LedgerDamaged(
      `the export does not hold what was signed at position ${checkpoint.size}: its past was rewritten, and no ledger was made of it`,
    );
  }
  if (checkpoint?.signedByPinnedKey === false)
    throw new LedgerDamaged('the pinned key did not sign the checkpoint, and no ledger was made of the export');
}

/** What was not checked, or what a held thing could not show. */
function limitsOf({ position, checkpoint, limits }: Found, history: HeldHistory | undefined): string[] {
  const older =
    checkpoint?.state === 'shorter'
      ? [
          `The checkpoint is of position ${checkpoint.size} and the export ends at ${position}: it is older. What was recorded since is not in it, what was redacted since comes back with it, and the checkpoint could not be held against it.`,
        ]
      : [];
  const redactions =
    history === undefined
      ? [
          'What was redacted after the export was made comes back with it: pass --redactions-from with a newer ledger or export, where there is one.',
        ]
      : history.size <= position
        ? [
            `What was given for redactions ends at position ${history.size} and the export at ${position}: it shows none that the export does not.`,
          ]
        : [];
  return [...older, ...limits, ...redactions];
}

/** What is noted of an export while its lines pass: its root where a held history can be compared, and texts to leave out. */
class SeenInExport {
  private readonly root: RootAt | null;
  private readonly redactions: ReadonlyMap<string, HeldRedaction>;
  private readonly places = new Map<string, { position: number; field: string }>();

  constructor(private readonly history: HeldHistory | undefined) {
    this.root = history === undefined ? null : new RootAt(history.size);
    this.redactions = new Map(history?.redactions.map((each) => [each.digest, each]));
  }

  event(event: EventEnvelope, bytes: string): void {
    this.root?.add(bytes);
    if (this.redactions.size === 0) return;
    for (const [field, digest] of textDigests(event))
      if (this.redactions.has(digest) && !this.places.has(digest))
        this.places.set(digest, { position: event.position, field });
  }

  /** @throws LedgerDamaged where the export and the held history are no two states of one ledger */
  mustAgree(): void {
    if (this.root === null || this.root.root === this.history?.root) return;
    throw new LedgerDamaged(
      'what was given for redactions holds another past than the export, and no ledger was made of it: one of the two was rewritten',
    );
  }

  /** The texts that the held history has redacted, with where the export says them. */
  get wanted(): readonly (HeldRedaction & { readonly at: number; readonly field: string })[] {
    return [...this.places].flatMap(([digest, { position: at, field }]) => {
      const redaction = this.redactions.get(digest);
      return redaction === undefined ? [] : [{ ...redaction, at, field }];
    });
  }
}

/** Redacts in a file that has no name yet. @returns how many texts were still there */
async function redactAgain(
  path: string,
  ledger: string,
  wanted: SeenInExport['wanted'],
  { who: { actor, assurance } = { actor: 'outturn', assurance: 'asserted' } }: Restoring,
): Promise<number> {
  if (wanted.length === 0) return 0;
  const opened = await SqliteLedger.open({ path, ledger, views, readEvent, clock: systemClock });
  try {
    let redacted = 0;
    for (const { at, field, position, day } of wanted) {
      const reason = `Redacted at position ${position} of the ledger that was held when this one was restored.`;
      const validated = validateCommand(RedactText, { position: at, field, reason, occurred: day });
      if ('errors' in validated) throw new TypeError(JSON.stringify(validated.errors));
      const { command } = validated;
      const request = {
        name: 'RedactText',
        command,
        actor,
        assurance,
        via: 'terminal',
        key: randomUUID(),
        today: day,
      } as const;
      const outcome = await execute(opened, request);
      if (outcome.status === 'accepted') redacted += 1;
      else if (outcome.status !== 'unchanged')
        throw new LedgerDamaged(
          `the text of event ${at} could not be redacted again, and no ledger was made of the export`,
        );
    }
    return redacted;
  } finally {
    await opened.close();
  }
}

/** Reads lines only as far as a ledger can be laid out from them: what they say is for `verify` to judge. */
async function* restoredParts(
  header: ExportHeader,
  lines: AsyncIterable<string>,
  seen: SeenInExport,
): AsyncGenerator<RestoredPart, void> {
  let position = 0;
  let number = 1;
  let batch: { event: EventEnvelope; bytes: string }[] = [];
  let texts = 0;
  let end: ExportEnd['end'] | null = null;
  for await (const line of lines) {
    number += 1;
    if (end !== null) throw new LedgerDamaged(`line ${number} stands behind the end`);
    const read = readLine(line, number);
    switch (read.kind) {
      case 'event':
        if (texts > 0) throw new LedgerDamaged(`line ${number} holds an event behind the texts`);
        position += 1;
        mustFollow(read.event, { position, ledger: header.ledger, index: batch.length }, number);
        seen.event(read.event, read.bytes);
        batch.push(read);
        if (batch.length < read.event.batch.size) break;
        yield { kind: 'batch', batch };
        batch = [];
        break;
      case 'text':
        texts += 1;
        yield { kind: 'text', text: read.text };
        break;
      case 'end':
        end = read.end;
        if (end.position !== position || end.texts !== texts) {
          throw new LedgerDamaged(
            `the export ends with ${position} events and ${texts} texts where its last line says ${end.position} and ${end.texts}`,
          );
        }
        if (header.events !== position)
          throw new LedgerDamaged(`the export holds ${position} events where its first line says ${header.events}`);
        if (batch.length > 0) throw new LedgerDamaged('the export ends in the middle of a batch');
    }
  }
  if (end === null) throw new LedgerDamaged('the export is cut short: its last line is missing');
  yield { kind: 'end', root: end.root };
}

function mustFollow(
  event: EventEnvelope,
  place: { readonly position: number; readonly ledger: string; readonly index: number },
  number: number,
): void {
  if (event.position !== place.position || event.ledger !== place.ledger) {
    throw new LedgerDamaged(
      `line ${number} holds event ${event.position} of "${event.ledger}" where event ${place.position} of "${place.ledger}" belongs`,
    );
  }
  const { index, size } = event.batch;
  if (index !== place.index || index >= size) {
    throw new LedgerDamaged(`line ${number}: event ${event.position} is not the next of its batch`);
  }
}
