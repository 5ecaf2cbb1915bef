import { writeSync } from 'node:fs';
import { sealText, systemClock, type Clock } from '@outturn/kernel';
import { LedgerDirectory, type ViewFold } from '@outturn/ledger';
import { contractViews, latest } from '../../../libs/ledger/src/contract/contract-views.js';
import { commandOf, proposalOf, said, together } from '../../../libs/ledger/src/contract/sayings.js';

// append-until-killed <folder> <ledger> <name> <callers> [point, command]: appends commands of three events and a text,
// and prints the key of each that it was answered. At a point within the given command it kills itself.

const [folder = '', name = '', run = '', callers = '1', point = '', fatal = ''] = process.argv.slice(2);
let command = 0;

function pass(here: string): void {
  if (here === point && command === Number(fatal)) process.kill(process.pid, 'SIGKILL');
}

const clock: Clock = {
  now: () => {
    pass('before the events');
    return systemClock.now();
  },
};

/** The last of the views: when it folds, the events and the rows of the others are written. */
const mortal: ViewFold = {
  ...latest,
  name: 'mortal',
  apply: (row, event) => {
    pass('between the events and the views');
    return latest.apply(row as Parameters<typeof latest.apply>[0], event);
  },
};

async function main(): Promise<void> {
  const directory = new LedgerDirectory(folder, {
    views: [...contractViews, mortal],
    clock,
    readEvent: (event) => event,
  });
  const ledger = await directory.open(name);
  const append = async (): Promise<void> => {
    for (;;) {
      const number = (command += 1);
      const key = `${run}/${number}`;
      await ledger.write((reader) => {
        command = number;
        pass('in the decision');
        const sealed = sealText(`The words of ${key}`);
        const text = { ...sealed, entity: run, field: 'commentary', commandId: commandOf(reader, key) };
        const events = [said(run, { value: key, text: sealed.digest }), said(key), said(run, { value: key })];
        return {
          ...proposalOf(reader, { key, ...together(...events), texts: [text] }),
          answer: () => pass('between the commit and the answer'),
        };
      });
      writeSync(1, `${key}\n`);
    }
  };
  await Promise.all(Array.from({ length: Number(callers) }, append));
}

void main();
