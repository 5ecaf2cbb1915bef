import { CommandHandler, EventBus, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Provider } from '@nestjs/common';
import {
  allows,
  commandCatalogue,
  queryCatalogue,
  queryNames,
  rowPermissions,
  type CommandRequest,
  type CommandRow,
  type ImportReport,
  type QueryName,
  type Queries,
} from '@outturn/application';
import { todayInLondon, type Clock } from '@outturn/kernel';
import { AnswersAtHead } from './answers-at-head.js';
import { CLOCK } from './clock.js';
import { EventsCommitted } from './events-committed.js';
import { OpenLedgers } from './open-ledgers.js';
import { mustBeAllowed, NotAllowed, type Principal } from './principal.js';
import type { WrittenAnswer } from './reading/written-answer.js';
import { LedgerWriter, type FilesToImport, type ToldOutcome } from './writing/ledger-writer.js';

// Every command and every query reaches the application through Nest's buses, so permission (and whatever is to be
// traced or timed) has one place. One handler is bound to every row of the two catalogues.

/** A command on the bus: who asks, and of which ledger. */
export abstract class Submission {
  constructor(
    readonly who: Principal,
    readonly ledger: string,
    readonly request: CommandRequest,
  ) {}
}

/** A question on the bus. */
export abstract class Inquiry {
  constructor(
    readonly who: Principal,
    readonly ledger: string,
    readonly question: object,
    /** Whether the answer is wanted as the bytes of its JSON. */
    readonly isWritten = false,
  ) {}
}

/** Files on the bus: an import is one command, whatever its rows become. */
export class FilesSubmission {
  constructor(
    readonly who: Principal,
    readonly ledger: string,
    readonly request: FilesToImport,
  ) {}
}

const submissions = new Map<string, new (who: Principal, ledger: string, request: CommandRequest) => Submission>();
const inquiries = new Map<string, new (who: Principal, ledger: string, asked: object, isWritten: boolean) => Inquiry>();

/** @throws RangeError where the catalogue has no such command */
export function submission(who: Principal, ledger: string, request: CommandRequest): Submission {
  const message = submissions.get(request.name);
  if (message === undefined) throw new RangeError(`no handler is bound to ${request.name}`);
  return new message(who, ledger, request);
}

export function inquiry<Name extends QueryName>(
  who: Principal,
  ledger: string,
  name: Name,
  question: Queries[Name]['asked'],
  isWritten = false,
): Inquiry {
  const message = inquiries.get(name);
  if (message === undefined) throw new RangeError(`no handler is bound to the query ${name}`);
  return new message(who, ledger, question, isWritten);
}

function commandHandler(row: CommandRow): Provider {
  class RowSubmission extends Submission {}
  Object.defineProperty(RowSubmission, 'name', { value: row.name });
  submissions.set(row.name, RowSubmission);
  @CommandHandler(RowSubmission)
  class RowHandler implements ICommandHandler<Submission, ToldOutcome> {
    constructor(
      private readonly writer: LedgerWriter,
      private readonly notices: EventBus,
    ) {}

    async execute({ who, ledger, request }: Submission): Promise<ToldOutcome> {
      mustBeAllowed(who, row.permission, ledger);
      const outcome = await this.writer.execute(ledger, request);
      if (outcome.status === 'accepted' && !outcome.repeated)
        this.notices.publish(new EventsCommitted(ledger, outcome.position));
      return outcome;
    }
  }
  return {
    provide: `handler of ${row.name}`,
    inject: [LedgerWriter, EventBus],
    useFactory: (writer: LedgerWriter, notices: EventBus) => new RowHandler(writer, notices),
  };
}

function queryHandler<Name extends QueryName>(name: Name): Provider {
  class RowInquiry extends Inquiry {}
  Object.defineProperty(RowInquiry, 'name', { value: `Ask ${name}` });
  inquiries.set(name, RowInquiry);
  @QueryHandler(RowInquiry)
  class RowHandler implements IQueryHandler<Inquiry, Queries[Name]['answer'] | WrittenAnswer> {
    constructor(
      private readonly ledgers: OpenLedgers,
      private readonly answers: AnswersAtHead,
      private readonly clock: Clock,
    ) {}

    async execute({ who, ledger, question, isWritten }: Inquiry): Promise<Queries[Name]['answer'] | WrittenAnswer> {
      mustBeAllowed(who, queryCatalogue[name].permission, ledger);
      const asked = question as Queries[Name]['asked'];
      const open = await this.ledgers.get(ledger);
      const today = todayInLondon(this.clock);
      return isWritten ? this.answers.askWritten(open, name, asked, today) : this.answers.ask(open, name, asked, today);
    }
  }
  return {
    provide: `handler of the query ${name}`,
    inject: [OpenLedgers, AnswersAtHead, CLOCK],
    useFactory: (ledgers: OpenLedgers, answers: AnswersAtHead, clock: Clock) => new RowHandler(ledgers, answers, clock),
  };
}

@CommandHandler(FilesSubmission)
class FilesHandler implements ICommandHandler<FilesSubmission, ImportReport> {
  constructor(
    private readonly writer: LedgerWriter,
    private readonly notices: EventBus,
  ) {}

  async execute({ who, ledger, request }: FilesSubmission): Promise<ImportReport> {
    mustBeAllowed(who, 'ledger:read', ledger);
    // What its rows need is known once a file is read, which is work: whoever may write no row of any kind is refused before.
    if (!rowPermissions.some((permission) => allows(who.roles, permission)))
      throw new NotAllowed(rowPermissions[0] ?? 'return:submit', ledger);
    const report = await this.writer.importFiles(ledger, request);
    if (!report.dryRun && report.accepted + report.withdrawn > 0)
      this.notices.publish(new EventsCommitted(ledger, report.position));
    return report;
  }
}

/** One provider for every row of the command catalogue and the query catalogue. */
export const busBindings: readonly Provider[] = [
  ...commandCatalogue.map(commandHandler),
  ...queryNames.map((name) => queryHandler(name)),
  {
    provide: 'handler of files',
    inject: [LedgerWriter, EventBus],
    useFactory: (writer: LedgerWriter, notices: EventBus) => new FilesHandler(writer, notices),
  },
];
