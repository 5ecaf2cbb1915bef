import { join } from 'node:path';
import { verifyLedger, type Fault, type VerifiedLedger } from '../verify-ledger.js';
import { textMembers, keptLedger, type KeptLedger } from './kept-ledger.fixture.js';
import { TamperedLedger } from './tampered-ledger.fixture.js';

/** The kept ledger, a fresh copy of it for each test to tamper with, and what verifying that copy finds. */
export class Scene {
  private there: { kept: KeptLedger; ledger: TamperedLedger | null } | null = null;

  constructor() {
    beforeAll(async () => {
      this.there = { kept: await keptLedger(), ledger: null };
    });
    afterAll(() => this.kept.remove());
    beforeEach(() => {
      const { kept } = this;
      const ledger = TamperedLedger.copyOf(kept.path, join(kept.folder, 'tampered.sqlite'));
      this.there = { kept, ledger };
    });
    afterEach(() => this.ledger.close());
  }

  get kept(): KeptLedger {
    if (this.there === null) throw new Error('the ledger lives only inside a test');
    return this.there.kept;
  }

  get ledger(): TamperedLedger {
    const ledger = this.there?.ledger ?? null;
    if (ledger === null) throw new Error('the ledger lives only inside a test');
    return ledger;
  }

  readonly verified = (sizes: readonly number[] = [], path = this.ledger.path): Promise<VerifiedLedger> =>
    verifyLedger({ path, ledger: 'walsall', sizes, textMembers, onProgress: () => undefined });

  readonly faults = async (): Promise<readonly Fault[]> => (await this.verified()).faults;

  /** Each fault's place and kind, once. */
  readonly kinds = async (): Promise<string[]> => [
    ...new Set((await this.faults()).map(({ position, kind }) => `${position ?? 'ledger'}: ${kind}`)),
  ];
}

/** The positions that are named for a kind of fault. */
export const named = (found: readonly Fault[], kind: Fault['kind']): number[] =>
  [...new Set(found.filter((fault) => fault.kind === kind).map(({ position }) => position ?? 0))].sort((a, b) => a - b);
