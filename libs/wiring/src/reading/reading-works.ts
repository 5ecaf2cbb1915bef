import { Injectable } from '@nestjs/common';
import {
  ask,
  mustFollowFromEvents,
  readSnapshotFile,
  summaryOfSnapshot,
  verifySnapshot,
  type Grounds,
  type QueryName,
  type Queries,
  type Snapshot,
  type SnapshotSummary,
  type SnapshotVerification,
} from '@outturn/application';
import { OpenLedgers } from '../open-ledgers.js';
import type { WorksBeside } from './answer-beside.js';
import { writeAnswer, type WrittenAnswer } from './written-answer.js';

/** A query of the catalogue, as it crosses to a thread. */
export interface AskedQuery {
  readonly name: QueryName;
  readonly query: object;
  readonly today: string;
}

/** A snapshot whose rows were recomputed from the events: its JSON, and what a command that issues it says. */
export interface FrozenSnapshot {
  readonly written: WrittenAnswer;
  readonly terms: Pick<Snapshot, 'digest' | 'position' | 'asAt' | 'rules'>;
}

export interface AskedFrozen {
  readonly question: Queries['snapshot']['asked'];
  readonly today: string;
}

/** A snapshot file as somebody sent it, with the verification key that they hold. */
export interface AskedCheck {
  readonly file: Uint8Array;
  readonly key?: string;
}

/** What came of a snapshot file that was held against a ledger. */
export type CheckedFile =
  | { readonly kind: 'something else' }
  | { readonly kind: 'deformed'; readonly reason: string }
  | { readonly kind: 'of another ledger'; readonly ledger: string }
  | { readonly kind: 'checked'; readonly asAt: string; readonly verification: SnapshotVerification };

/** What may take long about a ledger: every thread that reads can do it, and whoever asks can where there is none. */
@Injectable()
export class ReadingWorks {
  constructor(private readonly ledgers: OpenLedgers) {}

  get all(): WorksBeside {
    return {
      query: async (ledger, { name, query, today }: AskedQuery) => {
        const answer: object = ask(await this.ledgers.get(ledger), name, query as Queries[typeof name]['asked'], today);
        return writeAnswer(answer as Grounds);
      },
      frozen: (ledger, asked: AskedFrozen) => this.frozen(ledger, asked),
      summary: (ledger, asked: AskedFrozen) => this.summary(ledger, asked),
      check: (ledger, asked: AskedCheck) => this.check(ledger, asked),
    };
  }

  /** @throws LedgerDamaged where the rows that the ledger keeps say something else than its events */
  async frozen(ledger: string, asked: AskedFrozen): Promise<FrozenSnapshot> {
    const snapshot = await this.frozenSnapshot(ledger, asked);
    const { digest, position, asAt, rules } = snapshot;
    return { written: writeAnswer(snapshot), terms: { digest, position, asAt, rules } };
  }

  /** The same as what it is. @throws as `frozen` */
  async frozenSnapshot(ledger: string, { question, today }: AskedFrozen): Promise<Snapshot> {
    const open = await this.ledgers.get(ledger);
    const snapshot = ask(open, 'snapshot', question, today);
    await mustFollowFromEvents(open, snapshot);
    return snapshot;
  }

  /** What there is to say of a snapshot as the kept rows have it, without its rows. */
  async summary(ledger: string, { question, today }: AskedFrozen): Promise<SnapshotSummary> {
    return summaryOfSnapshot(ask(await this.ledgers.get(ledger), 'snapshot', question, today));
  }

  /** Checks a snapshot file and recomputes its figures. @throws QueryRefused for a key that is none */
  async check(ledger: string, { file, key }: AskedCheck): Promise<CheckedFile> {
    const read = readSnapshotFile(Buffer.from(file.buffer, file.byteOffset, file.length));
    if (read.kind !== 'snapshot') return read;
    const { snapshot } = read;
    if (snapshot.ledger !== ledger) return { kind: 'of another ledger', ledger: snapshot.ledger };
    const verification = await verifySnapshot(snapshot, key, await this.ledgers.get(ledger));
    return { kind: 'checked', asAt: snapshot.asAt, verification };
  }
}
