import { commandClassOf, sealedFieldsOf } from '@outturn/domain';
import {
  canonicalJson,
  isSealed,
  sealText,
  sha256,
  type DomainEvent,
  type Json,
  type TextDigest,
} from '@outturn/kernel';
import type { LedgerReader, TextToKeep } from '@outturn/ledger';

/** A command whose texts have become digests. */
export interface SealedCommand<Command extends object> {
  readonly command: Command;
  /** Its texts with their salts, each as one that this command has said. */
  readonly texts: readonly TextToKeep[];
}

/**
 * Replaces the free texts of commands by their digests. A text that the entity holds already gets the digest it has; any
 * other a fresh salt. So equal texts of an entity are equal digests, and nothing that is hashed lets anyone try out words
 * against it.
 */
export class TextSealer {
  private readonly kept = new Map<string, TextToKeep[]>();

  constructor(
    private readonly reader: LedgerReader,
    private readonly commandId: string,
  ) {}

  seal<Command extends object>(command: Command, entity: string): SealedCommand<Command> {
    const texts = textsIn(command).map(([field, text]): TextToKeep => {
      const salt = this.saltOf(text, entity);
      return { ...sealText(text, salt ?? undefined), entity, field, commandId: this.commandId };
    });
    if (texts.length === 0) return { command, texts };
    return { command: withDigests(command, new Map(texts.map(({ field, digest }) => [field, digest]))), texts };
  }

  /**
   * Keeps those texts that the events mention; a text that no event mentions could never be found to redact it. Each is
   * kept as said by this command even where another has said it before: a retry finds its own texts again.
   * @returns the command as it was kept: null in the place of a text that was not
   */
  keep<Command extends object>({ command, texts }: SealedCommand<Command>, events: readonly DomainEvent[]): Command {
    if (texts.length === 0) return command;
    const mentioned = new Set(events.flatMap((event) => Object.values(event.data)));
    const kept = texts.filter(({ digest }) => mentioned.has(digest));
    for (const text of kept) this.kept.set(text.entity, [...(this.kept.get(text.entity) ?? []), text]);
    const unkept = texts.filter((text) => !kept.includes(text)).map(({ field }) => [field, null] as const);
    return withDigests(command, new Map(unkept));
  }

  /** What the transaction has to write into the text store. */
  get texts(): TextToKeep[] {
    return [...this.kept.values()].flat();
  }

  private saltOf(text: string, entity: string): Buffer | null {
    const held = [...this.reader.textsOf(entity), ...(this.kept.get(entity) ?? [])];
    return held.find((sealed) => isSealed({ ...sealed, text }))?.salt ?? null;
  }
}

/**
 * The digest that a command has if it is the one that was accepted under this id before, hex. Its texts are compared with
 * those that were kept then; one that was redacted since can't be compared any more and is taken at its word.
 */
export function digestOfRetry(command: object, commandId: string, reader: LedgerReader): string {
  const said = reader.textsOfCommand(commandId);
  const digests = textsIn(command).map(([field, text]) => {
    const kept = said.filter((each) => each.field === field);
    const found =
      kept.find(({ digest, salt }) => salt !== null && isSealed({ digest, salt, text })) ??
      kept.find(({ salt }) => salt === null);
    return [field, found?.digest ?? null] as const;
  });
  return commandDigest(withDigests(command, new Map(digests)));
}

const textsIn = (command: object): [field: string, text: string][] =>
  sealedFieldsOf(commandClassOf(command)).flatMap((field) => {
    const text: unknown = Reflect.get(command, field);
    // Half a character has no UTF-8: it is kept, and sealed, as what stands for it.
    return typeof text === 'string' ? [[field, text.toWellFormed()] as [string, string]] : [];
  });

const withDigests = <Command extends object>(
  command: Command,
  digests: ReadonlyMap<string, TextDigest | null>,
): Command =>
  Object.assign(
    Object.create(Object.getPrototypeOf(command) as object) as Command,
    command,
    Object.fromEntries(digests),
  );

/** SHA-256 (hex) of a command's name and its fields as kept: it says whether a retry asks for the same. */
export const commandDigest = (command: object): string =>
  sha256(
    canonicalJson({
      command: commandClassOf(command).commandName,
      fields: { ...command } as { [field: string]: Json },
    }),
  );
