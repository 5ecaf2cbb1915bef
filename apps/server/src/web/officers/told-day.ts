import type { Outturn } from '@outturn/wiring';
import { textOf, type Answers, type Field } from '../forms/field.js';
import type { Visit } from '../frame/visit.js';

const NAME = 'occurred';

/**
 * The question on which day something became known. It is asked only while a ledger is open for migration: from then on,
 * what is recorded is known from when it is recorded.
 */
const toldDayField: Field = {
  kind: 'date',
  name: NAME,
  label: 'Day on which this became known',
  hint: 'For example, 30 11 2017. The history of this council is still being brought in, so this counts from that day on',
  required: 'Enter the day on which this became known, or end the bringing in of history first',
};

export async function toldDayFields(outturn: Outturn, visit: Visit): Promise<readonly Field[]> {
  return (await isOpenForMigration(outturn, visit)) ? [toldDayField] : [];
}

/** Whether the history of the ledger is still being brought in. */
export async function isOpenForMigration(outturn: Outturn, { who, ledger }: Visit): Promise<boolean> {
  return (await outturn.ask(who, ledger, 'summary', {})).migration === 'open';
}

/** The answer as a member of a command; nothing if it was not asked. */
export function toldDay(answers: Answers): { readonly occurred?: string } {
  const occurred = textOf(answers, NAME);
  return occurred === '' ? {} : { occurred };
}
