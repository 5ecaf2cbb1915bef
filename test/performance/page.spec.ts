import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from './case.js';
import { filled } from './page.js';
import { measured, skipped } from './summary.js';
import { suites } from './suites.js';

const of = (name: string): Case => ({
  name,
  unit: 'events/s',
  goal: { atLeast: 0.5 },
  rivalName: 'a rival',
  events: 0,
  ours: () => ({ run: () => ({ value: 0 }) }),
});
const template = readFileSync(join(__dirname, 'page-template.md'), 'utf8');

it('the page holds the figures of the run, and says of what was skipped why', () => {
  const runs = [{ value: 1_234.5, cpu: 8, facts: { rows: 20 } }];
  const page = filled(
    'A <!-- surroundings --> B <!-- results -->',
    { node: 'v24' },
    new Map([['append', [measured(of('fast'), runs, [{ value: 617.25 }]), skipped(of('large'), 'too large')]]]),
  );
  expect(page).toContain('| node | v24 |');
  expect(page).toContain('### append');
  expect(page).toContain('| fast | events/s | 1,235 [1,235–1,235] | 617 [617–617] | 2 | at least 0.5 | met | 8 | – |');
  expect(page).toContain('| large | events/s | – | – | – | at least 0.5 | skipped | – | – |');
  expect(page).toContain('- large: skipped, too large');
  expect(page).toContain('- fast: against a rival; ours, rows 20');
});

it('the prose says what each suite does', () => {
  const told = [...template.matchAll(/^\*\*([a-z-]+)\.\*\*/gm)].map(([, name]) => name);
  expect(told).toEqual(Object.keys(suites));
});
