import { join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import type { CommandLine } from '../command-line.js';
import { projectRoot } from '../project-root.js';

/** `outturn serve`: the server is a program of its own that only has to be built, told where to look, and started. */
export function addServe(program: Command, line: CommandLine): void {
  program
    .command('serve')
    .description('the HTTP service and the pages')
    .option('--port <port>', 'the port to listen on (or PORT; default 3000)', portArgument)
    .action(({ port }: { readonly port?: number }) => {
      process.env['OUTTURN_DATA'] = line.data;
      if (port !== undefined) process.env['PORT'] = String(port);
      const builds = require(join(projectRoot, 'apps', 'cli', 'bin', 'build.cjs')) as {
        ensureBuilt(app: string): string;
      };
      line.interruption.stopListening();
      // The server reads the command line itself, and knows nothing of ours.
      process.argv.splice(2);
      require(builds.ensureBuilt('server'));
    });
}

function portArgument(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}
