import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './source-files';

interface Rule {
  readonly name: string;
  readonly comment: string;
}
interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
    readonly ruleSetUsed: { readonly forbidden: readonly Rule[] };
  };
}

/** Every import of the apps and the libs, held against the rules. It is a command of its own: it runs only as an ES module. */
function cruise(): Cruise {
  const command = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const report = execFileSync(
    process.execPath,
    [command, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'apps', 'libs'],
    { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  return JSON.parse(report) as Cruise;
}

const { forbidden } = jest.requireActual<{ forbidden: readonly Rule[] }>('../../.dependency-cruiser.cjs');

let report: Cruise;
beforeAll(() => {
  report = cruise();
}, 120_000);

/** The imports that break a rule; throws the rule's reason with them, because that is what a developer has to read. */
function mustHold({ name, comment }: Rule): void {
  const offending = report.summary.violations.filter(({ rule }) => rule.name === name);
  if (offending.length > 0)
    throw new Error(`${comment}\n${offending.map(({ from, to }) => `  ${from} imports ${to}`).join('\n')}`);
}

describe('the arrows between the rooms', () => {
  it.each(forbidden)('hold: $name ($comment)', (rule) => {
    mustHold(rule);
  });

  it('are drawn over every app and every lib', () => {
    const rooms = new Set(report.modules.map(({ source }) => /^(?:apps|libs)\/[^/]+/.exec(source)?.[0]));
    for (const room of [
      'apps/cli',
      'apps/server',
      'libs/kernel',
      'libs/domain',
      'libs/ledger',
      'libs/views',
      'libs/intake',
      'libs/reporting',
      'libs/application',
      'libs/wiring',
    ])
      expect(rooms).toContain(room);
    expect(report.summary.ruleSetUsed.forbidden.map(({ name }) => name)).toEqual(forbidden.map(({ name }) => name));
  });
});
