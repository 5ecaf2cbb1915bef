import type { Command } from 'commander';
import { resolve } from 'node:path';
import { actingOfficer } from './acting-officer.js';
import type { Interruption } from './interruption.js';
import { inSession, type Session, type SessionOptions } from './session.js';
import type { Terminal } from './terminal.js';

/** The options that every command takes. */
export type GlobalOptions = {
  readonly data: string;
  readonly json?: boolean;
  readonly as?: string;
};

/** What a command does in its session; a number is its exit code. */
export type Work = (session: Session) => Promise<number | void>;

/** The command line as its commands see it: its options, and a way to work on the ledgers that they name. */
export class CommandLine {
  exitCode = 0;

  constructor(
    private readonly program: Command,
    readonly terminal: Terminal,
    readonly interruption: Interruption,
  ) {}

  /** Where the ledgers live, as an absolute path. */
  get data(): string {
    return resolve(this.program.opts<GlobalOptions>().data);
  }

  get json(): boolean {
    return this.program.opts<GlobalOptions>().json === true;
  }

  /**
   * Runs a command's work and keeps its exit code.
   * @param writer `thread` where a long write must leave this one free to show progress and to hear Ctrl-C
   */
  async run(work: Work, writer: SessionOptions['writer'] = 'in-process'): Promise<void> {
    const { data, json, terminal, interruption } = this;
    const who = actingOfficer(this.program.opts<GlobalOptions>().as);
    this.exitCode = (await inSession({ data, json, who, terminal, interruption, writer }, work)) ?? 0;
  }
}
