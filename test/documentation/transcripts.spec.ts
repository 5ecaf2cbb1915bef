import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pages, read, root, write, writing } from './markdown-page.js';

// A console block is a transcript: lines that begin with "$ " are run, one after the other, and what follows is what they
// said. The blocks of a page share a folder, as somebody who reads the page from its top would have it. A command that
// fails is not written down as if it belonged there: one that is meant to says so, by `; echo "exit code $?"` behind it.

const BLOCK = /^```console\n([\s\S]*?)^```$/gm;
const COMMAND = /^\$ (.*(?:\\\n.*)*)$/gm;

/** Roots, keys and times differ from run to run, because salts and keys are random and clocks move. */
const unvarying = (text: string): string =>
  text
    .replace(/\b[0-9a-f]{40,64}\b…?/g, 'HASH')
    .replace(/\+[0-9a-f]{8}(\+[\w+/=]+)?/g, '+KEY')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\dZ/g, 'TIME')
    .replace(/\b20(2[6-9]|[3-9]\d)-\d\d-\d\d\b/g, 'DAY');

const outturn = `"${process.execPath}" "${join(root, 'apps/cli/bin/outturn.cjs')}"`;

class Shell {
  readonly folder = mkdtempSync(join(tmpdir(), 'outturn-transcript-'));

  constructor() {
    for (const name of ['samples', 'tools']) symlinkSync(join(root, name), join(this.folder, name));
    cpSync(join(root, 'test/documentation/files'), this.folder, { recursive: true });
  }

  /** What a command says, on stdout and stderr together. @throws Error where it fails */
  run(command: string): string {
    const program = command.replaceAll('npx outturn', outturn).replace(/^node /, `"${process.execPath}" `);
    const script = `exec 2>&1\n${program}`;
    const { OUTTURN_DATA: _, ...env } = process.env;
    const { stdout, status, error } = spawnSync('sh', ['-c', script], { cwd: this.folder, env, encoding: 'utf8' });
    if (error !== undefined) throw error;
    if (status !== 0) throw new Error(`"${command}" ended with ${status}:\n${stdout}`);
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

describe('a transcript', () => {
  const shell = new Shell();
  afterAll(() => shell.remove());
  const page = (text: string): string => `\`\`\`console\n${text}\n\`\`\``;

  it('is not made of a command that fails', () => {
    expect(() => transcribed(page('$ echo no; exit 6'), shell)).toThrow('"echo no; exit 6" ended with 6');
  });

  it('is made of one that is meant to fail and whose exit code stands on the page', () => {
    const announced = page('$ sh -c "exit 6"; echo "exit code $?"\nexit code 6');
    expect(transcribed(announced, shell)).toBe(announced);
  });
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
