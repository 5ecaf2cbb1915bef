import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { SentFile } from '../../frame/visit.js';

/** Files that were looked at and not yet taken. */
export interface StagedUpload {
  readonly files: readonly SentFile[];
  /** The dictionary that came with them. */
  readonly dictionary: SentFile | null;
  readonly actor: string;
  readonly ledger: string;
}

interface Staged {
  readonly id: string;
  readonly upload: StagedUpload;
  readonly until: number;
}

/** How much may be staged, in files and in bytes. */
export interface Room {
  readonly files: number;
  readonly bytes: number;
}

const MEBIBYTE = 1024 * 1024;
const HOUR = 3_600_000;

/** One largest file and some ordinary ones beside it. */
const OF_ONE_COUNCIL: Room = { files: 10, bytes: 80 * MEBIBYTE };
const OF_ALL: Room = { files: 500, bytes: 256 * MEBIBYTE };

/**
 * Uploads between their preview and their confirmation: in memory, for an hour, for whoever sent them alone. Each council
 * has its own room, and a new file takes the place of the oldest there; when all is full, of the oldest of the council
 * that has most.
 */
@Injectable()
export class StagedUploads {
  private readonly ofLedger = new Map<string, readonly Staged[]>();

  /** @param now milliseconds */
  constructor(
    private readonly ofOne: Room = OF_ONE_COUNCIL,
    private readonly ofAll: Room = OF_ALL,
    private readonly now: () => number = Date.now,
  ) {}

  /** The id under which it can be asked for. */
  stage(upload: StagedUpload): string {
    const staged = { id: randomUUID(), upload, until: this.now() + HOUR };
    this.forgetOld();
    const { ledger } = upload;
    this.put(ledger, [...this.of(ledger), staged]);
    while (this.of(ledger).length > 1 && exceeds(this.of(ledger), this.ofOne)) this.dropOldest(ledger);
    while (exceeds([...this.ofLedger.values()].flat(), this.ofAll)) this.dropOldest(this.fullest());
    return staged.id;
  }

  /** Null if it is gone, or somebody else's. */
  find(id: string, actor: string, ledger: string): StagedUpload | null {
    const found = this.of(ledger).find((staged) => staged.id === id && staged.until > this.now());
    return found?.upload.actor === actor ? found.upload : null;
  }

  drop(id: string): void {
    for (const [ledger, staged] of this.ofLedger)
      this.put(
        ledger,
        staged.filter((each) => each.id !== id),
      );
  }

  private of(ledger: string): readonly Staged[] {
    return this.ofLedger.get(ledger) ?? [];
  }

  private put(ledger: string, staged: readonly Staged[]): void {
    if (staged.length === 0) this.ofLedger.delete(ledger);
    else this.ofLedger.set(ledger, staged);
  }

  private dropOldest(ledger: string): void {
    this.put(ledger, this.of(ledger).slice(1));
  }

  private fullest(): string {
    const [[ledger] = ['']] = [...this.ofLedger].sort(([, one], [, other]) => bytesOf(other) - bytesOf(one));
    return ledger;
  }

  private forgetOld(): void {
    for (const [ledger, staged] of this.ofLedger)
      this.put(
        ledger,
        staged.filter(({ until }) => until > this.now()),
      );
  }
}

const bytesOf = (staged: readonly Staged[]): number =>
  staged
    .flatMap(({ upload: { files, dictionary } }) => (dictionary === null ? files : [...files, dictionary]))
    .reduce((sum, { bytes }) => sum + bytes.length, 0);

const exceeds = (staged: readonly Staged[], { files, bytes }: Room): boolean =>
  staged.length > files || bytesOf(staged) > bytes;
