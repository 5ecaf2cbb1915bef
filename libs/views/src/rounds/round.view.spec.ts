import type { RoundData, RoundEvent } from '@outturn/domain';
import { given, told, witnessed } from '../view-story.fixture.js';
import { roundView } from './round.view.js';

const asks = (members: Partial<RoundData> = {}): RoundData => ({
  round: 'autumn',
  period: '2017-18Q2',
  due: '2017-10-31',
  returns: [{ indicator: 'placement-long-term', breakdown: 'all' }],
  submitters: ['mary'],
  ...members,
});
const said = (event: RoundEvent) => told(`round/${event.data.round}`, event, witnessed);
const opened = (members: Partial<RoundData> = {}) =>
  said({ type: 'RoundOpened', schemaVersion: 1, data: asks(members) });
const closed = said({ type: 'RoundClosed', schemaVersion: 1, data: { round: 'autumn', period: '2017-18Q2' } });
const reopened = said({
  type: 'RoundReopened',
  schemaVersion: 1,
  data: { round: 'autumn', period: '2017-18Q2', due: '2017-11-30', reason: 'sha256:late' },
});

const shown = (members: object) => ({
  ...asks(),
  openedAt: 1,
  closed: null,
  reopenedFor: null,
  basis: 'recorded',
  ...members,
});

describe('the view of rounds', () => {
  it('has every round under its period', () => {
    given(roundView, opened(), opened({ round: 'winter', period: '2017-18Q3' })).then({
      '2017-18Q2 | autumn': shown({ position: 1, type: 'RoundOpened' }),
      '2017-18Q3 | winter': shown({
        round: 'winter',
        period: '2017-18Q3',
        openedAt: 2,
        position: 2,
        type: 'RoundOpened',
      }),
    });
  });

  it('says when it was closed and by which event', () => {
    given(roundView, opened(), closed).then({
      '2017-18Q2 | autumn': shown({
        closed: { at: witnessed.recordedAt, position: 2 },
        position: 2,
        type: 'RoundClosed',
      }),
    });
  });

  it('is open again with another due date once it was reopened', () => {
    given(roundView, opened(), closed, reopened).then({
      '2017-18Q2 | autumn': shown({
        due: '2017-11-30',
        reopenedFor: 'sha256:late',
        position: 3,
        type: 'RoundReopened',
      }),
    });
  });

  it('asks what it was revised to ask', () => {
    const revised = said({ type: 'RoundRevised', schemaVersion: 1, data: asks({ submitters: ['mary', 'tom'] }) });
    given(roundView, opened(), revised).then({
      '2017-18Q2 | autumn': shown({ submitters: ['mary', 'tom'], position: 2, type: 'RoundRevised' }),
    });
  });
});
