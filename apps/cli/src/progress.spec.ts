import { Progress, progressText } from './progress.js';

describe('progress', () => {
  it('says how far, how fast and how much longer', () => {
    expect(progressText('replaying', 'events', 5_000, 20_000, 2_500)).toBe(
      'replaying: 5,000 of 20,000 events (25%) · 2,000 events/s · 8 s left',
    );
  });

  it('says how much and how fast where the end is not known', () => {
    expect(progressText('restoring', 'lines', 1_000, null, 2_000)).toBe('restoring: 1,000 lines · 500 lines/s');
  });

  it('says nothing in the first two seconds, and leaves no line behind', () => {
    const written: string[] = [];
    const progress = new Progress({ write: (text) => written.push(text) }, 'replaying', 'events');
    progress.at(1, 2);
    progress.end();
    expect(written).toEqual([]);
  });
});
