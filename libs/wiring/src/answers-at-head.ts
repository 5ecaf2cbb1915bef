import { LRUCache } from 'lru-cache';
import { ask, queryCatalogue, type Grounds, type QueryName, type Queries } from '@outturn/application';
import type { Ledger } from '@outturn/ledger';
import { SHORT, type ReadingThreads } from './reading/reading-threads.js';
import type { AskedQuery } from './reading/reading-works.js';
import { readAnswer, writeAnswer, type WrittenAnswer } from './reading/written-answer.js';

/** How much of answers is remembered. Bytes. */
const KEPT = 64 * 1_048_576;

type Kept = { readonly value: object } | { readonly written: WrittenAnswer };

/**
 * Remembers answers for as long as a ledger has the same head and the day is the same. Everything that an answer holds
 * comes from the ledger and from the day that it is asked on, so the same question at the same head has the same answer
 * until midnight in London, whatever moment it asks about; any append, a redaction included, moves the head. Long
 * answers are remembered as bytes, so that it is known what they take.
 */
export class AnswersAtHead {
  private readonly answers = new LRUCache<string, Kept>({
    maxSize: KEPT,
    // Objects take some three times what their text takes.
    sizeCalculation: (kept) =>
      1 + ('written' in kept ? kept.written.bytes.length : 3 * JSON.stringify(kept.value).length),
  });
  /** What is being answered: who asks the same meanwhile waits for the same answer. */
  private readonly underWay = new Map<string, Promise<WrittenAnswer>>();

  /** @param threads where long questions are answered; null for here */
  constructor(private readonly threads: ReadingThreads | null) {}

  async ask<Name extends QueryName>(
    ledger: Ledger,
    name: Name,
    question: Queries[Name]['asked'],
    today: string,
  ): Promise<Queries[Name]['answer']> {
    const { key, isShort } = this.look(ledger, name, question, today);
    const kept = this.answers.get(key);
    if (kept !== undefined)
      return ('value' in kept ? kept.value : await readAnswer(kept.written)) as Queries[Name]['answer'];
    if (!isShort && this.threads !== null)
      return (await readAnswer(await this.there(key, ledger.id, name, question, today))) as Queries[Name]['answer'];
    const value = ask(ledger, name, question, today);
    // What an answer about a long ledger takes would have to be measured, which costs as much as a part of it.
    if (isShort && queryCatalogue[name].remembered) this.answers.set(key, { value });
    return value;
  }

  /** The same as the bytes of its JSON. Not for a stream. */
  async askWritten<Name extends QueryName>(
    ledger: Ledger,
    name: Name,
    question: Queries[Name]['asked'],
    today: string,
  ): Promise<WrittenAnswer> {
    const { key, isShort } = this.look(ledger, name, question, today);
    const kept = this.answers.get(key);
    if (kept !== undefined && 'written' in kept) return kept.written;
    if (!isShort && this.threads !== null) return this.there(key, ledger.id, name, question, today);
    const answer: object = await this.ask(ledger, name, question, today);
    return writeAnswer(answer as Grounds);
  }

  private look<Name extends QueryName>(
    ledger: Ledger,
    name: Name,
    question: Queries[Name]['asked'],
    today: string,
  ): { key: string; isShort: boolean } {
    const head = ledger.read((reader) => reader.position);
    const isShort = head <= SHORT || queryCatalogue[name].isShort(question);
    return { key: JSON.stringify([ledger.id, head, name, { today, ...question }]), isShort };
  }

  private there(key: string, ledger: string, name: QueryName, question: object, today: string): Promise<WrittenAnswer> {
    const asked = this.underWay.get(key);
    if (asked !== undefined || this.threads === null) return asked ?? Promise.reject(new Error('there are no threads'));
    const asking: AskedQuery = { name, query: question, today };
    const answer = this.threads.do<WrittenAnswer>({ ledger, work: 'query', asked: asking }).then((written) => {
      if (queryCatalogue[name].remembered) this.answers.set(key, { written });
      return written;
    });
    this.underWay.set(key, answer);
    const forget = (): void => void this.underWay.delete(key);
    answer.then(forget, forget);
    return answer;
  }
}
