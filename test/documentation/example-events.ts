import { ask } from '@outturn/application';
import { canonicalJson, type EventEnvelope } from '@outturn/kernel';
import type { Ledger } from '@outturn/ledger';
import { ExampleStore } from './sample-ledger.js';

/** An event of a real ledger, with where it was found. */
export interface ExampleEvent {
  readonly ledger: string;
  readonly position: number;
  /** The data, its members in canonical order, on lines of their own. */
  readonly data: string;
}

/** The ledger whose figures are made up: it has what no council's published papers tell of. */
export const MADE_UP = 'example';

/** The day on which the examples are asked about. */
const TODAY = '2026-05-01';

const SAMPLES = ['walsall', 'wiltshire', 'dudley'];

/** The first event of every type: of the samples where they have one, else of the made-up ledger. */
export async function exampleEvents(): Promise<ReadonlyMap<string, ExampleEvent>> {
  const store = new ExampleStore();
  try {
    const examples = new Map<string, ExampleEvent>();
    const take = (ledger: Ledger): void => {
      for (const event of ask(ledger, 'history', {}, TODAY).rows) {
        if (!examples.has(event.type)) examples.set(event.type, exampleOf(event));
      }
    };
    for (const council of SAMPLES) take(await store.sample(council));
    take(await madeUp(store));
    return examples;
  } finally {
    await store.remove();
  }
}

// Salts are random, so a digest is another one each time.
const exampleOf = ({ ledger, position, data }: EventEnvelope): ExampleEvent => ({
  ledger,
  position,
  data: JSON.stringify(JSON.parse(canonicalJson(data)), null, 2).replace(/"sha256:[0-9a-f]{64}"/g, '"sha256:…"'),
});

const TABLE = 'measure,area_number,area,year,value\n';

async function madeUp(store: ExampleStore): Promise<Ledger> {
  const ledger = await store.create(MADE_UP, { name: 'An example, made up', live: true });
  const submit = async (name: string, fields: object): Promise<void> => {
    const outcome = await store.submit(ledger, name, fields);
    if (outcome.status !== 'accepted') throw new Error(`${name}: ${JSON.stringify(outcome)}`);
  };
  const release = (release: string, cells: string): Promise<void> =>
    store.take(ledger, [{ name: `${release}.csv`, bytes: Buffer.from(TABLE + cells) }], { release });
  await release('Spring', 'visits-on-time,970,England,2024,88\nvisits-on-time,301,Elsewhere,2024,90\n');
  await release('Autumn', 'visits-on-time,970,England,2024,89\n');

  const indicator = 'visits-on-time';
  const definition = { id: indicator, unit: 'percent', polarity: 'higher', frequencies: ['quarter', 'year'] };
  await submit('DefineIndicator', { ...definition, title: 'Visits made on time' });
  const slot = { indicator, period: '2024-25Q1' };
  await submit('SubmitReturn', { ...slot, numerator: '45', denominator: '50', status: 'provisional' });
  await submit('SubmitReturn', { ...slot, numerator: '46', denominator: '50', status: 'final' });
  await submit('SubmitReturn', { ...slot, numerator: '47', denominator: '50', reason: 'A late record was found' });
  await submit('WithdrawReturn', { ...slot, reason: 'Counted for the wrong quarter' });
  const target = { indicator, period: '2024-25', kind: 'point' };
  await submit('SetTarget', { ...target, value: '90' });
  await submit('SetTarget', { ...target, value: '95', reason: 'Ninety was reached' });
  await submit('WithdrawTarget', { indicator, period: '2024-25', reason: 'Set for the wrong year' });

  const round = { round: 'Autumn', period: '2024-25Q2', due: '2024-10-31', indicators: [indicator] };
  await submit('OpenRound', { ...round, submitters: ['mary.field'] });
  await submit('OpenRound', { ...round, submitters: ['mary.field', 'tom.day'] });
  await submit('CloseRound', { round: 'Autumn' });
  await submit('ReopenRound', { round: 'Autumn', due: '2024-11-14', reason: 'One team was missing' });

  const plan = { ref: 'A1', action: 'Plan visits a month ahead', due: '2025-03' };
  await submit('RecordAction', plan);
  await submit('RecordAction', { ...plan, status: 'planned' });
  await submit('RecordAction', { ...plan, status: 'in_progress' });
  await submit('RecordAction', { ...plan, status: 'planned', action: 'Plan visits two months ahead' });
  await submit('RecordAction', { ...plan, action: 'Plan visits two months ahead', status: null });
  await submit('ReportActionProgress', { ref: 'A1', progress: 'Two teams of five do so' });
  await submit('RecordAction', { ...plan, action: 'Plan visits two months ahead', progress: null });
  await submit('RescheduleAction', { ref: 'A1', due: '2025-06-30', reason: 'A post was vacant' });
  await submit('ReassignActionLead', { ref: 'A1', lead: 'Head of service' });
  await submit('CompleteAction', { ref: 'A1' });
  await submit('ReopenAction', { ref: 'A1', reason: 'One team stopped' });
  await submit('CancelAction', { ref: 'A1', reason: 'Replaced by A2' });

  const { digest, position, asAt, rules } = ask(
    ledger,
    'snapshot',
    { preparedFor: 'Corporate Parenting Board' },
    TODAY,
  );
  await submit('IssueSnapshot', { digest, position, asAt, rules, issuedTo: 'Corporate Parenting Board' });
  const progress = ask(ledger, 'history', {}, TODAY).rows.find(({ type }) => type === 'ActionProgressReported');
  await submit('RedactText', { position: progress?.position, field: 'progress', reason: 'It named somebody' });
  const [previous, next] = ['01234567', '89abcdef'].map((id) => `outturn/${MADE_UP}+${id}+${'A'.repeat(44)}`);
  await submit('RotateSigningKey', { previous, next });
  await submit('RetireIndicator', { id: indicator, reason: 'Replaced by a national measure' });
  return ledger;
}
