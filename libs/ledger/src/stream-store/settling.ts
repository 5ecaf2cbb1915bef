import { StoreUnavailable } from '../errors.js';

/** How long is paused before a call is tried again, in milliseconds: twice as long each time. */
const PAUSE = { first: 50, longest: 1_000 };

/** A call that was given up because nothing was heard of it. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  constructor(limit: number) {
    super(`no answer for ${limit / 1000} s`);
  }
}

/** How calls to a store are tried. */
export interface Trying {
  /** Milliseconds after which a call is given up. */
  readonly settle: number;
  /** An error after which trying again is no use, as the port says it; null for one that leaves the outcome open. */
  readonly meaning: (error: unknown) => Error | null;
  /** Hears that a call got no answer: its link may be dead without having said so. */
  readonly silent: () => void;
}

/** Tries until there is an answer. @throws StoreUnavailable where there is none in time; what `meaning` makes of an error */
export async function settled<Answer>(
  { settle, meaning, silent }: Trying,
  what: string,
  attempt: () => Promise<Answer>,
): Promise<Answer> {
  const end = performance.now() + settle;
  for (let pause = PAUSE.first; ; pause = Math.min(pause * 2, PAUSE.longest)) {
    try {
      return await attempt();
    } catch (error) {
      const known = error instanceof StoreUnavailable ? error : meaning(error);
      if (known !== null) throw known;
      if (performance.now() + pause > end) {
        throw new StoreUnavailable(
          `the store gave no answer for ${settle / 1000} s (${what}: ${messageOf(error)}); send the same request again with the same key: it has one effect`,
          { cause: error },
        );
      }
      if (error instanceof NoAnswer) silent();
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
    }
  }
}

/** A call with a timer of our own. @throws NoAnswer */
export function timed<Answer>(limit: number, call: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(limit)), limit);
  });
  // A call that answers when nobody waits for it any more must not end the process.
  call.catch(() => undefined);
  return Promise.race([call, late]).finally(() => clearTimeout(timer));
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
