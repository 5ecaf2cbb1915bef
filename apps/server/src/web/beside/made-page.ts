import { Refused, type Problem } from '../../problem/problem.js';
import { KeptPage, type WrittenPage } from '../frame/kept-page.js';
import { Download, Redirect } from '../frame/page-content.js';

/** What became of a page that a thread made. Plain data. */
export type MadePage =
  | { readonly page: WrittenPage; readonly status: number }
  | { readonly redirect: string }
  | { readonly download: Pick<Download, 'name' | 'type'>; readonly bytes: Uint8Array }
  | { readonly refused: { readonly problem: Problem; readonly headers: Readonly<Record<string, string>> } };

/** A page that is laid out. */
export interface LaidOutPage {
  readonly page: KeptPage;
  readonly status: number;
}

/** What was made, as whoever answers takes it. @throws Refused */
export function landPage(made: MadePage): LaidOutPage | Redirect | Download {
  if ('refused' in made) throw new Refused(made.refused.problem, made.refused.headers);
  if ('redirect' in made) return new Redirect(made.redirect);
  if ('page' in made) return { page: new KeptPage(made.page), status: made.status };
  const { buffer, byteOffset, length } = made.bytes;
  return new Download(made.download.name, made.download.type, Buffer.from(buffer, byteOffset, length));
}

/** The bytes of a download in a buffer of their own: one of the pool could not be handed to another thread. */
export function carryDownload({ name, type, body }: Download): MadePage {
  const from = Buffer.from(body);
  const bytes = new Uint8Array(from.length);
  bytes.set(from);
  return { download: { name, type }, bytes };
}
