import type { Metadata } from '@grpc/grpc-js';
import { notAuthenticated } from './refusals.js';
import { describedBy, type AccessList, type StreamMetadata } from './stream-metadata.js';

export interface User {
  readonly password: string;
  readonly groups?: readonly string[];
}

export type Users = Readonly<Record<string, User>>;

export type Right = 'read' | 'write' | 'delete';

/** The names that a caller answers to: its own and those of its groups. */
export type Caller = ReadonlySet<string>;

const admins = '$admins';
const operators: Caller = new Set([admins]);

/**
 * Without users everybody may do everything, as on a server that runs insecure. With users a caller without a name may
 * do nothing, as from 23.10 on.
 * @throws Refusal where the credentials are wrong
 */
export function callerOf(users: Users | undefined, metadata: Metadata): Caller {
  if (users === undefined) return operators;
  const [header] = metadata.get('authorization');
  if (header === undefined) return new Set();
  const basic = /^Basic (.+)$/.exec(String(header))?.[1] ?? '';
  const [, name = '', password = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(basic, 'base64').toString('utf8')) ?? [];
  const user = Object.hasOwn(users, name) ? users[name] : undefined;
  if (user === undefined || user.password !== password) throw notAuthenticated();
  return new Set([name, '$all', ...(user.groups ?? [])]);
}

const keys: Readonly<Record<Right, keyof AccessList>> = { read: '$r', write: '$w', delete: '$d' };
const metaKeys: Readonly<Record<Right, keyof AccessList>> = { read: '$mr', write: '$mw', delete: '$mw' };

/** The lists that stand for what a stream's own list leaves out; the last event of the stream `$settings` changes them. */
export interface DefaultLists {
  readonly $userStreamAcl?: AccessList;
  readonly $systemStreamAcl?: AccessList;
}

/** Where the default lists lie. */
export const SETTINGS = '$settings';

/**
 * Whether a stream's access list lets a caller in. What neither it nor the default list says is everybody's on a stream
 * of users, and the administrators' on one of the system (`$...`, `$all` among them).
 * @param metadata that of the stream; of the one that it describes where it is a metastream
 */
export function isAllowed(
  caller: Caller,
  right: Right,
  stream: string,
  metadata: StreamMetadata,
  defaults: DefaultLists,
): boolean {
  if (caller.has(admins)) return true;
  const described = describedBy(stream);
  const key = (described === undefined ? keys : metaKeys)[right];
  const [list, otherwise] = (described ?? stream).startsWith('$')
    ? [defaults.$systemStreamAcl, admins]
    : [defaults.$userStreamAcl, '$all'];
  return [metadata.$acl?.[key] ?? list?.[key] ?? otherwise].flat().some((name) => caller.has(name));
}
