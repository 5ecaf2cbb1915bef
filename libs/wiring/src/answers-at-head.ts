import { LRUCache } from 'lru-cache';
import { ask, type QuestionName, type Questions } from '@outturn/application';
import type { Ledger } from '@outturn/ledger';

/** Questions whose answers are one value; the others are streams, or are asked once. */
const remembered: ReadonlySet<QuestionName> = new Set<QuestionName>([
  'summary',
  'scorecard',
  'indicators',
  'indicator',
  'actions',
  'rounds',
]);

/**
 * Remembers answers for as long as a ledger has the same head and the day is the same. Everything that an answer holds
 * comes from the ledger and from the day that it is asked on, so the same question at the same head has the same answer
 * until midnight in London, whatever moment it asks about; any append, a redaction included, moves the head.
 */
export class AnswersAtHead {
  // A scorecard of a council is some hundred kilobytes, so this is some tens of megabytes at the most.
  private readonly answers = new LRUCache<string, object>({ max: 200 });

  ask<Name extends QuestionName>(
    ledger: Ledger,
    name: Name,
    question: Questions[Name]['question'],
    today: string,
  ): Questions[Name]['answer'] {
    if (!remembered.has(name)) return ask(ledger, name, question, today);
    const head = ledger.read((reader) => reader.position);
    const key = JSON.stringify([ledger.id, head, name, { today, ...question }]);
    const known = this.answers.get(key);
    if (known !== undefined) return known as Questions[Name]['answer'];
    const answer = ask(ledger, name, question, today);
    this.answers.set(key, answer);
    return answer;
  }
}
