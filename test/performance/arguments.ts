import { parseArgs } from 'node:util';
import type { Scale } from './bench-run.js';

export interface Arguments {
  /** The suites that were asked for; empty for all of them. */
  readonly suites: readonly string[];
  readonly scale: Scale;
  /** Only the cases whose names hold one of these; empty for all of them. */
  readonly words: readonly string[];
  readonly json: boolean;
  /** Whether docs/performance.md is to be written. */
  readonly write: boolean;
  /** Whether the rivals' package is to be installed, and nothing measured. */
  readonly installRivals: boolean;
}

/** An argument that there isn't, in one sentence that says what there is. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

const options = {
  quick: { type: 'boolean', default: false },
  full: { type: 'boolean', default: false },
  case: { type: 'string', multiple: true, default: [] as string[] },
  json: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
  'install-rivals': { type: 'boolean', default: false },
} as const;

/** @throws WrongUsage */
export function readArguments(words: readonly string[], known: readonly string[]): Arguments {
  const { values, positionals } = parse(words);
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new WrongUsage(`there is no suite "${unknown}"; there are ${known.join(', ')}`);
  if (values.quick && values.full) throw new WrongUsage('--quick and --full contradict each other: give one');
  if (values.write && (!values.full || positionals.length > 0 || values.case.length > 0))
    throw new WrongUsage('docs/performance.md holds a whole run: --write goes with --full and nothing else');
  return {
    suites: positionals,
    scale: values.quick ? 'quick' : values.full ? 'full' : 'standard',
    words: values.case,
    json: values.json,
    write: values.write,
    installRivals: values['install-rivals'],
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('. ');
    throw new WrongUsage(
      `${reason}: there are ${Object.keys(options)
        .map((name) => `--${name}`)
        .join(', ')}`,
    );
  }
}
