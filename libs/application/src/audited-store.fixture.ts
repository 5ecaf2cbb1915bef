import { DefineIndicator, OpenLedger, RedactText, SubmitReturn } from '@outturn/domain';
import { KeyStore } from '@outturn/ledger';
import { signHead } from './checkpoint.js';
import { stability, TemporaryLedger } from './temporary-ledger.fixture.js';

/** 300 quarters, each with the last day of its first month. */
const quarters = Array.from({ length: 300 }, (_, index) => {
  const year = 1940 + Math.floor(index / 4);
  const quarter = index % 4;
  return {
    period: `${year}-${String((year + 1) % 100).padStart(2, '0')}Q${quarter + 1}`,
    occurred: new Date(Date.UTC(year, 3 + 3 * quarter, 28)).toISOString().slice(0, 10),
  };
});

/** What somebody who audits a council may find: an imported past, live figures, a redacted commentary, checkpoints. */
export interface AuditedStore {
  readonly store: TemporaryLedger;
  readonly path: string;
  readonly keys: KeyStore;
  /** The checkpoint that was signed when the past had been imported, and that of the end. */
  readonly checkpoints: { readonly migrated: string; readonly head: string };
  readonly migrated: number;
  readonly head: number;
  /** The events that say the commentary that was redacted, and the other one. */
  readonly commentary: { readonly redacted: number; readonly kept: number };
}

/** A ledger of 300 imported figures and some live ones, made by the commands that a council uses, then closed. */
export async function auditedStore(): Promise<AuditedStore> {
  const store = new TemporaryLedger();
  await store.create('walsall');
  await store.accept(OpenLedger, { name: 'Walsall Council', areaCode: '335' });
  await store.accept(DefineIndicator, { ...stability, frequencies: ['quarter'] });
  const report = await store.import({
    'returns.csv': [
      'indicator,period,value,commentary,occurred',
      ...quarters.map(
        ({ period, occurred }, index) => `${stability.id},${period},${50 + (index % 50)},"In ${period}.",${occurred}`,
      ),
    ],
  });
  if (report.accepted !== quarters.length) throw new Error(`the past was not imported: ${JSON.stringify(report)}`);
  const keys = new KeyStore(store.directory.path);
  const sign = (): string => store.ledger.read((reader) => signHead(reader, keys));
  const migrated = { checkpoint: sign(), position: store.head };
  const figure = { indicator: stability.id, value: '77' };
  const said = await store.accept(SubmitReturn, { ...figure, period: '2017-18Q1', commentary: 'It names Kim Brown.' });
  const kept = await store.accept(SubmitReturn, { ...figure, period: '2017-18Q2', commentary: 'It names nobody.' });
  await store.accept(RedactText, { position: said.position, field: 'commentary', reason: 'It named a child.' });
  await store.accept(SubmitReturn, { ...figure, period: '2017-18Q3', commentary: 'Better.' });
  const head = store.head;
  const checkpoints = { migrated: migrated.checkpoint, head: sign() };
  const path = store.directory.fileOf('walsall');
  await store.ledger.close();
  return {
    store,
    path,
    keys,
    checkpoints,
    migrated: migrated.position,
    head,
    commentary: { redacted: said.position, kept: kept.position },
  };
}
