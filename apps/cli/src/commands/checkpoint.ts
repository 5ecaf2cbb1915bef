import type { Command } from 'commander';
import type { CommandLine } from '../command-line.js';

/** `outturn checkpoint` */
export function addCheckpoint(program: Command, line: CommandLine): void {
  program
    .command('checkpoint')
    .description('the signed tree head (C2SP checkpoint); hold it where this machine cannot reach it')
    .argument('<ledger>', 'a ledger, such as walsall')
    .action((ledger: string) =>
      line.run(async ({ proofs, who, terminal, json }) => {
        const checkpoint = await proofs.checkpoint(who, ledger);
        if (json) await terminal.writeJson({ ledger, checkpoint });
        else await terminal.write(checkpoint);
      }),
    );
}
