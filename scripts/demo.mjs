// The demo store: three councils' published figures, taken in from samples/. Run twice it changes nothing.
// It may be started by any Node, before anything is installed, so it only starts other programs.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { options } from './options.mjs';
import { install, outturn, shown } from './outturn.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { data, flags } = options(process.argv.slice(2), ['data'], ['load-only']);
const store = data ?? path.join(root, 'data', 'demo');

install(root);

/** Runs the command; its messages go to stderr, its answer comes back. Ends everything where it fails. */
function ask(...args) {
  const { status, stdout } = outturn(root, [...args, '--data', store], ['inherit', 'pipe', 'inherit']);
  if (status !== 0) process.exit(status ?? 1);
  return stdout;
}

function tell(...args) {
  const { status } = outturn(root, [...args, '--data', store], 'inherit');
  if (status !== 0) process.exit(status ?? 1);
}

const samples = path.join(root, 'samples');
const councils = readdirSync(samples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(path.join(samples, entry.name, 'ledger.json')))
  .map((entry) => path.join(samples, entry.name))
  .sort();
const present = JSON.parse(ask('ledger', 'list', '--json')).rows.map(({ ledger }) => ledger);
const ids = [];
for (const folder of councils) {
  const { id, name, areaCode } = JSON.parse(readFileSync(path.join(folder, 'ledger.json'), 'utf8'));
  ids.push(id);
  if (!present.includes(id)) {
    ask('ledger', 'create', id, '--name', name, ...(areaCode ? ['--area-code', areaCode] : []), '--as', 'demo');
  }
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.csv'))
    .map((file) => path.relative(process.cwd(), path.join(folder, file)));
  tell('import', id, ...files, '--as', 'demo');
}

if (!flags.has('load-only')) {
  for (const id of ids) {
    process.stdout.write(`\n${'─'.repeat(72)}\n\n`);
    tell('scorecard', id);
  }
  const at = `--data ${shown(store)}`;
  process.stdout.write(`
${'─'.repeat(72)}

Look further:
  npx outturn scorecard walsall ${at} --known-at 2012-05-31   what the board knew on that day
  npx outturn indicator wiltshire placement-long-term ${at}
  npx outturn actions walsall ${at}
  npx outturn history walsall ${at}
  npx outturn diff walsall --from 2012-05-31 --to 2012-07-31 ${at}
  npx outturn --help
  npm start${data === null ? '' : ` -- ${at}`}   the same figures over HTTP
`);
}
