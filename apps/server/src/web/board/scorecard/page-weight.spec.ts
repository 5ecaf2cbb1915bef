import type { ListedIndicator, Scorecard } from '@outturn/wiring';
import { layoutView } from '../../frame/layout.view';
import { Links } from '../../frame/links';
import { render } from '../../frame/templates';
import { paths } from '../../paths';
import { before, besideEngland, exampleRow } from '@outturn/testing';
import { scorecardView } from './scorecard.view';

const ids = Array.from({ length: 200 }, (_, at) => `indicator-${at}`);
const quarters = Array.from({ length: 10 }, (_, at) => `${2008 + at}-${String(9 + at).padStart(2, '0')}`).flatMap(
  (year) => [1, 2, 3, 4].map((quarter) => `${year}Q${quarter}`),
);
const indicators = ids.map((id, at): ListedIndicator => ({
  id,
  title: id,
  unit: 'percent',
  priority: `${1 + (at % 7)} Priority`,
  owner: `Lead ${at % 9}`,
  series: [
    {
      breakdown: 'all',
      kind: 'quarter',
      figures: quarters.map((period, step) => ({ period, value: String(50 + ((at * step) % 40)), qualifier: null })),
    },
  ],
}));
const scorecard: Scorecard = {
  ledger: 'wiltshire',
  position: 12_201,
  root: 'r',
  asAt: '2018-06-01',
  rows: ids.map((indicator, at) =>
    exampleRow({
      indicator,
      title: `Children in a long-term stable placement number ${at}`,
      travel: before('70', 'better'),
      benchmarks: [besideEngland('better', '9')],
    }),
  ),
};

describe('the scorecard of two hundred indicators with ten years of quarters', () => {
  const links = new Links('wiltshire', { knownAt: '2018-06-01' });
  const content = scorecardView({ scorecard, indicators, chosen: {}, links });
  const layout = layoutView({
    content,
    url: links.to(paths.scorecard),
    council: { name: 'Wiltshire Council', links, isOpenForMigration: false },
    knownFrom: '2018-06-01T00:00:00.000Z',
    actor: 'demo-member',
    roles: ['reader'],
    isDemo: true,
  });
  const html = render(content.template, { ...content.view, layout, cspNonce: 'nonce' });

  it('has a row for each', () => {
    expect(html.match(/<th scope="row">/g)).toHaveLength(200);
  });

  it('weighs less than 100 kB without its small pictures, and less than 40 kB more with them', () => {
    const pictures = html.match(/<svg class="outturn-sparkline".*?<\/svg>/gs) ?? [];
    expect(pictures).toHaveLength(200);
    const drawn = Buffer.byteLength(pictures.join(''));
    expect(drawn).toBeLessThan(40_000);
    expect(Buffer.byteLength(html) - drawn).toBeLessThan(100_000);
  });
});
