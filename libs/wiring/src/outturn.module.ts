import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { systemClock } from '@outturn/kernel';
import { AnswersAtHead } from './answers-at-head.js';
import { busBindings } from './bus-bindings.js';
import { canCheckBeside } from './checking/check-thread.js';
import { CHECKS, checksBeside, checksHere } from './checking/checks.js';
import { CLOCK } from './clock.js';
import { LedgerCopies } from './ledger-copies.js';
import { LedgerExports } from './ledger-exports.js';
import { LedgerJobs } from './ledger-jobs.js';
import { filesAllowed, openBounds } from './open-bounds.js';
import { OpenLedgers, type OpenLedgersOptions } from './open-ledgers.js';
import { Outturn } from './outturn.js';
import { Proofs } from './proofs.js';
import { READING } from './reading/reading.js';
import { ReadingThreads, type Readers } from './reading/reading-threads.js';
import { ReadingWorks } from './reading/reading-works.js';
import { InProcessWriter, LedgerWriter } from './writing/ledger-writer.js';
import { WriterThreads } from './writing/writer-threads.js';

export interface OutturnOptions extends Omit<OpenLedgersOptions, 'part'> {
  /** A thread of its own keeps long writes away from readers; a terminal command needs none; a thread that reads has none. */
  readonly writer: 'thread' | 'in-process' | 'none';
  /** The threads in which a service does what may be long; left out, whoever is asked does it. */
  readonly readers?: Readers;
  /** Whether replicas are kept at the end of their streams for as long as this runs; a terminal command needs them once. */
  readonly follows?: boolean;
  /** What the objects of one import may take, in MB; left out, enough for the largest release there is. */
  readonly importMemory?: number;
}

@Module({})
export class OutturnModule implements OnApplicationShutdown {
  constructor(
    @Inject(OpenLedgers) private readonly ledgers: OpenLedgers,
    @Inject(LedgerWriter) private readonly writer: LedgerWriter,
    @Inject(READING) private readonly reading: ReadingThreads | null,
  ) {}

  static forRoot({ writer, follows = false, importMemory, readers, ...options }: OutturnOptions): DynamicModule {
    const { data, store, clock = systemClock } = options;
    // Threads that write need one that follows beside them; what asks then only reads what they put there.
    const reads = writer !== 'in-process' && follows;
    const part = reads ? 'reads' : follows ? 'node' : 'command';
    const where = { data, store };
    return {
      module: OutturnModule,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: OpenLedgers, useFactory: () => new OpenLedgers({ ...options, part }) },
        {
          provide: LedgerWriter,
          inject: [OpenLedgers],
          useFactory: (ledgers: OpenLedgers) =>
            writer === 'thread'
              ? new WriterThreads(where, reads, openBounds(filesAllowed()), importMemory)
              : new InProcessWriter(ledgers),
        },
        { provide: CLOCK, useValue: clock },
        {
          provide: READING,
          useFactory: () => (readers === undefined ? null : new ReadingThreads(readers, { ...where, follows: reads })),
        },
        {
          provide: CHECKS,
          inject: [OpenLedgers],
          useFactory: (ledgers: OpenLedgers) =>
            writer === 'thread' && canCheckBeside ? checksBeside({ ...where, follows: reads }) : checksHere(ledgers),
        },
        {
          provide: AnswersAtHead,
          inject: [READING],
          useFactory: (reading: ReadingThreads | null) => new AnswersAtHead(reading),
        },
        ...busBindings,
        ReadingWorks,
        LedgerJobs,
        Outturn,
        Proofs,
        LedgerCopies,
        LedgerExports,
      ],
      exports: [Outturn, Proofs, LedgerCopies, LedgerExports, ReadingWorks, CLOCK, CqrsModule],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.reading?.close();
    await this.writer.close();
    await this.ledgers.close();
  }
}
