import { verify } from '@outturn/application';
import { headAfter, ledgersIn, send } from './returns-one-by-one.js';

/**
 * Looks at what a writer of `acknowledge-returns` left when it was cut off, and sends again the command that was in flight.
 * @param acknowledged the lines that it printed
 * @returns what is not as it must be, as sentences; none where all is well
 */
export async function faultsOfWhatIsLeft(folder: string, acknowledged: readonly string[]): Promise<string[]> {
  const directory = ledgersIn(folder);
  const isMade = acknowledged.length > 0;
  const answered = Math.max(0, acknowledged.length - 1);
  if (!directory.list().includes('walsall')) {
    if (isMade) return ['the ledger is gone'];
    await directory.create('walsall');
  }
  const ledger = await directory.open('walsall');
  try {
    const faults: string[] = [];
    const head = (): number => ledger.read((reader) => reader.position);
    // The command in flight may have had its effect before anybody was told.
    if (![headAfter(answered), headAfter(answered + 1)].includes(head()))
      faults.push(`the head is ${head()} where ${answered} commands were answered`);
    const { faults: found } = await verify({
      path: directory.fileOf('walsall'),
      ledger: 'walsall',
      onProgress: () => undefined,
    });
    faults.push(...found.map(({ position, kind, detail }) => `event ${position ?? '?'}: ${kind}: ${detail}`));
    await send(ledger, answered + 1).catch((error: unknown) => faults.push(String(error)));
    if (head() !== headAfter(answered + 1))
      faults.push(`the head is ${head()} when command ${answered + 1} was sent again`);
    const { differences } = await directory.replay('walsall', undefined, () => undefined);
    faults.push(...differences.map(({ view, key }) => `the row ${key} of the view ${view} is not what the events say`));
    return faults;
  } finally {
    await ledger.close();
  }
}
