import { optionInAddress } from './import-options.js';
import { optionThatMends, withWay } from './option-that-mends.js';

const fault = (kind: string) => ({ kind, message: 'say which it is', line: 1 });

it('a fault that an option mends says how its reader says it, and any other is left as it is', () => {
  const atTheTerminal = ({ name }: { name: string }): string => `--${optionInAddress(name)}`;
  expect(withWay(fault('KindAmbiguous'), atTheTerminal)).toEqual({
    kind: 'KindAmbiguous',
    message: 'say which it is (--kind)',
    line: 1,
  });
  expect(withWay(fault('ReleaseOutOfOrder'), atTheTerminal).message).toBe('say which it is (--out-of-order)');
  expect(withWay(fault('KindAmbiguous'), () => null)).toEqual(fault('KindAmbiguous'));
  for (const kind of ['NotAFigure', 'constructor']) {
    expect(optionThatMends(kind)).toBeNull();
    expect(withWay(fault(kind), atTheTerminal)).toEqual(fault(kind));
  }
});
