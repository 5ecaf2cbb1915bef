import { CommandHandler, EventBus, QueryHandler } from '@nestjs/cqrs';
import type { InjectionToken, Provider } from '@nestjs/common';
import {
  allows,
  commandCatalogue,
  queryCatalogue,
  queryNames,
  rehearse,
  rowPermissions,
  type ImportReport,
  type Permission,
  type Queries,
  type QueryName,
  type Rehearsal,
} from '@outturn/application';
import { todayInLondon, type Clock } from '@outturn/kernel';
import { AnswersAtHead } from './answers-at-head.js';
import { requestOf, type Arrival } from './arrival.js';
import { CLOCK } from './clock.js';
import { EventsCommitted } from './events-committed.js';
import { jobs, LedgerJob } from './ledger-jobs.js';
import { OpenLedgers } from './open-ledgers.js';
import { mustBeAllowed, NotAllowed, type Principal } from './principal.js';
import type { WrittenAnswer } from './reading/written-answer.js';
import { LedgerWriter, type FilesToImport, type ToldOutcome } from './writing/ledger-writer.js';

// Commands, queries, imports and work on whole ledgers reach the application through Nest's buses, so permission (and
// whatever is to be traced or timed) has one place.

/** A message on the bus: who asks, and of which ledger. */
interface OnBus {
  readonly who: Principal;
  readonly ledger: string;
}

/** A command on the bus, as an edge was given it. */
export abstract class Submission implements OnBus {
  constructor(
    readonly who: Principal,
    readonly ledger: string,
    readonly fields: object,
    readonly arrival: Arrival,
    /** Whether it is only asked what would come of it. */
    readonly isRehearsal: boolean,
  ) {}
}

/** A query on the bus. */
export abstract class Inquiry implements OnBus {
  constructor(
    readonly who: Principal,
    readonly ledger: string,
    readonly asked: object,
    /** Whether the answer is wanted as the bytes of its JSON. */
    readonly isWritten: boolean,
  ) {}
}

/** Files on the bus: an import is one command, whatever its rows become. */
export class FilesSubmission implements OnBus {
  constructor(
    readonly who: Principal,
    readonly ledger: string,
    readonly request: FilesToImport,
  ) {}
}

const submissions = new Map<string, new (...parts: ConstructorParameters<typeof Submission>) => Submission>();
const inquiries = new Map<string, new (...parts: ConstructorParameters<typeof Inquiry>) => Inquiry>();

/** @throws RangeError where the catalogue has no such command */
export function submission(
  who: Principal,
  ledger: string,
  name: string,
  fields: object,
  arrival: Arrival,
  isRehearsal = false,
): Submission {
  const message = submissions.get(name);
  if (message === undefined) throw new RangeError(`no handler is bound to ${name}`);
  return new message(who, ledger, fields, arrival, isRehearsal);
}

export function inquiry<Name extends QueryName>(
  who: Principal,
  ledger: string,
  name: Name,
  asked: Queries[Name]['asked'],
  isWritten = false,
): Inquiry {
  const message = inquiries.get(name);
  if (message === undefined) throw new RangeError(`no handler is bound to the query ${name}`);
  return new message(who, ledger, asked, isWritten);
}

interface Bound<Message extends OnBus, Parts extends readonly unknown[]> {
  readonly name: string;
  readonly bus: typeof CommandHandler | typeof QueryHandler;
  readonly message: abstract new (...parts: never[]) => Message;
  readonly needs: Permission | ((message: Message) => Permission);
  readonly inject: readonly InjectionToken[];
  readonly handle: (message: Message, ...parts: Parts) => unknown;
}

/** The one shape of a handler: whoever asks must be allowed to, before anything else is looked at. */
function bound<Message extends OnBus, Parts extends readonly unknown[]>({
  name,
  bus,
  message,
  needs,
  inject,
  handle,
}: Bound<Message, Parts>): Provider {
  class Handler {
    constructor(private readonly parts: Parts) {}

    async execute(sent: Message): Promise<unknown> {
      mustBeAllowed(sent.who, typeof needs === 'function' ? needs(sent) : needs, sent.ledger);
      return handle(sent, ...this.parts);
    }
  }
  (bus as (of: object) => ClassDecorator)(message)(Handler);
  return {
    provide: `handler of ${name}`,
    inject: [...inject],
    // Nest hands over what `inject` names, in its order, and has no types for it.
    useFactory: (...parts: unknown[]) => new Handler(parts as unknown as Parts),
  };
}

const named = <Message extends object>(message: Message, name: string): Message =>
  Object.defineProperty(message, 'name', { value: name });

const commands = commandCatalogue.map((row): Provider => {
  const message = named(class extends Submission {}, row.name);
  submissions.set(row.name, message);
  return bound({
    name: row.name,
    bus: CommandHandler,
    message,
    needs: row.permission,
    inject: [LedgerWriter, OpenLedgers, CLOCK, EventBus],
    async handle(
      { who, ledger, fields, arrival, isRehearsal }: Submission,
      writer: LedgerWriter,
      ledgers: OpenLedgers,
      clock: Clock,
      notices: EventBus,
    ): Promise<ToldOutcome | Rehearsal> {
      const request = requestOf(row, who, fields, arrival, todayInLondon(clock));
      if (isRehearsal) return rehearse(await ledgers.get(ledger), request);
      const outcome = await writer.execute(ledger, request);
      if (outcome.status === 'accepted' && !outcome.repeated)
        notices.publish(new EventsCommitted(ledger, outcome.position));
      return outcome;
    },
  });
});

const queries = queryNames.map((name): Provider => {
  const message = named(class extends Inquiry {}, `Ask ${name}`);
  inquiries.set(name, message);
  return bound({
    name: `the query ${name}`,
    bus: QueryHandler,
    message,
    needs: queryCatalogue[name].permission,
    inject: [OpenLedgers, AnswersAtHead, CLOCK],
    async handle(
      { ledger, asked, isWritten }: Inquiry,
      ledgers: OpenLedgers,
      answers: AnswersAtHead,
      clock: Clock,
    ): Promise<Queries[QueryName]['answer'] | WrittenAnswer> {
      const open = await ledgers.get(ledger);
      const today = todayInLondon(clock);
      const query = asked as Queries[typeof name]['asked'];
      return isWritten ? answers.askWritten(open, name, query, today) : answers.ask(open, name, query, today);
    },
  });
});

const files = bound({
  name: 'files',
  bus: CommandHandler,
  message: FilesSubmission,
  needs: 'ledger:read',
  inject: [LedgerWriter, EventBus],
  async handle(
    { who, ledger, request }: FilesSubmission,
    writer: LedgerWriter,
    notices: EventBus,
  ): Promise<ImportReport> {
    // What its rows need is known once a file is read, which is work: whoever may write no row of any kind is refused before.
    if (!rowPermissions.some((permission) => allows(who.roles, permission)))
      throw new NotAllowed(rowPermissions[0] ?? 'return:submit', ledger);
    const report = await writer.importFiles(ledger, request);
    if (!report.dryRun && report.accepted + report.withdrawn > 0)
      notices.publish(new EventsCommitted(ledger, report.position));
    return report;
  },
});

const wholeLedgers = bound({
  name: 'work on whole ledgers',
  bus: CommandHandler,
  message: LedgerJob,
  needs: ({ job }: LedgerJob) => jobs[job],
  inject: [],
  handle: ({ run }: LedgerJob) => run(),
});

/** One provider for every command, for every query, for files and for work on whole ledgers. */
export const busBindings: readonly Provider[] = [...commands, ...queries, files, wholeLedgers];
