import { execute, validateCommand, type CommandRequest } from '@outturn/application';
import { SubmitReturn } from '@outturn/domain';
import { LedgerNotFound } from '@outturn/ledger';
import { CouncilHouse, indicators } from '../council-house.fixture.js';
import { OpenLedgers } from '../open-ledgers.js';
import { LedgerWriter, revive, told } from './ledger-writer.js';
import { pack, unpack, type WriterCall } from './thread-messages.js';

const house = new CouncilHouse();
const asker = { actor: 'mary', assurance: 'asserted', via: 'terminal', today: '2026-05-01' } as const;

function submit(fields: Partial<SubmitReturn>, key: string): CommandRequest {
  const validated = validateCommand(SubmitReturn, fields);
  if ('errors' in validated) throw new TypeError(JSON.stringify(validated.errors));
  return { ...asker, name: 'SubmitReturn', key, command: validated.command };
}

/** A request as it arrives on another thread: plain data. */
function crossed(request: CommandRequest): CommandRequest {
  const parcel = pack<WriterCall>([{ id: 1, kind: 'execute', ledger: 'walsall', request }]);
  const [call] = unpack(structuredClone(parcel));
  if (call?.kind !== 'execute') throw new TypeError('a call is what was sent');
  return call.request;
}

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
    expect(await writer.importFiles('walsall', files)).toMatchObject({ accepted: 1, position: 3 });
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
    const revived = revive(crossed(sent));
    expect(revived).toEqual(sent);
    expect(revived.command).toBeInstanceOf(SubmitReturn);
    expect(Object.keys(revived.command)).toEqual(Object.keys(sent.command));
  });

  it('has texts as they were said, and lists and numbers', () => {
    const commentary = 'Zoë said "no"\n\\ \u2028 🧮 \u0000';
    const said = submit({ indicator: 'a', period: '2016-17', value: '77', commentary }, 'k');
    expect(revive(crossed(said)).command).toEqual(said.command);
    const command = { ...sent.command, returns: [{ indicator: 'a', breakdown: 'all' }], decimals: 1, period: null };
    expect(crossed({ ...sent, command }).command).toEqual(command);
  });

  it('of a command that does not exist is no command', () => {
    expect(() => revive({ ...sent, name: 'DropTables' })).toThrow('there is no command DropTables');
  });
});

describe('what came of a command, on its way to another thread', () => {
  it('names its events and leaves the rest of them out', async () => {
    const ledger = await house.get(OpenLedgers).get('walsall');
    const outcome = await execute(ledger, submit({ indicator: 'a', period: '2017-18', value: '78' }, 'told'));
    if (outcome.status !== 'accepted') throw new TypeError(outcome.status);
    const [event] = outcome.events;
    expect(told(outcome)).toEqual({
      ...outcome,
      events: [{ position: event?.position, type: 'KpiReturnSubmitted', eventId: event?.eventId }],
    });
  });

  it('is told whole where nothing was added', () => {
    const rejected = { status: 'rejected', entity: 'return/a', rejection: { kind: 'NothingReported' } } as const;
    expect(told(rejected)).toBe(rejected);
  });
});
