import { Misconfigured, readConfiguration, WrongUsage } from './configuration';

describe('the configuration', () => {
  it('is this machine alone unless told otherwise', () => {
    expect(readConfiguration({}, [])).toEqual({
      data: './data',
      port: 3000,
      host: '127.0.0.1',
      tokens: null,
      store: undefined,
      demo: false,
      origin: null,
      proxies: [],
    });
    expect(readConfiguration({ PORT: '', HOST: '', OUTTURN_DATA: '' }, [])).toEqual(readConfiguration({}, []));
  });

  it('comes from the environment, and an argument wins', () => {
    const environment = { PORT: '4000', HOST: '0.0.0.0', OUTTURN_DATA: '/srv', OUTTURN_TOKENS: '/run/tokens' };
    expect(readConfiguration(environment, [])).toEqual({
      data: '/srv',
      port: 4000,
      host: '0.0.0.0',
      tokens: '/run/tokens',
      store: undefined,
      demo: false,
      origin: null,
      proxies: [],
    });
    expect(readConfiguration(environment, ['--port', '0']).port).toBe(0);
  });

  it('says where people find the service, and whose word is taken for who asks', () => {
    const behind = {
      OUTTURN_ORIGIN: 'https://outturn.walsall.gov.uk',
      OUTTURN_PROXIES: '10.0.0.7, 192.168.0.0/16,::1',
    };
    expect(readConfiguration(behind, [])).toMatchObject({
      origin: 'https://outturn.walsall.gov.uk',
      proxies: ['10.0.0.7', '192.168.0.0/16', '::1'],
    });
    for (const origin of ['outturn.example', 'https://outturn.example/', 'ftp://outturn.example', 'https://a/b'])
      expect(() => readConfiguration({ OUTTURN_ORIGIN: origin }, [])).toThrow('OUTTURN_ORIGIN');
    for (const proxies of ['proxy', '10.0.0.0/33', '10.0.0.1/x', '10.0.0'])
      expect(() => readConfiguration({ OUTTURN_PROXIES: proxies }, [])).toThrow('OUTTURN_PROXIES');
  });

  it('says how much memory one import may have', () => {
    expect(readConfiguration({ OUTTURN_IMPORT_MEMORY: '512' }, []).importMemory).toBe(512);
    for (const memory of ['63', '1G', '-5'])
      expect(() => readConfiguration({ OUTTURN_IMPORT_MEMORY: memory }, [])).toThrow('OUTTURN_IMPORT_MEMORY');
  });

  it('says where the ledgers live, and needs a connection string for EventStoreDB', () => {
    const connection = 'esdb://outturn:secret@store:2113';
    const there = { OUTTURN_STORE: 'eventstoredb', OUTTURN_EVENTSTORE: connection };
    expect(readConfiguration(there, []).store).toEqual({ kind: 'eventstoredb', connection, prefix: 'outturn' });
    expect(() => readConfiguration({ OUTTURN_STORE: 'postgres' }, [])).toThrow('give sqlite or eventstoredb');
    expect(() => readConfiguration({ OUTTURN_STORE: 'eventstoredb' }, [])).toThrow('OUTTURN_EVENTSTORE is not set');
    expect(() => readConfiguration({ ...there, OUTTURN_EVENTSTORE_PREFIX: '$a' }, [])).toThrow('lower-case letters');
  });

  it.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])('needs no tokens on %s', (host) => {
    expect(readConfiguration({ HOST: host }, []).host).toBe(host);
  });

  it.each(['0.0.0.0', '::', '192.168.0.7', 'outturn.example', '127.0.0.1.evil.example'])(
    'needs tokens on %s',
    (host) => {
      expect(() => readConfiguration({ HOST: host }, [])).toThrow('set OUTTURN_TOKENS');
      expect(readConfiguration({ HOST: host, OUTTURN_TOKENS: 't' }, []).host).toBe(host);
    },
  );

  it('lets people choose who they are in a demonstration, never where tokens say it', () => {
    expect(readConfiguration({ OUTTURN_DEMO: 'true' }, []).demo).toBe(true);
    expect(() => readConfiguration({ OUTTURN_DEMO: 'true', OUTTURN_TOKENS: 't' }, [])).toThrow('set one');
  });

  it.each(['x', '-1', '65536', '3000.5', '1e3', ' 80'])('has no port %s', (port) => {
    expect(() => readConfiguration({ PORT: port }, [])).toThrow(Misconfigured);
    expect(() => readConfiguration({}, [`--port=${port}`])).toThrow(Misconfigured);
  });

  it('has no host that is none, and no argument but the port', () => {
    expect(() => readConfiguration({ HOST: 'a b', OUTTURN_TOKENS: 't' }, [])).toThrow('HOST is "a b"');
    for (const args of [['--host', 'x'], ['serve'], ['--port']]) {
      expect(() => readConfiguration({}, args)).toThrow(WrongUsage);
    }
  });
});
