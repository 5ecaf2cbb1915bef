import { spawnSync } from 'node:child_process';

/** What a fault needs of the machine. */
export interface FaultTool {
  /** Why the fault can't be brought about here, as a sentence; null where it can. */
  readonly obstacle: string | null;
  /** The command, or the setting of the machine, that takes the obstacle away. */
  readonly remedy: string;
}

/**
 * `it` for a test that brings a fault about by a tool: on a developer's machine that lacks the tool it is skipped by name,
 * in CI it is an error, so that nobody takes silence for proof.
 * @throws Error in CI, with the remedy
 */
export function itWith({ obstacle, remedy }: FaultTool): RuleWithTool {
  if (obstacle === null) return (rule, test, timeout) => it(rule, test, timeout);
  if (process.env['CI'] !== undefined) throw new Error(`${obstacle}. In CI nothing is skipped: ${remedy}`);
  return (rule, test, timeout) => it.skip(`${rule} (skipped: ${obstacle})`, test, timeout);
}

/** @param timeout in milliseconds; left out, that of the file */
type RuleWithTool = (rule: string, test: () => Promise<void>, timeout?: number) => void;

/** Makes system calls fail, or kills at them. */
export const strace = (): FaultTool => ({
  obstacle:
    spawnSync('strace', ['-qq', '-o', '/dev/null', 'true'], { stdio: 'ignore' }).status === 0
      ? null
      : 'strace is missing, or may trace nothing here',
  remedy: 'apt-get install strace, and let the container trace its own processes (--cap-add SYS_PTRACE)',
});
