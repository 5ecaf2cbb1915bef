import { deedSentence } from './deeds.js';

const recordedAt = '2026-11-22T15:05:00.000Z';

describe('who did what', () => {
  it('is said with the time at which it was witnessed', () => {
    const event = { type: 'KpiReturnCorrected', actor: 'tom', recordedAt, knownFrom: recordedAt };
    expect(deedSentence(event)).toBe('tom corrected this return on 22 November 2026 at 3:05pm');
  });

  it('is said with the day that it is about where it was told of the past', () => {
    const event = { type: 'ActionProgressReported', actor: 'demo', recordedAt, knownFrom: '2012-06-13T23:00:00.000Z' };
    expect(deedSentence(event)).toBe('demo reported progress on 14 June 2012, as told on 22 November 2026');
    expect(deedSentence({ ...event, knownFrom: '0001-01-01T00:00:00.000Z' })).toBe(
      'demo reported progress, as told on 22 November 2026',
    );
  });
});
