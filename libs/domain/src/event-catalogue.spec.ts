import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@outturn/kernel';
import { eventCatalogue, eventUpcasters, textDigests } from './event-catalogue.js';

// The data of an event of each version that was ever written and is not written any more, as they were stored then.
const forms = join(__dirname, 'event-forms');
const read = (form: string): JsonObject => JSON.parse(readFileSync(join(forms, form), 'utf8')) as JsonObject;
const steps = [...eventUpcasters];

const figure = { symbol: null, qualifier: null, extractedOn: null, sourceDigest: null };
const definition = { ownedBy: [], expectedAfter: 45 };
const added: Readonly<Record<string, JsonObject>> = {
  'IndicatorDefined@1': definition,
  'IndicatorRevised@1': { ...definition, reason: null },
  'KpiReturnSubmitted@1': figure,
  'KpiReturnFinalised@1': figure,
  'KpiReturnCorrected@1': figure,
  'TargetRevised@1': { reason: null },
  'RoundRevised@1': { reason: null },
  'ReleasePublished@1': { table: 'lait' },
  'ActionPlanned@1': { status: 'planned' },
};

it('every version of an event that is written no more has a step to the next, and its form is kept', () => {
  const older = eventCatalogue.flatMap(({ type, schemaVersion }) =>
    Array.from({ length: schemaVersion - 1 }, (_, index) => `${type}@${index + 1}`),
  );
  expect(steps.map(([step]) => step).sort()).toEqual(older.sort());
  expect(readdirSync(forms).sort()).toEqual(older.map((step) => `${step}.json`).sort());
});

describe.each(steps)('what %s lifts', (step, lift) => {
  const stored = read(`${step}.json`);

  it('keeps all that was said, and gains what held when nothing was said', () => {
    expect(lift(stored)).toEqual({ ...stored, ...added[step] });
  });

  it('is not touched itself', () => {
    const before = structuredClone(stored);
    lift(stored);
    expect(stored).toEqual(before);
  });

  it('stands for the same texts, so that what is redacted, kept and proven stays the same', () => {
    const type = step.replace(/@.*/, '');
    expect(textDigests({ type, data: lift(stored) })).toEqual(textDigests({ type, data: stored }));
  });
});
