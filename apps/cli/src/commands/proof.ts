import type { Command } from 'commander';
import type { CommandLine } from '../command-line.js';
import { positionArgument } from '../position-argument.js';

/** `outturn proof` */
export function addProof(program: Command, line: CommandLine): void {
  program
    .command('proof')
    .description('a proof that an event is in the ledger, with the event (C2SP tlog-proof); needs no ledger to check')
    .argument('<ledger>', 'a ledger, such as walsall')
    .argument('<position>', 'the event', positionArgument)
    .action((ledger: string, position: number) =>
      line.run(async ({ proofs, who, terminal, json }) => {
        const proof = await proofs.proof(who, ledger, position);
        if (json) await terminal.writeJson({ ledger, position, proof });
        else await terminal.write(proof);
      }),
    );
}
