import { userInfo } from 'node:os';
import { isActorId } from '@outturn/kernel';
import { ownerOf, type Principal } from '@outturn/wiring';
import { UsageError } from './failure.js';

/**
 * Who acts: the officer that was named, or whoever is signed in on this machine.
 * @throws UsageError where the name cannot be used as the id of an actor
 */
export function actingOfficer(named: string | undefined): Principal {
  const actor = named ?? systemUser();
  if (isActorId(actor)) return ownerOf(actor);
  throw new UsageError(
    named === undefined
      ? `your user name "${actor}" cannot be used as the id of an actor: say who acts with --as USER`
      : `--as "${actor}" cannot be used as the id of an actor: use an id of at most 64 letters, digits and . _ @ -`,
  );
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    // In a container the user may have a number and no name.
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}
