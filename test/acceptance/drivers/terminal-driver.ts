import { outturnJson } from '../../programs/terminal';
import type { Driver, Question } from '../question';

const option = (name: string, value: string | undefined): string[] => (value === undefined ? [] : [name, value]);

function wordsOf(question: Question): string[] {
  const moment = option('--known-at', question.knownAt);
  switch (question.ask) {
    case 'scorecard': {
      const { ledger, indicators, asAt } = question;
      const only = indicators === undefined ? [] : ['--indicator', ...indicators];
      return ['scorecard', ledger, ...only, ...option('--as-at', asAt), ...moment];
    }
    case 'indicator':
      return [
        'indicator',
        question.ledger,
        question.indicator,
        ...option('--breakdown', question.breakdown),
        ...moment,
      ];
    case 'figures': {
      const { ledger, indicator, area } = question;
      return ['figures', ledger, ...option('--indicator', indicator), ...option('--area', area), ...moment];
    }
    case 'actions':
      return ['actions', question.ledger, ...moment];
  }
}

/** Types each question at the terminal: a process of its own. */
export const terminalDriver = (data: string): Promise<Driver> =>
  Promise.resolve({
    answer: (question) => outturnJson(data, ...wordsOf(question)),
    close: () => Promise.resolve(),
  });
