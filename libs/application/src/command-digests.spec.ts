import { commandCatalogue, commandRow } from './command-catalogue.js';
import { commandDigest } from './seal-command.js';

// Whoever sends a command again is known by its digest. These are the digests of releases that councils have used.
const frozen: Readonly<Record<string, string>> = {
  DefineIndicator: '3ab9ff00e94ba141092e832bae3c88e5382819db48915c5b001416fd3493d616',
  RetireIndicator: '97242d4803485958318bc5ed878d51991245b3304e42e1bccd32e929c4f3f39e',
  SubmitReturn: 'd3d77b81f739b352e9364b82cc66ee884ab77ccf2f49e9817debb711bda9e3c6',
  CorrectClosedReturn: '0c9078e40959e273c975ccc464274c0a64c337e4e9dfa7341a46396a68acac1d',
  WithdrawReturn: '05bc0d822dabf2ea95a073400793007c1c2d45c833713bdd89e3d8dc6a754148',
  OpenRound: 'fe2277f0ee698546348964c6892c5c7c7957d8abd0327a67b83be5a46957340b',
  CloseRound: 'c3cc29f08db2fe384fcf7b20a22ffcd3f622fbcb2e3ade1081bfd2904e458e4b',
  ReopenRound: 'a66881d625fcf21e61e0a137f81e157b5172df1e860fb01af15d5be925135df0',
  SetTarget: '7186afcb2a49521ecdf42e348460f1dde7ac5a19c434bcea0a23b59cdf88933a',
  WithdrawTarget: 'ef11bdde1d9e1faa2936ae733177658c201fcb893be803bb465a2c757a19a4d9',
  ReleaseBenchmark: 'cf9ec0ea55cced030fe4ddb53b23fe1dc2e0e2b3136bf76dfaace697bab1cd22',
  WithdrawBenchmark: '88b360842df12a5de0156f5220857048b46b3f9065bc8793a759db9381965bf1',
  PublishRelease: 'e560f4ed0bcc19223b5a42ba6ae4ebcf58a2a09683b80be149706223504bf00d',
  RecordAction: '740680aa1afdb8b04ff4fa820e12dc17ca2f0797ab03d0d680107dad0312f905',
  ReportActionProgress: '7942acbb61465dd6db3b20c16d4e96f8bcb2d3033201c2c6fb12cad50901a68b',
  RescheduleAction: 'd3f1e399c8591672d7252d20e29d506ccc28bc0f7d99fa091582fda39464b715',
  ReassignActionLead: 'ab07bb726ba5299476eda6b01d6c0d25c4b17095d40aeb7ced55f0486a361e40',
  CompleteAction: 'ac186fddffc38d8a35ae9578af4e46b3d78b9bb1d552c1a7e40b6854c0119380',
  ReopenAction: 'ff1493bb9ee127b9a4becea5dbe2080951a8ea555d3ad49a66679ee6e7017017',
  CancelAction: 'f72873fb1053be1b2c72b16212b460822a68dd2707cf1604bcb18c598a8aa68c',
  OpenLedger: 'a83cf9e822d4ecd69faa882f54b120223ab71aadb900f94246fcad5543a85044',
  CloseMigration: '3a5bd8719b11dc48de00aa74848df923e38934776649c3ce9666e4886c5b68cc',
  RedactText: '514617ab0245c0466cf0738d04ca8bf3f8b210f512cc685f44cb50d57a1be8b6',
  RotateSigningKey: '209c4e2d036e1fd37d26ef77f7600386e4d383c02bc4e28bd30c6b3fa9cc8d31',
  IssueSnapshot: 'd1659938ffacdc39990cac74716c32a9b536dc8a0db2ec5606cd311eb59888d1',
};

const digestOf = (type: new () => object): string =>
  commandDigest(Object.assign(new type(), { occurred: '2017-11-30' }));

describe('the digest of a command', () => {
  it.each(Object.entries(frozen))('is what it was: %s', (name, digest) => {
    expect(digestOf(commandRow(name).command)).toBe(digest);
  });

  it('does not change with the name of a class', () => {
    for (const { name, command } of commandCatalogue) {
      class Renamed extends command {}
      expect([name, digestOf(Renamed)]).toEqual([name, digestOf(command)]);
    }
  });

  it('is that of a command alone', () => {
    expect(() => commandDigest({ indicator: 'cl-eet' })).toThrow('this is no command');
  });
});
