import type { RoundData, RoundEvent } from '@outturn/domain';
import { given, told, witnessed } from '../view-story.fixture.js';
import { closedRoundView } from './closed-round.view.js';
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
const returns = [{ indicator: 'placement-long-term', breakdown: 'all' }];
const closed = said({
  type: 'RoundClosed',
  schemaVersion: 1,
  data: { round: 'autumn', period: '2017-18Q2', returns },
});
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
    const revised = said({
      type: 'RoundRevised',
      schemaVersion: 2,
      data: { ...asks({ submitters: ['mary', 'tom'] }), reason: 'sha256:3' },
    });
    given(roundView, opened(), revised).then({
      '2017-18Q2 | autumn': shown({ submitters: ['mary', 'tom'], position: 2, type: 'RoundRevised' }),
    });
  });
});

describe('the view of closed rounds', () => {
  it('has nothing about a round that is open', () => {
    given(closedRoundView, opened()).then({});
    given(closedRoundView, opened(), closed, reopened).then({});
  });

  it('has the returns that are refused under their period, with the round and the day in London', () => {
    const early = said({
      type: 'RoundClosed',
      schemaVersion: 1,
      data: { round: 'early', period: '2017-18Q2', returns: [{ indicator: 'cl-eet', breakdown: 'age=16-18' }] },
    });
    given(closedRoundView, opened(), closed, early).then({
      '2017-18Q2': {
        rounds: [
          { round: 'autumn', closedOn: '2024-05-02', position: 2, returns },
          {
            round: 'early',
            closedOn: '2024-05-02',
            position: 3,
            returns: [{ indicator: 'cl-eet', breakdown: 'age=16-18' }],
          },
        ],
      },
    });
  });
});
