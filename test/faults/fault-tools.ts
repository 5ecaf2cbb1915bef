import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What a fault needs of the machine. */
export interface FaultTool {
  /** Why the fault can't be brought about here, as a sentence; null where it can. */
  readonly obstacle: string | null;
}

/**
 * `it` for a test that brings a fault about by a tool: on a machine that lacks the tool it is skipped by name. Which names
 * may be skipped where everything was installed, scripts/counted-tests.mjs says, so that nobody takes silence for proof.
 */
export function itWith({ obstacle }: FaultTool): RuleWithTool {
  if (obstacle === null) return (rule, test, timeout) => it(rule, test, timeout);
  return (rule, test, timeout) => it.skip(`${rule} (skipped: ${obstacle})`, test, timeout);
}

/** @param timeout in milliseconds; left out, that of the file */
type RuleWithTool = (rule: string, test: (() => Promise<void>) | (() => void), timeout?: number) => void;

/** Makes system calls fail, or kills at them. */
export function strace(): FaultTool {
  const { error, status } = spawnSync('strace', ['-qq', '-o', '/dev/null', 'true'], { stdio: 'ignore' });
  if (error !== undefined) return { obstacle: 'strace is missing' };
  return { obstacle: status === 0 ? null : 'strace may trace nothing here' };
}

/** A device that takes nothing, as a full disk does. */
export const fullDevice = (): FaultTool => ({
  obstacle: existsSync('/dev/full') ? null : 'this system has no /dev/full',
});
