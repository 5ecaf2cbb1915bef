import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { systemClock } from '@outturn/kernel';
import { AnswersAtHead } from './answers-at-head.js';
import { busBindings } from './bus-bindings.js';
import { CLOCK } from './clock.js';
import { LedgerCopies } from './ledger-copies.js';
import { filesAllowed, openBounds } from './open-bounds.js';
import { OpenLedgers, type OpenLedgersOptions } from './open-ledgers.js';
import { Outturn } from './outturn.js';
import { Proofs } from './proofs.js';
import { canReadBeside, ReadingThreads } from './reading/reading-threads.js';
import { InProcessWriter, LedgerWriter } from './writing/ledger-writer.js';
import { WriterThreads } from './writing/writer-threads.js';

export interface OutturnOptions extends Omit<OpenLedgersOptions, 'part'> {
  /** A thread of its own keeps long writes away from readers; a terminal command needs none. */
  readonly writer: 'thread' | 'in-process';
  /** Whether replicas are kept at the end of their streams for as long as this runs; a terminal command needs them once. */
  readonly follows?: boolean;
  /** What the objects of one import may take, in MB; left out, enough for the largest release there is. */
  readonly importMemory?: number;
}

const READING = Symbol('the threads that read');

@Module({})
export class OutturnModule implements OnApplicationShutdown {
  constructor(
    @Inject(OpenLedgers) private readonly ledgers: OpenLedgers,
    @Inject(LedgerWriter) private readonly writer: LedgerWriter,
    @Inject(READING) private readonly reading: ReadingThreads | null,
  ) {}

  static forRoot({ writer, follows = false, importMemory, ...options }: OutturnOptions): DynamicModule {
    const { data, store, clock = systemClock } = options;
    // Threads that write need one that follows beside them; what asks then only reads what they put there.
    const threads = writer === 'thread' && follows;
    const part = threads ? 'reads' : follows ? 'node' : 'command';
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
              ? new WriterThreads({ data, store }, threads, openBounds(filesAllowed()), importMemory)
              : new InProcessWriter(ledgers),
        },
        { provide: CLOCK, useValue: clock },
        {
          provide: READING,
          useFactory: () =>
            writer === 'thread' && canReadBeside ? new ReadingThreads({ data, store, follows: threads }) : null,
        },
        {
          provide: AnswersAtHead,
          inject: [READING],
          useFactory: (reading: ReadingThreads | null) => new AnswersAtHead(reading),
        },
        ...busBindings,
        Outturn,
        Proofs,
        LedgerCopies,
      ],
      exports: [Outturn, Proofs, LedgerCopies, CLOCK, CqrsModule],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.reading?.close();
    await this.writer.close();
    await this.ledgers.close();
  }
}
