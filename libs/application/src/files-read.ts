import { DefineIndicator, PublishRelease, ReleaseBenchmark, WithdrawBenchmark } from '@outturn/domain';
import {
  readFiles,
  rowKinds,
  type EarlierRows,
  type ReadFiles,
  type ReadOptions,
  type SourceFile,
} from '@outturn/intake';
import { canonicalJson, sha256 } from '@outturn/kernel';
import type { Ledger, LedgerReader } from '@outturn/ledger';
import { rowOf } from './command-catalogue.js';
import { EntityStates } from './entity-states.js';
import type { Permission } from './permission.js';

/**
 * The files of one call, read beside a ledger as it stood: rows that it has taken in already are only counted. For a dry
 * run they are read all the same, because its sender wants to see them.
 */
export class FilesRead {
  private constructor(
    private readonly files: readonly SourceFile[],
    private readonly options: ReadOptions,
    readonly dryRun: boolean,
    private readonly position: number,
    readonly content: ReadFiles,
  ) {}

  static beside(ledger: Ledger, files: readonly SourceFile[], options: ReadOptions = {}, dryRun = false): FilesRead {
    return ledger.read(
      (reader) => new FilesRead(files, options, dryRun, reader.position, readBeside(reader, files, options, dryRun)),
    );
  }

  /** What the files hold beside the ledger as it stands now: where it has moved on, they are read again. */
  asOf(reader: LedgerReader): ReadFiles {
    if (reader.position === this.position) return this.content;
    return readBeside(reader, this.files, this.options, this.dryRun);
  }

  /** Whether a release may follow one that bears a later date. */
  get outOfOrder(): boolean {
    return this.options.outOfOrder === true;
  }

  /** SHA-256 (hex) of the dictionary that came with them; null where there was none. */
  get dictionaryDigest(): string | null {
    const { dictionary } = this.options;
    return dictionary === undefined ? null : sha256(dictionary.bytes);
  }

  /** SHA-256 (hex) of everything that was sent: the same key with another digest is another request. */
  get digest(): string {
    return digestOfFiles(this.files, this.options);
  }

  /** What the rows need their sender to be allowed: a file may hold commands of every kind. */
  get permissions(): Set<Permission> {
    const { kinds, release } = this.content;
    const ofRows = rowKinds.filter(({ kind }) => kinds.has(kind)).map(({ create }) => create());
    const ofRelease = [new PublishRelease(), new DefineIndicator(), new ReleaseBenchmark(), new WithdrawBenchmark()];
    return new Set([...ofRows, ...(release === null ? [] : ofRelease)].map(permissionOf));
  }
}

const permissionOf = (command: object): Permission => rowOf(command).permission;

/** What some row of some file needs its sender to be allowed; whoever is allowed none of these can write no file. */
export const rowPermissions: readonly Permission[] = [...new Set(rowKinds.map(({ create }) => permissionOf(create())))];

function readBeside(
  reader: LedgerReader,
  files: readonly SourceFile[],
  options: ReadOptions,
  readsKnown: boolean,
): ReadFiles {
  const states = new EntityStates(reader);
  const earlier: EarlierRows = {
    taken: (digest) => reader.rowTaken(digest),
    isOneStep: (entity, from, to) => reader.isStepOfOneRow(entity, from, to),
    entityOf: (command) => {
      const row = rowOf(command);
      return row.entityOf(states.asStored(row, command));
    },
  };
  return readFiles(files, options, earlier, readsKnown);
}

/** SHA-256 (hex) of everything that is sent with an import: the bytes of its files, their names and what was said of them. */
export function digestOfFiles(files: readonly SourceFile[], { dictionary, ...options }: ReadOptions): string {
  const sent = (file: SourceFile) => ({ name: file.name, kind: file.kind ?? null, bytes: sha256(file.bytes) });
  const described = { ...options, dictionary: dictionary === undefined ? null : sent(dictionary) };
  return sha256(canonicalJson({ files: files.map(sent), options: described }));
}
