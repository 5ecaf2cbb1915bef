import type { Command } from 'commander';
import type { CommandLine } from '../command-line.js';

/** `outturn key show` and `outturn key rotate` */
export function addKey(program: Command, line: CommandLine): void {
  const key = program.command('key').description('the key that signs the heads of a ledger');
  key
    .command('show')
    .description('the verification key; publish it where this machine cannot change it')
    .argument('<ledger>', 'a ledger, such as walsall')
    .action((ledger: string) =>
      line.run(async ({ proofs, who, terminal, json }) => {
        const vkey = await proofs.key(who, ledger);
        if (json) await terminal.writeJson({ ledger, key: vkey });
        else await terminal.writeLines(vkey);
      }),
    );
  key
    .command('rotate')
    .description('put another key in place; the rotation is an event, and both keys sign the handover')
    .argument('<ledger>', 'a ledger, such as walsall')
    .action((ledger: string) =>
      line.run(async ({ proofs, who, terminal, json }) => {
        const rotation = await proofs.rotateKey(who, ledger, 'terminal');
        if (json) return terminal.writeJson({ ledger, ...rotation });
        await terminal.write(rotation.handover);
        terminal.say(`outturn: event ${rotation.position} says that ${rotation.next} signs from here on`);
        terminal.say('outturn: keep the checkpoint above: whoever pinned the key before can follow it to the new one');
      }),
    );
}
