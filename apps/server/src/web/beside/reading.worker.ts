import 'reflect-metadata';
import { workerData } from 'node:worker_threads';
import { NestFactory } from '@nestjs/core';
import { answerBeside, ReadingWorks, type ReadingThreadData, type WorksBeside } from '@outturn/wiring';
import type { CarriedVisit } from '../frame/visit.js';
import { PageMaker } from './page-maker.js';
import { ReadingModule } from './reading.module.js';
import type { PageThreadData } from './reading-script.js';

// A thread that answers questions and makes pages: it writes nothing.

async function works(): Promise<WorksBeside> {
  const module = ReadingModule.forRoot(workerData as ReadingThreadData & PageThreadData);
  const context = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  const pages = context.get(PageMaker);
  return { ...context.get(ReadingWorks).all, page: (_ledger, visit: CarriedVisit) => pages.make(visit) };
}

answerBeside(works());
