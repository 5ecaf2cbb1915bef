import { createHash, timingSafeEqual } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { endOfLondonDay, isActorId, isIsoDate, isLedgerId } from '@outturn/kernel';
import { BadConfiguration } from '@outturn/ledger';
import { roles, type Role } from '@outturn/application';
import type { Principal } from '../principal.js';

/** Group and others may not read it: whoever reads a hash can try short tokens against it at leisure. */
const OTHERS_MAY_READ = 0o044;

/** Nor write it, nor put another in its place: whoever does is whoever they like. */
const OTHERS_MAY_WRITE = 0o022;

/** In a sticky folder nobody replaces what is somebody else's. */
const STICKY = 0o1000;

interface TokenEntry {
  readonly hash: Buffer;
  /** The first instant at which the token no longer works; null where it never ends. */
  readonly endsAt: string | null;
  readonly principal: Principal;
}

/** Who may come in, by the hashes of their tokens. The tokens themselves are nowhere. */
export class TokenRegister {
  constructor(private readonly entries: readonly TokenEntry[]) {}

  get size(): number {
    return this.entries.length;
  }

  /** Whom a token stands for at an instant; null where it is unknown or has ended. */
  principalOf(token: string, now: Date): Principal | null {
    const hash = createHash('sha256').update(token, 'utf8').digest();
    let found: TokenEntry | null = null;
    // Every entry is compared, so the time taken says nothing about where a match lies.
    for (const entry of this.entries) if (timingSafeEqual(entry.hash, hash)) found = entry;
    if (found === null || (found.endsAt !== null && now.toISOString() >= found.endsAt)) return null;
    return found.principal;
  }
}

/**
 * Reads a token file: a JSON array of `{ tokenSha256, actor, roles, ledgers, expires? }`, readable by its owner alone.
 * @throws BadConfiguration that names the entry and what would be right
 */
export function readTokenFile(path: string): TokenRegister {
  return new TokenRegister(entriesOf(path, ownersText(path)));
}

/** One open file is looked at and read, so nobody can swap it between the two. */
function ownersText(path: string): string {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    throw new BadConfiguration(`the token file ${path} can't be read: ${(error as NodeJS.ErrnoException).code ?? ''}`);
  }
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new BadConfiguration(`the token file ${path} is no file`);
    if (process.platform !== 'win32' && (stat.mode & OTHERS_MAY_READ) !== 0) {
      throw new BadConfiguration(`the token file ${path} can be read by others than its owner: chmod 600 it`);
    }
    if (process.platform !== 'win32') mustBeOwnersAlone(path, stat.mode);
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

/** @throws BadConfiguration where others may write the file, or put another in its place */
function mustBeOwnersAlone(path: string, mode: number): void {
  if ((mode & OTHERS_MAY_WRITE) !== 0)
    throw new BadConfiguration(`the token file ${path} can be written by others than its owner: chmod 600 it`);
  const folder = dirname(resolve(path));
  const { mode: around } = statSync(folder);
  if ((around & OTHERS_MAY_WRITE) !== 0 && (around & STICKY) === 0)
    throw new BadConfiguration(`the folder ${folder} of the token file can be written by others: chmod 700 it`);
}

function entriesOf(path: string, text: string): TokenEntry[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    throw new BadConfiguration(`the token file ${path} is no JSON`);
  }
  if (!Array.isArray(list)) throw new BadConfiguration(`the token file ${path} must hold a JSON array of tokens`);
  const entries = list.map((entry: unknown, index) => entryOf(entry, `the token file ${path}, entry ${index + 1}`));
  const hashes = entries.map(({ hash }) => hash.toString('hex'));
  const twice = hashes.findIndex((hash, index) => hashes.indexOf(hash) !== index);
  if (twice !== -1) {
    throw new BadConfiguration(`the token file ${path}, entry ${twice + 1}: the same token stands there twice`);
  }
  return entries;
}

const MEMBERS = ['tokenSha256', 'actor', 'roles', 'ledgers', 'expires'] as const;

function entryOf(entry: unknown, where: string): TokenEntry {
  const refuse = (what: string): never => {
    throw new BadConfiguration(`${where}: ${what}`);
  };
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return refuse('must be an object');
  const unknown = Object.keys(entry).find((member) => !(MEMBERS as readonly string[]).includes(member));
  if (unknown !== undefined) return refuse(`there is no member "${unknown}"; there are ${MEMBERS.join(', ')}`);
  const { tokenSha256, actor, roles: held, ledgers, expires } = entry as Record<(typeof MEMBERS)[number], unknown>;
  if (typeof tokenSha256 !== 'string' || !/^[0-9a-f]{64}$/.test(tokenSha256)) {
    return refuse('tokenSha256 must be the SHA-256 of the token in 64 lower-case hex digits');
  }
  if (typeof actor !== 'string' || !isActorId(actor)) {
    return refuse('actor must be an id of at most 64 letters, digits and . _ @ -');
  }
  if (!Array.isArray(held) || held.length === 0 || !held.every(isRole)) {
    return refuse(`roles must name one or more of ${Object.keys(roles).join(', ')}`);
  }
  if (ledgers !== 'all' && !(Array.isArray(ledgers) && ledgers.every(isIdOfLedger))) {
    return refuse('ledgers must be "all" or a list of ledger ids');
  }
  if (expires !== undefined && (typeof expires !== 'string' || !isIsoDate(expires))) {
    return refuse('expires must be a date such as 2027-03-31, the last day on which the token works');
  }
  return {
    hash: Buffer.from(tokenSha256, 'hex'),
    endsAt: expires === undefined ? null : endOfLondonDay(expires),
    principal: { actor, assurance: 'authenticated', roles: held, ledgers },
  };
}

const isRole = (role: unknown): role is Role => typeof role === 'string' && Object.hasOwn(roles, role);

const isIdOfLedger = (id: unknown): id is string => typeof id === 'string' && isLedgerId(id);
