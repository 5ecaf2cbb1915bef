import type { Command } from 'commander';
import { changesDocument, knownNames, textOfDocument } from '@outturn/reporting';
import type { CommandLine } from '../command-line.js';
import { groundsLine } from '../grounds.js';
import type { Session } from '../session.js';

interface Options {
  readonly from: string;
  readonly to?: string;
}

/** `outturn diff` */
export function addDiff(program: Command, line: CommandLine): void {
  program
    .command('diff')
    .description('what changed between two moments: the verdicts first, then what was said, with who, when and why')
    .argument('<ledger>', 'a ledger, such as walsall')
    .requiredOption('--from <date|position>', 'the earlier moment')
    .option('--to <date|position>', 'the later moment (default: now)')
    .action((ledger: string, options: Options) => line.run((session) => show(session, ledger, options)));
}

async function show(session: Session, ledger: string, { from, to }: Options): Promise<void> {
  const { outturn, who, terminal, json } = session;
  const moment = to === undefined ? {} : { to };
  const answer = await outturn.ask(who, ledger, 'diff', { from, ...moment });
  if (json) return terminal.writeJson(answer);
  const known = to === undefined ? {} : { knownAt: String(answer.to) };
  const { rows: indicators } = await outturn.ask(who, ledger, 'indicators', known);
  const { rows: actions } = await outturn.ask(who, ledger, 'actions', known);
  const { name } = await outturn.ask(who, ledger, 'summary', {});
  const document = changesDocument({
    title: `${name ?? ledger}: what changed`,
    changes: answer,
    names: knownNames(indicators, actions),
    from,
    to: to ?? null,
  });
  await terminal.write(textOfDocument(document, terminal.page));
  await terminal.writeLines(groundsLine(answer));
}
