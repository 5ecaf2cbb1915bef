import { layoutView, type LayoutFacts } from './layout.view';
import { Links } from './links';

const facts = (links: Links, rest: Partial<LayoutFacts> = {}): LayoutFacts => ({
  content: { title: 'Scorecard', trail: [], grounds: { position: 67, asAt: '2012-07-31' } },
  url: '/ledgers/walsall/scorecard?known-at=2012-07-31&priority=Health',
  council: { name: 'Walsall Council', links, isOpenForMigration: false },
  knownFrom: '2012-07-08T23:00:00.000Z',
  actor: 'demo-member',
  roles: ['reader'],
  isDemo: false,
  ...rest,
});
const past = new Links('walsall', { knownAt: '2012-07-31' });

describe('the bar above a page', () => {
  it('says which figures, what was known, and the position', () => {
    expect(layoutView(facts(past)).moment?.sentence).toBe(
      'Figures as at 31 July 2012, using what was known on 31 July 2012, position 67.',
    );
    expect(layoutView(facts(new Links('walsall'))).moment?.sentence).toBe(
      'Figures as at 31 July 2012, using everything that is known now, position 67.',
    );
  });

  it('gives a position the day on which its event became known', () => {
    expect(layoutView(facts(new Links('walsall', { knownAt: '67' }))).moment?.sentence).toContain(
      'what was known on 9 July 2012, position 67',
    );
  });

  it('marks another date by itself as one that is looked at with what is known now', () => {
    expect(layoutView(facts(new Links('walsall', { asAt: '2013-06-30' }))).moment).toMatchObject({
      mark: 'Another date',
      sentence: 'Figures as at 31 July 2012, using everything that is known now, position 67.',
    });
  });

  it('says why now is no later day while the history is being brought in, and leads whoever may to its end', () => {
    const telling = (roles: LayoutFacts['roles'], links = new Links('walsall')) =>
      layoutView(facts(links, { roles, council: { name: 'Walsall Council', links, isOpenForMigration: true } })).moment
        ?.telling;
    expect(telling(['reader'])).toEqual({
      sentence: 'The history is still being brought in, so now is the day of the last thing told.',
      goLive: null,
    });
    expect(telling(['administrator'])?.goLive).toBe('/ledgers/walsall/go-live');
    expect(telling(['administrator'], past)).toBeNull();
    expect(layoutView(facts(new Links('walsall'))).moment?.telling).toBeNull();
  });

  it('leads back to now without losing what was chosen on the page', () => {
    expect(layoutView(facts(past)).moment).toMatchObject({
      isPast: true,
      now: '/ledgers/walsall/scorecard?priority=Health',
    });
  });

  it('is not there where a page rests on no position', () => {
    expect(layoutView(facts(past, { content: { title: 'Councils' } })).moment).toBeNull();
  });
});

describe('the ways from a page', () => {
  it('all stay at its moment', () => {
    const { navigation, breadcrumbs, council } = layoutView(facts(past));
    const ways = [...navigation, ...breadcrumbs, council].flatMap((way) => way?.href ?? []);
    expect(ways.length).toBeGreaterThan(3);
    expect(ways.filter((href) => !href.endsWith('?known-at=2012-07-31'))).toEqual([]);
  });

  it('mark the page that one is on, and not the home above every page', () => {
    const current = layoutView(facts(past)).navigation.filter((way) => way.current);
    expect(current.map(({ text }) => text)).toEqual(['Scorecard']);
  });

  it('offer another identity in a demonstration alone', () => {
    expect(layoutView(facts(past)).changeIdentity).toBeNull();
    expect(layoutView(facts(past, { isDemo: true })).changeIdentity).toContain('/identity?page=');
    expect(layoutView(facts(past, { isDemo: true, url: '/identity?page=%2F' })).changeIdentity).toBeNull();
  });
});

describe('the name of the tab', () => {
  it('says first that something is wrong', () => {
    const content = { title: 'Submit a return', hasProblems: true };
    expect(layoutView(facts(past, { content })).tab).toBe('Error: Submit a return – Walsall Council – Outturn');
  });
});
