import { NestFactory } from '@nestjs/core';
import {
  LedgerCopies,
  LedgerExports,
  Outturn,
  OutturnModule,
  Proofs,
  readStore,
  type OutturnOptions,
  type Principal,
} from '@outturn/wiring';
import type { Interruption } from './interruption.js';
import type { Terminal } from './terminal.js';

/** Everything that a command works with. */
export interface Session {
  readonly outturn: Outturn;
  readonly proofs: Proofs;
  readonly copies: LedgerCopies;
  readonly exports: LedgerExports;
  readonly who: Principal;
  readonly terminal: Terminal;
  readonly interruption: Interruption;
  /** Whether the answer is to be one JSON document. */
  readonly json: boolean;
}

export interface SessionOptions extends Omit<Session, 'outturn' | 'proofs' | 'copies' | 'exports'> {
  readonly data: string;
  readonly writer: OutturnOptions['writer'];
}

/** Opens the ledgers of a data directory for one command and closes them again, whatever comes of it. */
export async function inSession<Result>(
  { data, writer, ...rest }: SessionOptions,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const { terminal, interruption } = rest;
  const rebuilding = terminal.progress('bringing views up to date', 'events');
  const module = OutturnModule.forRoot({
    data,
    writer,
    store: readStore(process.env),
    onStale: (ledger, { message }) => terminal.say(`outturn: ${ledger} as its replica here stands: ${message}`),
    onTightened: (path) => terminal.say(`outturn: others could read ${path}; now its owner alone may`),
    onRebuild: ({ position, head }) => {
      interruption.check();
      rebuilding.at(position, head);
      if (position === head) rebuilding.end();
    },
  });
  const application = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  try {
    return await work({
      ...rest,
      outturn: application.get(Outturn),
      proofs: application.get(Proofs),
      copies: application.get(LedgerCopies),
      exports: application.get(LedgerExports),
    });
  } finally {
    rebuilding.end();
    await application.close();
  }
}
