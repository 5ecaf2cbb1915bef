import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AnswersAtHead } from './answers-at-head.js';
import { busBindings } from './bus-bindings.js';
import { OpenLedgers, type OpenLedgersOptions } from './open-ledgers.js';
import { Outturn } from './outturn.js';
import { Proofs } from './proofs.js';
import { InProcessWriter, LedgerWriter } from './writing/ledger-writer.js';
import { WriterThreads } from './writing/writer-threads.js';

export interface OutturnOptions extends OpenLedgersOptions {
  /** A thread of its own keeps long writes away from readers; a terminal command needs none. */
  readonly writer: 'thread' | 'in-process';
}

@Module({})
export class OutturnModule implements OnApplicationShutdown {
  constructor(
    @Inject(OpenLedgers) private readonly ledgers: OpenLedgers,
    @Inject(LedgerWriter) private readonly writer: LedgerWriter,
  ) {}

  static forRoot({ writer, ...options }: OutturnOptions): DynamicModule {
    return {
      module: OutturnModule,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: OpenLedgers, useFactory: () => new OpenLedgers(options) },
        {
          provide: LedgerWriter,
          inject: [OpenLedgers],
          useFactory: (ledgers: OpenLedgers) =>
            writer === 'thread' ? new WriterThreads({ data: options.data }) : new InProcessWriter(ledgers),
        },
        AnswersAtHead,
        ...busBindings,
        Outturn,
        Proofs,
      ],
      exports: [Outturn, Proofs, CqrsModule],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.writer.close();
    await this.ledgers.close();
  }
}
