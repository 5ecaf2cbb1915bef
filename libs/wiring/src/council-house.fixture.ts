import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import type { SourceFile } from '@outturn/intake';
import type { Role } from '@outturn/application';
import { Outturn } from './outturn.js';
import { OutturnModule } from './outturn.module.js';
import { ownerOf, type Principal } from './principal.js';

export const owner = ownerOf('owner');
export const walsall = (...roles: readonly Role[]): Principal => ({
  actor: 'mary',
  assurance: 'authenticated',
  roles,
  ledgers: ['walsall'],
});

export const fileOf = (name: string, ...lines: readonly string[]): SourceFile => ({
  name,
  bytes: Buffer.from(lines.map((line) => `${line}\n`).join('')),
});

export const indicators = fileOf('indicators.csv', 'id,title,unit,polarity,frequencies', 'a,A,percent,higher,year');

/** The whole of wiring over a data directory of its own, with the live ledgers of two councils. */
export class CouncilHouse {
  private running: { context: INestApplicationContext; data: string } | null = null;

  constructor() {
    beforeAll(async () => {
      const data = mkdtempSync(join(tmpdir(), 'outturn-wiring-'));
      const module = OutturnModule.forRoot({ data, writer: 'in-process' });
      this.running = {
        data,
        context: await NestFactory.createApplicationContext(module, { logger: ['error', 'warn'] }),
      };
      for (const ledger of ['walsall', 'dudley'])
        await this.outturn.createLedger(owner, ledger, { name: ledger, live: true }, { via: 'system' });
    });
    afterAll(async () => {
      await this.running?.context.close();
      rmSync(this.running?.data ?? '', { recursive: true, force: true });
    });
  }

  get outturn(): Outturn {
    return this.get(Outturn);
  }

  get<Part>(part: abstract new (...args: never[]) => Part): Part {
    if (this.running === null) throw new Error('the house stands only while tests run');
    return this.running.context.get<Part>(part as never);
  }
}
