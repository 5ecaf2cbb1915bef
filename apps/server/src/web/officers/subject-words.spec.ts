import { subjectInWords } from './subject-words.js';

it('what an event is about is said in words', () => {
  expect(subjectInWords('return/cl-eet/age=16-18/2017-18Q2')).toBe(
    'cl-eet, age 16-18, Quarter 2 (July to September 2017)',
  );
  expect(subjectInWords('return/cl-eet/all/2017-18Q2', 'Care leavers in work')).toBe(
    'Care leavers in work, Quarter 2 (July to September 2017)',
  );
  expect(subjectInWords('action/1.1')).toBe('Action 1.1');
});
