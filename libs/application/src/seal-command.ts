import { sealedFieldsOf } from '@outturn/domain';
import { canonicalJson, sealText, sha256, type DomainEvent, type Json } from '@outturn/kernel';
import type { LedgerReader, TextToKeep } from '@outturn/ledger';

/** A command whose texts have become digests. */
export interface SealedCommand<Command extends object> {
  readonly command: Command;
  /** The texts that the store doesn't hold yet. */
  readonly fresh: readonly TextToKeep[];
}

/**
 * Replaces the free texts of commands by their digests. A text that the entity holds already, or that came with the same
 * command before, gets the digest it has; any other a fresh salt. So equal texts of an entity are equal digests, and
 * nothing that is hashed lets anyone try out words against it.
 */
export class TextSealer {
  private readonly kept = new Map<string, TextToKeep[]>();

  constructor(
    private readonly reader: LedgerReader,
    private readonly commandId: string,
  ) {}

  seal<Command extends object>(command: Command, entity: string): SealedCommand<Command> {
    const sealed = Object.assign(Object.create(Object.getPrototypeOf(command) as object) as Command, command);
    const fresh: TextToKeep[] = [];
    for (const field of sealedFieldsOf(command.constructor as new () => object)) {
      const text: unknown = Reflect.get(command, field);
      if (typeof text !== 'string') continue;
      let digest = this.knownDigest(text, field, entity);
      if (digest === null) {
        const sealedText = { ...sealText(text), entity, field, commandId: this.commandId };
        fresh.push(sealedText);
        digest = sealedText.digest;
      }
      Reflect.set(sealed, field, digest);
    }
    return { command: sealed, fresh };
  }

  /**
   * Keeps those fresh texts that the events mention; a text that no event mentions could never be found to redact it.
   * @returns SHA-256 of the command's name and its fields as kept, hex: it says whether a retry asks for the same
   */
  keep({ command, fresh }: SealedCommand<object>, events: readonly DomainEvent[]): string {
    const mentioned = new Set(events.flatMap((event) => Object.values(event.data)));
    const texts = fresh.filter(({ digest }) => mentioned.has(digest));
    for (const text of texts) this.kept.set(text.entity, [...(this.kept.get(text.entity) ?? []), text]);
    return commandDigest(
      command,
      fresh.filter((text) => !texts.includes(text)),
    );
  }

  /** What the transaction has to write into the text store. */
  get texts(): TextToKeep[] {
    return [...this.kept.values()].flat();
  }

  private knownDigest(text: string, field: string, entity: string): string | null {
    for (const sent of this.reader.textsOfCommand(this.commandId)) {
      // A redacted text can't be compared any more: a retry of its command is taken at its word.
      if (sent.field === field && sent.salt === null) return sent.digest;
    }
    for (const { digest, salt } of [...this.reader.textsOf(entity), ...(this.kept.get(entity) ?? [])]) {
      if (sealText(text, salt).digest === digest) return digest;
    }
    return null;
  }
}

/** The digest of a command as a retry would have it: a text that is not kept has no salt to be compared by. */
export function commandDigest(command: object, unkept: readonly TextToKeep[]): string {
  const fields: { [field: string]: Json } = { ...command };
  for (const { field } of unkept) fields[field] = null;
  return sha256(canonicalJson({ command: command.constructor.name, fields }));
}
