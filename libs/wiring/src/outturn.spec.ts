import type { Role } from '@outturn/application';
import type { SourceFile } from '@outturn/intake';
import { LedgerDamaged, LedgerExists, LedgerNotFound } from '@outturn/ledger';
import { CouncilHouse, fileOf, indicators, owner, walsall } from './council-house.fixture.js';
import { InvalidCommand } from './arrival.js';
import { LedgerExports } from './ledger-exports.js';
import { NotAllowed, type Principal } from './principal.js';

const house = new CouncilHouse();
const via = { via: 'terminal' } as const;
const define = (id: string) => ({ id, title: id, unit: 'percent', polarity: 'higher', frequencies: ['year'] });

async function* stream(lines: Iterable<string>): AsyncGenerator<string> {
  yield* lines;
  return Promise.resolve();
}

describe('a council', () => {
  const officer = walsall('officer', 'administrator');

  it('submits to its own ledger and asks of it', async () => {
    expect(await house.outturn.submit(officer, 'walsall', 'DefineIndicator', define('own'), via)).toMatchObject({
      status: 'accepted',
      events: [{ type: 'IndicatorDefined', actor: 'mary', actorAssurance: 'authenticated' }],
    });
    expect(await house.outturn.ask(officer, 'walsall', 'scorecard', {})).toMatchObject({
      rows: [{ indicator: 'own' }],
    });
  });

  it('may do nothing in the ledger of another, whether there is one or not', async () => {
    for (const ledger of ['dudley', 'nowhere']) {
      const attempts = [
        () => house.outturn.submit(officer, ledger, 'DefineIndicator', define('other'), via),
        () => house.outturn.ask(officer, ledger, 'scorecard', {}),
        () => house.outturn.importFiles(officer, ledger, { files: [indicators], options: {}, dryRun: true }, via),
        () => house.outturn.createLedger(officer, ledger, { name: 'Mine' }, via),
        () => house.get(LedgerExports).lines(officer, ledger),
        () => house.outturn.replay(officer, ledger, undefined, () => undefined),
      ];
      for (const attempt of attempts) await expect(attempt()).rejects.toThrow(NotAllowed);
      await expect(house.outturn.mustSee(officer, ledger)).rejects.toThrow(new LedgerNotFound(ledger));
    }
  });

  it('hears of its own ledger alone', async () => {
    const heard = async (who: Principal): Promise<string[]> =>
      (await house.outturn.listLedgers(who)).rows.map(({ ledger }) => ledger);
    expect(await heard(officer)).toEqual(['walsall']);
    expect(await heard(owner)).toEqual(['dudley', 'walsall']);
  });

  it('is read among all ledgers with a turn for everybody else before each', async () => {
    for (const look of [() => house.outturn.listLedgers(owner), () => house.outturn.readiness()]) {
      let turns = 0;
      let isOver = false;
      const count = (): void => {
        turns += 1;
        if (!isOver) setImmediate(count);
      };
      setImmediate(count);
      await look();
      isOver = true;
      expect(turns).toBeGreaterThanOrEqual(2);
    }
  });

  it('cannot restore the ledger of another from an export', async () => {
    const lines = [...(await house.get(LedgerExports).lines(owner, 'dudley'))];
    await expect(house.get(LedgerExports).restore(officer, stream(lines))).rejects.toThrow(
      new NotAllowed('ledger:administer', 'dudley'),
    );
  });
});

describe('an import', () => {
  const send = (roles: readonly Role[], ...files: readonly SourceFile[]) =>
    house.outturn.importFiles(walsall(...roles), 'walsall', { files, options: {}, dryRun: true }, via);
  const actions = fileOf('actions.csv', 'ref,action', 'train,Train all members');
  const release = fileOf('lait.csv', 'measure,area_number,area,year,value', 'a,970,England,2023,69');

  it('needs for every row what its command needs', async () => {
    expect(await send(['officer'], indicators)).toMatchObject({ accepted: 1 });
    expect(await send(['planner'], actions)).toMatchObject({ accepted: 1 });
    expect(await send(['officer', 'planner'], indicators, actions)).toMatchObject({ accepted: 2 });
    expect(await send(['officer'], release)).toMatchObject({ accepted: 1 });
  });

  it('of what its sender may not say is refused as a whole', async () => {
    await expect(send(['officer'], indicators, actions)).rejects.toThrow(new NotAllowed('action:plan', 'walsall'));
    await expect(send(['planner'], indicators)).rejects.toThrow(new NotAllowed('indicator:define', 'walsall'));
    await expect(send(['planner'], release)).rejects.toThrow(new NotAllowed('benchmark:release', 'walsall'));
    await expect(send(['reader'], indicators)).rejects.toThrow(NotAllowed);
  });
});

describe('a command', () => {
  it('whose fields are wrong is refused with a pointer to each', async () => {
    const error: unknown = await house.outturn
      .submit(owner, 'walsall', 'SubmitReturn', { indicator: 'own', period: 'soon', valeu: '1' }, via)
      .catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(InvalidCommand);
    expect((error as InvalidCommand).errors.map(({ pointer }) => pointer).sort()).toEqual(['/period', '/valeu']);
  });

  it('is looked at only once its sender is known to be allowed it', async () => {
    await expect(
      house.outturn.submit(walsall('reader'), 'walsall', 'SubmitReturn', { what: 'ever' }, via),
    ).rejects.toThrow(NotAllowed);
  });

  it('that does not exist is a fault of the edge', async () => {
    await expect(house.outturn.submit(owner, 'walsall', 'DropTables', {}, via)).rejects.toThrow(RangeError);
  });

  it('to a ledger that is not there finds none', async () => {
    await expect(house.outturn.submit(owner, 'nowhere', 'DefineIndicator', define('a'), via)).rejects.toThrow(
      new LedgerNotFound('nowhere'),
    );
  });

  it('without a key is a request of its own each time', async () => {
    const send = () => house.outturn.submit(owner, 'walsall', 'DefineIndicator', define('twice'), via);
    expect([(await send()).status, (await send()).status]).toEqual(['accepted', 'unchanged']);
  });
});

describe('a ledger', () => {
  it('is made open for migration, and once', async () => {
    const make = (name: string, key: string) => house.outturn.createLedger(owner, 'england', { name }, { ...via, key });
    expect(await make('Department for Education', 'first')).toMatchObject({ status: 'accepted', repeated: false });
    expect(await house.outturn.ask(owner, 'england', 'summary', {})).toMatchObject({
      name: 'Department for Education',
      migration: 'open',
    });
    expect(await make('Department for Education', 'first')).toMatchObject({ status: 'accepted', repeated: true });
    expect(await make('Department of Education', 'second')).toMatchObject({
      status: 'rejected',
      rejection: { kind: 'LedgerExists' },
    });
  });

  it.each(['', 'Walsall', '../walsall', 'a b', '1st', 'a'.repeat(64), 'walsall.sqlite'])(
    'cannot be called "%s"',
    async (id) => {
      await expect(house.outturn.createLedger(owner, id, { name: 'Name' }, via)).rejects.toThrow(InvalidCommand);
    },
  );

  it('whose name is wrong is not made', async () => {
    await expect(house.outturn.createLedger(owner, 'wirral', { name: '' }, via)).rejects.toThrow(InvalidCommand);
    await expect(house.outturn.mustSee(owner, 'wirral')).rejects.toThrow(LedgerNotFound);
  });

  it('is exported and restored through the same door, and never over one that is there', async () => {
    const lines = [...(await house.get(LedgerExports).lines(owner, 'dudley'))];
    await expect(house.get(LedgerExports).restore(owner, stream(lines))).rejects.toThrow(LedgerExists);
    await expect(house.get(LedgerExports).restore(owner, stream([]))).rejects.toThrow(LedgerDamaged);
    const named = lines.with(0, JSON.stringify({ outturn: 'export@1', ledger: '../dudley', events: 1 }));
    await expect(house.get(LedgerExports).restore(owner, stream(named))).rejects.toThrow(LedgerDamaged);
  });

  it('replays without a difference, and is ready', async () => {
    expect(await house.outturn.replay(owner, 'walsall', undefined, () => undefined)).toMatchObject({
      differences: [],
      otherVersions: [],
    });
    expect(await house.outturn.readiness()).toMatchObject({ unreadable: [], writer: null });
  });
});
