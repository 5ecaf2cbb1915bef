import { DefineIndicator, OpenLedger, SubmitReturn } from '@outturn/domain';
import { systemClock } from '@outturn/kernel';
import { LedgerDirectory, type Ledger } from '@outturn/ledger';
import { views } from '@outturn/views';
import { execute, type CommandRequest } from '../../libs/application/src/execute.js';
import { readEvent } from '../../libs/application/src/read-event.js';

export const ledgersIn = (folder: string): LedgerDirectory =>
  new LedgerDirectory(folder, { views, readEvent, clock: systemClock });

/** The commands that a writer sends one after the other: a ledger, an indicator, then a return for each quarter. */
function commandNumber(number: number): CommandRequest {
  if (number === 1)
    return request(1, 'OpenLedger', Object.assign(new OpenLedger(), { name: 'Walsall Council', live: true }));
  if (number === 2) {
    const indicator = { id: 'a', title: 'A', unit: 'percent', polarity: 'higher', frequencies: ['quarter'] };
    return request(2, 'DefineIndicator', Object.assign(new DefineIndicator(), indicator));
  }
  const period = quarterNumber(number);
  const fields = { indicator: 'a', period, value: String(number % 100), commentary: `In ${period}. `.repeat(20) };
  return request(number, 'SubmitReturn', Object.assign(new SubmitReturn(), fields));
}

/** The quarters of financial years, from the first of 1900-01 on. */
export function quarterNumber(number: number): string {
  const year = 1900 + Math.floor(number / 4);
  return `${year}-${String((year + 1) % 100).padStart(2, '0')}Q${(number % 4) + 1}`;
}

const request = (number: number, name: string, command: object): CommandRequest => ({
  name,
  command,
  actor: 'tester',
  assurance: 'asserted',
  today: '9999-12-31',
  via: 'terminal',
  key: `command ${number}`,
});

/** Sends a command, or sends it again. Anything but acceptance is a fault of the test. */
export async function send(ledger: Ledger, number: number): Promise<void> {
  const { status } = await execute(ledger, commandNumber(number));
  if (status !== 'accepted') throw new Error(`command ${number} was ${status}`);
}

/** Where the head is when the first `commands` commands have had one effect each: the first opens the ledger and goes live. */
export const headAfter = (commands: number): number => (commands < 1 ? commands : commands + 1);
