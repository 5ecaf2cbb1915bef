import { resolve } from 'node:path';
import type { Command } from 'commander';
import { counted } from '@outturn/reporting';
import type { CommandLine } from '../command-line.js';
import { groundsLine } from '../grounds.js';

/** `outturn backup` */
export function addBackup(program: Command, line: CommandLine): void {
  program
    .command('backup')
    .description('a consistent copy while others write, verified before it gets its name')
    .argument('<ledger>', 'a ledger, such as walsall')
    .requiredOption('--out <file>', 'where to; put it back as <ledger>.sqlite in a data directory')
    .action((ledger: string, { out }: { readonly out: string }) =>
      line.run(async ({ proofs, who, terminal, json, interruption }) => {
        const progress = terminal.progress('verifying the copy', 'events');
        try {
          const file = resolve(out);
          const { position, root } = await proofs.backup(who, ledger, file, (at, of) => {
            interruption.check();
            progress.at(at, of);
          });
          progress.end();
          if (json) return await terminal.writeJson({ ledger, position, root, file });
          await terminal.writeLines(
            `Wrote ${out}: ${counted(position, 'event')}, verified.`,
            groundsLine({ ledger, position, root }),
          );
        } finally {
          progress.end();
        }
      }),
    );
}
