import { validateCommand, type CommandRequest } from '@outturn/application';
import { SubmitReturn } from '@outturn/domain';
import { LedgerNotFound } from '@outturn/ledger';
import { CouncilHouse, indicators } from '../council-house.fixture.js';
import { LedgerWriter, revive } from './ledger-writer.js';

const house = new CouncilHouse();
const asker = { actor: 'mary', assurance: 'asserted', via: 'terminal' } as const;

function submit(fields: Partial<SubmitReturn>, key: string): CommandRequest {
  const validated = validateCommand(SubmitReturn, fields);
  if ('errors' in validated) throw new TypeError(JSON.stringify(validated.errors));
  return { ...asker, name: 'SubmitReturn', key, command: validated.command };
}

/** A request as it arrives on another thread: plain data. */
const cloned = (request: CommandRequest): CommandRequest =>
  structuredClone({ ...request, command: Object.fromEntries(Object.entries(request.command)) });

describe('the writer of this thread', () => {
  it('takes files and commands, and what was written is there to be read at once', async () => {
    const writer = house.get(LedgerWriter);
    const files = {
      ...asker,
      files: [indicators],
      options: {},
      dryRun: false,
      roles: ['officer'],
      key: 'files',
    } as const;
    expect(await writer.importFiles('walsall', files)).toMatchObject({ accepted: 1, position: 2 });
    const request = submit({ indicator: 'a', period: '2016-17', value: '77' }, 'return');
    expect(await writer.execute('walsall', request)).toMatchObject({ status: 'accepted', position: 4 });
    expect(await writer.execute('walsall', request)).toMatchObject({ status: 'accepted', repeated: true });
    const owner = { actor: 'o', assurance: 'asserted', roles: ['owner'], ledgers: 'all' } as const;
    expect((await house.outturn.ask(owner, 'walsall', 'scorecard', {})).rows).toMatchObject([
      { indicator: 'a', value: '77' },
    ]);
  });

  it('finds no ledger that is not there', async () => {
    const request = submit({ indicator: 'a', period: '2016-17', value: '77' }, 'k');
    await expect(house.get(LedgerWriter).execute('nowhere', request)).rejects.toThrow(LedgerNotFound);
  });

  it('never dies of what it was asked', () => {
    expect(house.get(LedgerWriter).failure).toBeNull();
  });
});

describe('a request that came from another thread', () => {
  const sent = submit({ indicator: 'a', period: '2016-17', value: '77', commentary: 'Good.' }, 'k');

  it('is a command of its class again, with the same fields', () => {
    const revived = revive(cloned(sent));
    expect(revived).toEqual(sent);
    expect(revived.command).toBeInstanceOf(SubmitReturn);
    expect(Object.keys(revived.command)).toEqual(Object.keys(sent.command));
  });

  it('of a command that does not exist is no command', () => {
    expect(() => revive({ ...sent, name: 'DropTables' })).toThrow('there is no command DropTables');
  });
});
