import type { Parameter as AskedParameter } from '@outturn/wiring';
import { badRequest } from '../problem/problem.js';
import { keysOfParameters, parameters, type Parameter, type ParameterName } from './parameters.js';

/** How many rows a page has unless told otherwise, and at most. */
const PAGE = 100;
const LARGEST_PAGE = 1_000;

/** The parameters of one request, each one that its route takes. */
export class QueryValues {
  /** @throws Refused (400) with the name of a parameter that there isn't, or that is given twice */
  constructor(
    private readonly given: Readonly<Record<string, unknown>>,
    taken: readonly ParameterName[],
  ) {
    const known = new Map(taken.map((key) => [parameters[key].name as string, parameters[key] as Parameter]));
    for (const [name, value] of Object.entries(given)) {
      const parameter = known.get(name);
      if (parameter === undefined) throw refused('UnknownParameter', name, `there is no parameter "${name}" here`);
      if (Array.isArray(value) && parameter.several !== true) {
        throw refused('RepeatedParameter', name, `the parameter "${name}" is given twice`);
      }
    }
  }

  text(key: ParameterName): string | undefined {
    return this.given[parameters[key].name] as string | undefined;
  }

  /** @throws Refused (400) */
  needed(key: ParameterName): string {
    const { name } = parameters[key];
    const value = this.text(key);
    if (value === undefined) throw refused('MissingParameter', name, `the parameter "${name}" is needed`);
    return value;
  }

  texts(key: ParameterName): readonly string[] | undefined {
    const value = this.given[parameters[key].name] as string | readonly string[] | undefined;
    return typeof value === 'string' ? [value] : value;
  }

  /** @throws Refused (400) */
  choice<Choice extends string>(key: ParameterName, choices: readonly Choice[]): Choice | undefined {
    const value = this.text(key);
    const chosen = choices.find((choice) => choice === value);
    if (value !== undefined && chosen === undefined) throw this.wrong(key, `must be one of ${choices.join(', ')}`);
    return chosen;
  }

  /** @throws Refused (400) */
  isTrue(key: ParameterName): boolean {
    return this.choice(key, ['true', 'false']) === 'true';
  }

  /** @throws Refused (400) */
  position(key: ParameterName): number | undefined {
    const value = this.text(key);
    if (value === undefined) return undefined;
    if (!/^\d{1,15}$/.test(value) || Number(value) === 0) throw this.wrong(key, 'must be a position, 1 or more');
    return Number(value);
  }

  /** @throws Refused (400) */
  limit(): number {
    const value = this.text('limit');
    if (value === undefined) return PAGE;
    const limit = Number(value);
    if (!/^\d{1,4}$/.test(value) || limit < 1 || limit > LARGEST_PAGE) {
      throw this.wrong('limit', `must be 1 to ${LARGEST_PAGE}`);
    }
    return limit;
  }

  /**
   * What a query is asked with, by its members. Whether a date is one is for the query to say.
   * @throws Refused (400)
   */
  asked(asks: Readonly<Record<string, AskedParameter | null>>): object {
    const said = Object.entries(asks).flatMap(([member, parameter]) => {
      const value = parameter === null ? undefined : this.valueOf(parameter);
      return value === undefined ? [] : [[member, value] as const];
    });
    return Object.fromEntries(said);
  }

  private valueOf(parameter: AskedParameter): string | readonly string[] | number | boolean | undefined {
    const [key] = keysOfParameters([parameter]);
    if (key === undefined) throw new TypeError(`"${parameter.name}" is no parameter of ours`);
    switch (parameter.kind) {
      case 'text':
        return this.text(key);
      case 'texts':
        return this.texts(key);
      case 'flag':
        return this.isTrue(key);
      case 'position':
        return this.position(key);
      case 'count':
        return this.limit();
    }
  }

  /** Whether the parameters name a position, so that the same question has the same answer for ever. */
  isPinned(...keys: readonly ParameterName[]): boolean {
    return keys.every((key) => /^\d+$/.test(this.text(key) ?? ''));
  }

  private wrong(key: ParameterName, what: string): Error {
    const { name } = parameters[key];
    return refused('InvalidParameter', name, `${name} "${this.text(key) ?? ''}" ${what}`);
  }
}

const refused = (kind: string, parameter: string, detail: string): Error => badRequest(kind, { parameter, detail });
