import { importOptions, type SourceFile } from '@outturn/intake';
import { badRequest } from '../../problem/problem.js';
import type { SentFile, SentForm } from '../../web/frame/visit.js';

/** The parts of a form of files, and what each is: the files to import, and those that are said of them. */
export const FILES_IN_FORM: Readonly<Record<string, string>> = {
  file: 'The files to import, all of them or none',
  ...Object.fromEntries(importOptions.flatMap(({ name, answer, says }) => (answer === 'file' ? [[name, says]] : []))),
};

/**
 * The files that a request brought: one by itself, or several in a form.
 * @param name what a file that came by itself is called
 * @throws Refused (400) for no file, an empty one, a part that there isn't, or two dictionaries
 */
export function sentFiles(
  body: unknown,
  name: string,
): { readonly files: readonly SourceFile[]; readonly dictionary: SourceFile | undefined } {
  if (Buffer.isBuffer(body)) {
    if (body.length === 0) throw missing();
    return { files: [{ name, bytes: body }], dictionary: undefined };
  }
  const parts = Object.entries((body ?? {}) as SentForm).map(([part, sent]) => ({ part, files: filesIn(part, sent) }));
  const of = (part: string): readonly SentFile[] => parts.find((each) => each.part === part)?.files ?? [];
  const [dictionary, second] = of('dictionary');
  if (second !== undefined) throw wrongPart('dictionary', 'one dictionary is enough');
  const files = of('file');
  if (files.length === 0) throw missing();
  return { files, dictionary };
}

function filesIn(part: string, sent: SentForm[string]): readonly SentFile[] {
  if (!Object.hasOwn(FILES_IN_FORM, part)) {
    throw wrongPart(part, `there is no part "${part}" here: the parts are ${Object.keys(FILES_IN_FORM).join(' and ')}`);
  }
  const files = [sent].flat().filter((each): each is SentFile => typeof each === 'object');
  const isWrong =
    files.length !== [sent].flat().length || files.some(({ name, bytes }) => !isName(name) || bytes.length === 0);
  if (isWrong)
    throw wrongPart(part, 'send files that are not empty, each under a name of one line of 1 to 200 characters');
  return files;
}

/** Whether a text may name a file in what is said of its rows: one line of 1 to 200 characters. */
export const isName = (name: string): boolean => name !== '' && name.length <= 200 && !/[\p{Cc}\p{Cs}]/u.test(name);

const missing = (): Error => badRequest('BodyMissing', { pointer: '', detail: 'the body must be the file' });
const wrongPart = (part: string, detail: string): Error => badRequest('InvalidPart', { pointer: `/${part}`, detail });
