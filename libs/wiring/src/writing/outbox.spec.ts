import { Outbox } from './outbox.js';

describe('an outbox', () => {
  it('sends what comes before it is closed in one parcel, in order, and what comes after in the next', () => {
    const parcels: (readonly string[])[] = [];
    const closing: (() => void)[] = [];
    const outbox = new Outbox<string>(
      (parcel) => parcels.push(parcel),
      (close) => closing.push(close),
    );
    outbox.add('a');
    outbox.add('b');
    expect(parcels).toEqual([]);
    closing.shift()?.();
    outbox.add('c');
    closing.shift()?.();
    expect(parcels).toEqual([['a', 'b'], ['c']]);
    expect(closing).toEqual([]);
  });
});
