import { ServiceProcess } from '../../programs/service';
import type { Driver, Question } from '../question';

function pathOf(question: Question): string {
  const { ask, ledger, knownAt } = question;
  const query = new URLSearchParams(knownAt === undefined ? {} : { knownAt });
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined) query.append(name, value);
  };
  switch (ask) {
    case 'scorecard':
      for (const indicator of question.indicators ?? []) add('indicator', indicator);
      add('asAt', question.asAt);
      return `/ledgers/${ledger}/scorecard?${query.toString()}`;
    case 'indicator':
      add('breakdown', question.breakdown);
      return `/ledgers/${ledger}/indicators/${encodeURIComponent(question.indicator)}?${query.toString()}`;
    case 'figures':
      add('indicator', question.indicator);
      add('area', question.area);
      return `/ledgers/${ledger}/figures?${query.toString()}`;
    case 'actions':
      return `/ledgers/${ledger}/actions?${query.toString()}`;
  }
}

/** Asks the service over a socket. */
export async function httpDriver(data: string): Promise<Driver> {
  const service = await ServiceProcess.start(data);
  return { answer: (question) => service.get(pathOf(question)), close: () => service.stop() };
}
