import path from 'node:path';

/**
 * Reads `--name value`, `--name=value` and `--flag`. A path is meant from where npm was called, not from where npm runs.
 * @param {string[]} args @param {string[]} named @param {string[]} known flags
 */
export function options(args, named, known = []) {
  const values = {};
  const flags = new Set();
  for (let index = 0; index < args.length; index += 1) {
    const [, name, , inline] = /^--([a-z-]+)(=(.*))?$/.exec(args[index]) ?? [];
    if (known.includes(name)) flags.add(name);
    else if (named.includes(name)) {
      const value = inline ?? args[(index += 1)];
      if (value === undefined) usage(`--${name} needs a value`);
      values[name] = value;
    } else usage(`there is no argument "${args[index]}" here`, [...named, ...known]);
  }
  const data = values.data === undefined ? null : path.resolve(process.env.INIT_CWD ?? process.cwd(), values.data);
  return { ...values, data, flags };
}

function usage(message, names = []) {
  const hint = names.length === 0 ? '' : ` (there is ${names.map((name) => `--${name}`).join(', ')})`;
  process.stderr.write(`${message}${hint}\n`);
  process.exit(2);
}
