import type { Command } from 'commander';
import type { CommandLine } from '../command-line.js';
import { writeOutcome } from '../outcome-report.js';
import { positionArgument } from '../position-argument.js';

/** `outturn text redact` */
export function addText(program: Command, line: CommandLine): void {
  program
    .command('text')
    .description('words that are kept beside the events')
    .command('redact')
    .description('remove a text for good; the event, its figures and every proof stay')
    .argument('<ledger>', 'a ledger, such as walsall')
    .argument('<position>', 'the event that the text belongs to', positionArgument)
    .requiredOption('--field <field>', 'which of its texts, such as commentary')
    .requiredOption('--reason <reason>', 'why it is removed')
    .action((ledger: string, position: number, options: { readonly field: string; readonly reason: string }) =>
      line.run(async (session) => {
        const fields = { position, ...options };
        const outcome = await session.outturn.submit(session.who, ledger, 'RedactText', fields, { via: 'terminal' });
        return writeOutcome(session, ledger, outcome, `the ${options.field} of event ${position} is removed`);
      }),
    );
}
