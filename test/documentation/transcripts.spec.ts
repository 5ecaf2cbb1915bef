import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pages, read, root, write, writing } from './markdown-page.js';

// A console block is a transcript: lines that begin with "$ " are run, one after the other, and what follows is what they
// said. The blocks of a page share a folder, as somebody who reads the page from its top would have it.

const BLOCK = /^```console\n([\s\S]*?)^```$/gm;
const COMMAND = /^\$ (.*(?:\\\n.*)*)$/gm;

/** Roots and times differ from run to run, because salts are random and clocks move. */
const unvarying = (text: string): string =>
  text.replace(/\b[0-9a-f]{40,64}\b…?/g, 'HASH').replace(/\d{4}-\d\d-\d\d \d\d:\d\dZ/g, 'TIME');

const outturn = `"${process.execPath}" "${join(root, 'apps/cli/bin/outturn.cjs')}"`;

class Shell {
  readonly folder = mkdtempSync(join(tmpdir(), 'outturn-transcript-'));

  constructor() {
    symlinkSync(join(root, 'samples'), join(this.folder, 'samples'));
    cpSync(join(root, 'test/documentation/files'), this.folder, { recursive: true });
  }

  /** What a command says, on stdout and stderr together. */
  run(command: string): string {
    const script = `exec 2>&1\n${command.replaceAll('npx outturn', outturn)}`;
    const { OUTTURN_DATA: _, ...env } = process.env;
    const { stdout, error } = spawnSync('sh', ['-c', script], { cwd: this.folder, env, encoding: 'utf8' });
    if (error !== undefined) throw error;
    return stdout.replace(/^building outturn, once …\n/, '').replace(/[^\S\n]+$/gm, '');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const transcribed = (page: string, shell: Shell): string =>
  page.replace(BLOCK, (_, block: string) => {
    const said = [...block.matchAll(COMMAND)].map(([, command = '']) => `$ ${command}\n${shell.run(command)}`);
    return `\`\`\`console\n${said.map((text) => text.trimEnd()).join('\n\n')}\n\`\`\``;
  });

const withTranscripts = pages().filter((page) => read(page).includes('```console\n'));

it.each(withTranscripts)(
  'the transcripts of %s are what the commands say',
  (page) => {
    const shell = new Shell();
    try {
      const text = transcribed(read(page), shell);
      if (writing && unvarying(read(page)) !== unvarying(text)) write(page, text);
      expect(unvarying(read(page))).toBe(unvarying(text));
    } finally {
      shell.remove();
    }
  },
  300_000,
);
