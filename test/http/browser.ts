import type { Answer, RunningService } from './running-service';

/** What a browser says that it takes. */
export const acceptPages = { accept: 'text/html,application/xhtml+xml' };

interface FileToSend {
  readonly field: string;
  readonly name: string;
  readonly text: string;
}

/** A browser of one person: it keeps the cookie that it was given. */
export class Browser {
  private cookie: string | undefined;
  constructor(private readonly service: RunningService) {}

  async open(path: string, headers = {}): Promise<Answer> {
    return this.keep(await this.service.get(path, { ...acceptPages, cookie: this.cookie, ...headers }));
  }

  /** Sends the form at a path as it was shown, with these answers. */
  async send(path: string, answers: Readonly<Record<string, string>>, headers = {}): Promise<Answer> {
    return this.post(path, { ...hiddenIn(await this.open(path)), ...answers }, headers);
  }

  async post(path: string, fields: Readonly<Record<string, string>>, headers = {}): Promise<Answer> {
    const type = 'application/x-www-form-urlencoded';
    const all = { ...acceptPages, cookie: this.cookie, 'content-type': type, ...headers };
    return this.keep(await this.service.ask('POST', path, all, new URLSearchParams(fields).toString()));
  }

  /** Sends the form at a path as it was shown, with these answers and files. */
  async upload(
    path: string,
    answers: Readonly<Record<string, string>>,
    ...files: readonly FileToSend[]
  ): Promise<Answer> {
    const form = new FormData();
    const fields = { ...hiddenIn(await this.open(path)), ...answers };
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    for (const file of files) form.append(file.field, new Blob([file.text]), file.name);
    const sent = new Response(form);
    const type = sent.headers.get('content-type') ?? '';
    const headers = { ...acceptPages, cookie: this.cookie, 'content-type': type };
    return this.keep(await this.service.ask('POST', path, headers, Buffer.from(await sent.arrayBuffer())));
  }

  private keep(answer: Answer): Answer {
    this.cookie = answer.headers['set-cookie']?.[0]?.split(';', 1)[0] ?? this.cookie;
    return answer;
  }
}

/** The heading of a page. */
export const heading = ({ text }: Answer): string | undefined => /<h1[^>]*>\s*([^<]*?)\s*<\/h1>/.exec(text)?.[1];

/** What a form carries besides its questions. */
export const hiddenIn = ({ text }: Answer): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
