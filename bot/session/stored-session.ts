import { type Session, sessionSchema } from './session.ts';
import type { Store } from '../store/store.ts';

/** Sessions that this program committed. A store may give back the very object; that one needs no parsing. */
const own = new WeakSet<object>();

/** Marks a session that this process has just committed as one that needs no parsing. */
export function keepOwn(session: Session): void {
  own.add(session);
}

/** The session that a store gave back, parsed, because an older program may have written it; null for none. */
export function storedSession(document: unknown): Session | null {
  if (document === null || document === undefined) return null;
  return own.has(document) ? (document as Session) : sessionSchema.parse(document);
}

/** The session of a conversation; null for none, because it never was or was erased. */
export async function sessionOf(store: Pick<Store, 'load'>, conversation: string): Promise<Session | null> {
  return storedSession((await store.load(conversation, [])).session);
}
