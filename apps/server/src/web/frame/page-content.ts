import type { Grounds } from '@outturn/wiring';

/** A step of the way to a page. */
export interface Crumb {
  readonly text: string;
  readonly href: string;
}

/** What a page is made of: its template and the finished strings that the template lays out. */
export interface PageContent {
  /** The template's place under `apps/server/src/web`. */
  readonly template: string;
  /** The heading, which is also the name of the browser's tab. */
  readonly title: string;
  /** The way to this page from the council's home. */
  readonly trail?: readonly Crumb[];
  /** What the page rests on. The bar above it says so; a page without has no bar. */
  readonly grounds?: Pick<Grounds, 'position'> & { readonly asAt?: string };
  /** 200 if it is left out. */
  readonly status?: number;
  /** Whether something is wrong with what was sent: the browser's tab says so first. */
  readonly hasProblems?: boolean;
  /** What the template finds under its own names. */
  readonly view: object;
}

/** Sends the reader on to another page (303). */
export class Redirect {
  constructor(readonly to: string) {}
}

/** A file instead of a page. */
export class Download {
  constructor(
    readonly name: string,
    /** The media type. */
    readonly type: string,
    readonly body: string | Buffer,
  ) {}
}

/** What the handler of a page gives back. */
export type PageAnswer = PageContent | Redirect | Download;
