import { NestFactory } from '@nestjs/core';
import { Outturn, OutturnModule, ownerOf, readStore } from '@outturn/wiring';
import type { Answer, Driver, Question } from '../question';

const owner = ownerOf('tester');

async function put(outturn: Outturn, question: Question): Promise<object> {
  switch (question.ask) {
    case 'scorecard': {
      const { ask, ledger, ...rest } = question;
      return outturn.ask(owner, ledger, ask, rest);
    }
    case 'indicator': {
      const { ask, ledger, ...rest } = question;
      return outturn.ask(owner, ledger, ask, rest);
    }
    case 'actions': {
      const { ask, ledger, ...rest } = question;
      return outturn.ask(owner, ledger, ask, rest);
    }
    case 'figures': {
      const { ask, ledger, ...rest } = question;
      const { grounds, pages } = await outturn.ask(owner, ledger, ask, rest);
      return { ...grounds, rows: [...pages].flat() };
    }
  }
}

/** Asks what both edges stand on. */
export async function facadeDriver(data: string): Promise<Driver> {
  const context = await NestFactory.createApplicationContext(
    OutturnModule.forRoot({ data, writer: 'in-process', store: readStore(process.env) }),
    {
      logger: ['error', 'warn'],
    },
  );
  return {
    answer: async (question) => JSON.parse(JSON.stringify(await put(context.get(Outturn), question))) as Answer,
    close: () => context.close(),
  };
}
