import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { SentFile } from '../../frame/visit.js';

/** A file that was looked at and not yet taken. */
export interface StagedUpload extends SentFile {
  readonly actor: string;
  readonly ledger: string;
}

const HOUR = 3_600_000;
const MOST_BYTES = 256 * 1024 * 1024;

/** Files between their preview and their confirmation: in memory, for an hour, for whoever sent them alone. */
@Injectable()
export class StagedUploads {
  private readonly files = new LRUCache<string, StagedUpload>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ bytes }) => bytes.length + 1,
    ttl: HOUR,
  });

  /** The id under which it can be asked for. */
  stage(upload: StagedUpload): string {
    const id = randomUUID();
    this.files.set(id, upload);
    return id;
  }

  /** Null where it is gone, or somebody else's. */
  find(id: string, actor: string, ledger: string): StagedUpload | null {
    const found = this.files.get(id);
    return found?.actor === actor && found.ledger === ledger ? found : null;
  }

  drop(id: string): void {
    this.files.delete(id);
  }
}
