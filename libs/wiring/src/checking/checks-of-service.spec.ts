import type { FactoryProvider } from '@nestjs/common';
import { OutturnModule } from '../outturn.module.js';
import { CHECKS, type Checks } from './checks.js';

const found = { position: 1, faults: [] };
const asked: object[] = [];

jest.mock('./check-thread.js', () => ({
  ...jest.requireActual<object>('./check-thread.js'),
  canCheckBeside: true,
  inThread: (check: object) => {
    asked.push(check);
    return Promise.resolve(found);
  },
}));

/** The checks of a house whose writer is of one kind; nothing else of it is started. */
function checksOf(writer: 'thread'): Checks {
  const { providers = [] } = OutturnModule.forRoot({ data: '/nowhere', writer });
  const of = providers.find((each) => 'provide' in (each as object) && (each as FactoryProvider).provide === CHECKS);
  return (of as FactoryProvider<Checks>).useFactory({ store: {} }) as Checks;
}

it('a service verifies and replays in a thread of its own, however small the ledger is', async () => {
  const checks = checksOf('thread');
  const file = { path: '/nowhere/walsall.sqlite', ledger: 'walsall', sizes: [] };
  expect(await checks.verify(file, () => undefined)).toBe(found);
  expect(await checks.replay('walsall', 7, () => undefined)).toBe(found);
  expect(asked).toEqual([
    { kind: 'verify', file },
    { kind: 'replay', where: { data: '/nowhere', follows: false }, ledger: 'walsall', to: 7 },
  ]);
});
