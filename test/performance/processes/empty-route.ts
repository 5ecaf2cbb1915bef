import 'reflect-metadata';
import { Body, Controller, Module, Post, UnprocessableEntityException } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { validateCommand } from '@outturn/application';
import { SubmitReturn } from '@outturn/domain';

// empty-route: the rival of POST …/returns. The same platform and the same validation, and then nothing: no ledger, no
// headers, no log.

@Controller('api/v1/ledgers/:ledger')
class EmptyRoute {
  @Post('returns')
  submit(@Body() fields: object): { status: string } {
    const validated = validateCommand(SubmitReturn, fields);
    if ('errors' in validated) throw new UnprocessableEntityException(validated.errors);
    return { status: 'accepted' };
  }
}

@Module({ controllers: [EmptyRoute] })
class EmptyModule {}

async function main(): Promise<void> {
  const application = await NestFactory.create<NestFastifyApplication>(EmptyModule, new FastifyAdapter(), {
    logger: false,
  });
  await application.listen(0, '127.0.0.1');
  process.stdout.write(`the empty route listens on ${await application.getUrl()}\n`);
  process.once('SIGTERM', () => process.exit(0));
}

void main();
