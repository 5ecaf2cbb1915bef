import { validateSync } from 'class-validator';
import { RescheduleAction } from './plan-action.commands.js';

const wrongWith = (due: unknown) =>
  validateSync(Object.assign(new RescheduleAction(), { ref: 'pledge-3', reason: 'a late form', due })).flatMap(
    ({ constraints }) => Object.values(constraints ?? {}),
  );

describe('when an action is due', () => {
  it.each(['2015-03-31', '2015-03', 'ongoing', '2014-06 and annually', '2014-06-30 and annually'])(
    'may be "%s"',
    (due) => {
      expect(wrongWith(due)).toEqual([]);
    },
  );

  it.each(['', '2015-02-31', '2015-13', '2015', 'Ongoing', 'ongoing and annually', 'annually', '31/03/2015', 2015])(
    'is not "%s"',
    (due) => {
      expect(wrongWith(due)).toEqual([
        'due must be a date (2015-03-31), a month (2015-03), "ongoing", or a month or date "and annually"',
      ]);
    },
  );
});
