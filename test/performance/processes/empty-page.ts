import 'reflect-metadata';
import { Controller, Get, Header, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';

// empty-page: the rival of the scorecard page. The same platform and an answer of the same type, and then nothing: no
// ledger, no session, no headers, no log.

@Controller('ledgers/:ledger')
class EmptyPage {
  @Get('scorecard')
  @Header('Content-Type', 'text/html; charset=utf-8')
  show(): string {
    return '<!doctype html><html lang="en"><title>Scorecard</title><h1>Scorecard</h1></html>';
  }
}

@Module({ controllers: [EmptyPage] })
class EmptyModule {}

async function main(): Promise<void> {
  const application = await NestFactory.create<NestFastifyApplication>(EmptyModule, new FastifyAdapter(), {
    logger: false,
  });
  await application.listen(0, '127.0.0.1');
  process.stdout.write(`the empty page listens on ${await application.getUrl()}\n`);
  process.once('SIGTERM', () => process.exit(0));
}

void main();
