/** Somebody at a browser who sends forms: it keeps its cookie, and a form's hidden fields. */
export class FormSender {
  private cookie = '';

  constructor(private readonly url: string) {}

  /** Sends the form at a path as it is shown, with a file where one is given. @returns the address that it led to */
  async send(path: string, file?: { readonly field: string; readonly text: string }): Promise<string> {
    const page = await this.ask(path, {});
    const hidden = [...(await page.text()).matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']): [string, string] => [name, value],
    );
    let body: URLSearchParams | FormData = new URLSearchParams(hidden);
    if (file !== undefined) {
      body = new FormData();
      for (const [name, value] of hidden) body.append(name, value);
      body.append(file.field, new Blob([file.text]), 'returns.csv');
    }
    const answer = await this.ask(path, { method: 'POST', body });
    const to = answer.headers.get('location');
    if (answer.status !== 303 || to === null) throw new Error(`the form at ${path} was answered with ${answer.status}`);
    return to;
  }

  async ask(path: string, request: RequestInit): Promise<Response> {
    const headers = { accept: 'text/html', cookie: this.cookie };
    const answer = await fetch(this.url + path, { ...request, headers, redirect: 'manual' });
    this.cookie = answer.headers.get('set-cookie')?.split(';', 1)[0] ?? this.cookie;
    return answer;
  }
}
