import { printable } from '@outturn/reporting';
import type { Command } from 'commander';
import { writtenFieldsOf } from '@outturn/domain';
import { commandCatalogue } from '@outturn/wiring';
import { catalogueHelp } from '../catalogue-help.js';
import { fieldsOf } from '../command-fields.js';
import type { CommandLine } from '../command-line.js';
import { UsageError } from '../failure.js';
import { writeOutcome } from '../outcome-report.js';
import { positionArgument } from '../position-argument.js';

interface Options {
  readonly ifMatch?: number;
  readonly idempotencyKey?: string;
}

/** `outturn record`: every command of the catalogue that has no way of its own. */
export function addRecord(program: Command, line: CommandLine): void {
  program
    .command('record')
    .description('say one thing: submit a return, set a target, report on an action …')
    .argument('<ledger>', 'a ledger, such as walsall')
    .argument('<what>', 'what is recorded, such as returns')
    .argument('[fields...]', 'field=value, such as indicator=cl-eet period=2017-18Q2 value=77')
    .option('--if-match <version>', 'only if the entity is still at this version', positionArgument)
    .option('--idempotency-key <key>', 'a key under which a retry is the same request')
    .addHelpText('after', catalogueHelp)
    .action((ledger: string, what: string, fields: readonly string[], options: Options) => {
      const row = commandCatalogue.find(({ path }) => path === what);
      if (row === undefined) {
        const paths = commandCatalogue.flatMap(({ path }) => (path === null ? [] : [path]));
        throw new UsageError(`"${what}" can't be recorded; these can: ${paths.join(', ')}`);
      }
      const given = fieldsOf(row.command, fields);
      return line.run(async (session) => {
        const { ifMatch, idempotencyKey } = options;
        for (const note of fieldsRead(row.command, given)) session.terminal.say(note);
        const outcome = await session.outturn.submit(session.who, ledger, row.name, given, {
          via: 'terminal',
          ...(ifMatch === undefined ? {} : { expectedVersion: ifMatch }),
          ...(idempotencyKey === undefined ? {} : { key: idempotencyKey }),
        });
        return writeOutcome(session, ledger, outcome);
      });
    });
}

/** How each period and day was read that was not written as its code: "period “Q2 2017/18” read as 2017-18Q2, …". */
export function fieldsRead(command: new () => object, given: Readonly<Record<string, unknown>>): string[] {
  return writtenFieldsOf(command).flatMap(([field, read]) => {
    const written = given[field];
    const reading = typeof written === 'string' ? read(written) : null;
    return reading === null || reading.code === written
      ? []
      : [`${field} “${printable(String(written))}” ${reading.says}`];
  });
}
