import { Command } from 'commander';
import { importOptions, optionInAddress } from '@outturn/intake';
import { addImport } from '../../apps/cli/src/commands/import';
import type { CommandLine } from '../../apps/cli/src/command-line';
import { DemoGate } from '../../apps/server/src/access/demo-gate';
import { descriptionOf } from '../../apps/server/src/rest/described';
import { FILES_IN_FORM } from '../../apps/server/src/rest/payload/sent-files';
import { ImportsController } from '../../apps/server/src/rest/imports.controller';
import { saidFields } from '../../apps/server/src/web/officers/upload/said-of-upload';
import { paths } from '../../apps/server/src/web/paths';
import { Browser } from './browser';
import { RunningService } from './running-service';

const lait = 'measure,area_number,area,year,value\nCLA,,England,2023,70\n';
const dictionary =
  'measure_short,measure,polarity,y_axis_name,description,dps,year_type\nCLA,Children looked after,Low,"Rate per 10,000",,0,Financial Year\n';

describe('what may be said of an import', () => {
  const names = importOptions.map(({ name }) => name);
  // What belongs to one edge by its nature: what a file is called, how a retry is known, and whether it is only looked at.
  const OWN = ['dry-run', 'idempotency-key', 'fileName', 'dryRun'];

  it('is the same at the terminal, over HTTP and on the page, option by option', () => {
    const program = new Command();
    addImport(program, {} as CommandLine);
    const atTerminal = program.commands[0]!.options.map(({ long }) => long!.slice(2)).filter(
      (name) => !OWN.includes(name),
    );
    expect(atTerminal).toEqual(names.map(optionInAddress));

    const { parameters = [] } = descriptionOf(Reflect.get(ImportsController.prototype, 'importFile') as object)!;
    const overHttp = [...parameters, ...Object.keys(FILES_IN_FORM).filter((part) => part !== 'file')];
    expect(overHttp.filter((name) => !OWN.includes(name)).sort()).toEqual([...names].sort());

    for (const isMigration of [true, false]) {
      // Whether an older release is meant is asked where one is met, on the page that shows what it would replace.
      const asked = [...saidFields(isMigration).map(({ name }) => name), 'outOfOrder'];
      expect(asked.sort()).toEqual([...names].sort());
    }
    const inAddress = importOptions.flatMap(({ name, answer }) => (answer === 'file' ? [] : [optionInAddress(name)]));
    expect(paths.uploadPreview.query).toEqual(inAddress);
  });
});

describe('a release with its label, its day and its dictionary', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start(new DemoGate());
    for (const id of ['by-page', 'by-http']) await service.post('/api/v1/ledgers', { id, name: id });
  });
  afterAll(() => service.close());

  const published = async (ledger: string) => {
    const { rows } = (await service.get(`/api/v1/ledgers/${ledger}/history`)).json;
    return rows
      .filter(({ type }: { type: string }) => type !== 'LedgerOpened')
      .map(({ type, data, occurredAt, knownFrom }: Record<string, unknown>) => ({ type, data, occurredAt, knownFrom }));
  };

  it('is the same release by HTTP and by the page', async () => {
    const form = new FormData();
    form.append('file', new Blob([lait]), 'lait.csv');
    form.append('dictionary', new Blob([dictionary]), 'dictionary.csv');
    const sent = new Response(form);
    const answer = await service.postRaw(
      '/api/v1/ledgers/by-http/imports?release=March&occurred=2024-03-21',
      Buffer.from(await sent.arrayBuffer()),
      { 'content-type': sent.headers.get('content-type')! },
    );
    expect([answer.status, answer.json.accepted, answer.json.warningCount]).toEqual([200, 1, 0]);

    const browser = new Browser(service);
    await browser.send('/identity', { actor: 'demo-officer', ledger: 'every' });
    const answers = {
      release: 'March',
      'occurred-day': '21',
      'occurred-month': '3',
      'occurred-year': '2024',
      kind: '',
    };
    const upload = await browser.upload(
      '/ledgers/by-page/upload',
      answers,
      { field: 'file', name: 'lait.csv', text: lait },
      { field: 'dictionary', name: 'dictionary.csv', text: dictionary },
    );
    expect(upload.headers.location).toContain('?release=March&occurred=2024-03-21');
    const preview = await browser.open(upload.headers.location!);
    expect(preview.text).toMatch(/March[^]*21 March 2024[^]*dictionary\.csv/);
    const taken = await browser.send(upload.headers.location!, {});
    expect(taken.headers.location).toContain('/receipts/');

    const events = await published('by-http');
    expect(events.map(({ type }: { type: string }) => type)).toEqual([
      'ReleasePublished',
      'IndicatorDefined',
      'BenchmarkReleased',
    ]);
    expect(await published('by-page')).toEqual(events);
  });

  it('may be said after the file was looked at, and its dictionary may be brought then', async () => {
    const browser = new Browser(service);
    await browser.send('/identity', { actor: 'demo-officer', ledger: 'every' });
    const upload = await browser.upload(
      '/ledgers/by-page/upload',
      {},
      {
        field: 'file',
        name: 'april.csv',
        text: lait.replace('70', '71'),
      },
    );
    const bare = await browser.open(upload.headers.location!);
    expect(bare.text).toMatch(/Not said: the name of the file, april\.csv[^]*Day of publication[^]*Not said/);
    const said = /href="([^"]+\/said[^"#]*)#occurred-day"/.exec(bare.text)![1]!.replaceAll('&amp;', '&');
    const answers = { 'occurred-day': '18', 'occurred-month': '4', 'occurred-year': '2024', release: 'April' };
    const again = await browser.upload(said, answers, { field: 'dictionary', name: 'd.csv', text: dictionary });
    const preview = await browser.open(again.headers.location!);
    expect(preview.text).toMatch(/April[^]*18 April 2024[^]*d\.csv/);
    expect(preview.text).toMatch(/value 70[^]*value 71/);
    expect((await browser.open(upload.headers.location!)).status).toBe(404);
  });

  it.each([
    ['a part that there is not', 'files', lait],
    ['an empty file', 'file', ''],
  ])('is refused as %s', async (_name, part, text) => {
    const form = new FormData();
    form.append(part, new Blob([text]), 'lait.csv');
    const sent = new Response(form);
    const body = Buffer.from(await sent.arrayBuffer());
    const type = sent.headers.get('content-type')!;
    expect((await service.postRaw('/api/v1/ledgers/by-http/imports', body, { 'content-type': type })).status).toBe(400);
  });
});
