import { CommandBus, EventBus, QueryBus } from '@nestjs/cqrs';
import { commandCatalogue, queryNames, type Permission, type QueryName } from '@outturn/application';
import { FilesSubmission, inquiry, submission } from './bus-bindings.js';
import { CouncilHouse, fileOf, indicators, owner, walsall } from './council-house.fixture.js';
import { EventsCommitted } from './events-committed.js';
import { jobs, LedgerJob, type JobName } from './ledger-jobs.js';
import { NotAllowed } from './principal.js';

const house = new CouncilHouse();
const nobody = walsall();

describe('the command bus', () => {
  it.each(commandCatalogue.map(({ name, permission }) => ({ name, permission })))(
    'has a handler for $name, which asks for $permission before anything else',
    async ({ name, permission }) => {
      for (const isRehearsal of [false, true]) {
        const message = submission(nobody, 'walsall', name, {}, { via: 'system' }, isRehearsal);
        const sent = house.get(CommandBus).execute(message);
        await expect(sent).rejects.toThrow(new NotAllowed(permission, 'walsall'));
      }
    },
  );

  it('has no handler for what is not in the catalogue', () => {
    expect(() => submission(owner, 'walsall', 'DropTables', {}, { via: 'system' })).toThrow(
      'no handler is bound to DropTables',
    );
    expect(() => submission(owner, 'walsall', 'constructor', {}, { via: 'system' })).toThrow(RangeError);
  });

  it.each(Object.entries(jobs) as [JobName, Permission][])(
    'has a handler for the work "%s" on a whole ledger, which asks for %s before it begins',
    async (job, permission) => {
      const run = jest.fn<void, []>();
      const sent = house.get(CommandBus).execute(new LedgerJob(nobody, 'walsall', job, run));
      await expect(sent).rejects.toThrow(new NotAllowed(permission, 'walsall'));
      expect(run).not.toHaveBeenCalled();
      await house.get(CommandBus).execute(new LedgerJob(owner, 'walsall', job, run));
      expect(run).toHaveBeenCalledTimes(1);
    },
  );

  it('has a handler for files', async () => {
    const request = {
      files: [indicators],
      options: {},
      dryRun: true,
      roles: [],
      actor: 'mary',
      assurance: 'asserted',
      today: '2026-05-01',
      via: 'import',
      key: 'k',
    } as const;
    await expect(house.get(CommandBus).execute(new FilesSubmission(nobody, 'walsall', request))).rejects.toThrow(
      NotAllowed,
    );
  });
});

describe('the query bus', () => {
  it.each(queryNames)('has a handler for the query "%s", which asks for ledger:read', async (name) => {
    const asked = house.get(QueryBus).execute(inquiry(nobody, 'walsall', name, {} as never));
    await expect(asked).rejects.toThrow(new NotAllowed('ledger:read', 'walsall'));
  });

  it('has no handler for what is not in the catalogue', () => {
    expect(() => inquiry(owner, 'walsall', 'gossip' as QueryName, {} as never)).toThrow(
      'no handler is bound to the query gossip',
    );
  });
});

describe('the notice of committed events', () => {
  const notices: EventsCommitted[] = [];
  beforeAll(() =>
    house.get(EventBus).subscribe((event) => void (event instanceof EventsCommitted && notices.push(event))),
  );
  beforeEach(() => notices.splice(0));
  const define = (title: string, key: string) =>
    house.outturn.submit(
      owner,
      'walsall',
      'DefineIndicator',
      { id: 'n', title, unit: 'percent', polarity: 'higher', frequencies: ['year'] },
      { via: 'system', key },
    );

  it('comes once for each accepted command, with the position that the ledger has come to', async () => {
    const outcome = await define('N', 'first');
    expect(notices).toEqual([new EventsCommitted('walsall', 'position' in outcome ? outcome.position : 0)]);
  });

  it('does not come for what was unchanged, repeated or refused', async () => {
    await define('N', 'second');
    await define('N', 'first');
    await house.outturn.submit(
      owner,
      'walsall',
      'SubmitReturn',
      { indicator: 'none', period: '2016-17', value: '1' },
      { via: 'system' },
    );
    expect(notices).toEqual([]);
  });

  it('comes for an import that said something new, and not for one that did not or was a dry run', async () => {
    const send = (dryRun: boolean) =>
      house.outturn.importFiles(owner, 'dudley', { files: [indicators], options: {}, dryRun }, { via: 'import' });
    await send(true);
    expect(notices).toEqual([]);
    const { position } = await send(false);
    await send(false);
    expect(notices).toEqual([new EventsCommitted('dudley', position)]);
    await house.outturn.importFiles(
      owner,
      'dudley',
      { files: [fileOf('wrong.csv', 'who,knows')], options: {}, dryRun: false },
      { via: 'import' },
    );
    expect(notices).toHaveLength(1);
  });
});
