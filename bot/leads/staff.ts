import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { type StaffMember, UnreadableValueError } from '../ports.ts';
import type { Store } from '../store/store.ts';

/** The people of the console. Tokens are kept as hashes only: who reads the store cannot sign in. */
export interface Staff {
  /** The token is shown this once. UnreadableValueError when somebody else is reached there. */
  add(person: Pick<StaffMember, 'name' | 'role'> & Reached): Promise<StaffMember & { token: string }>;
  list(): Promise<readonly StaffEntry[]>;
  /** Null takes a value away. False when there is no such person; UnreadableValueError when somebody else is reached there. */
  change(id: string, change: StaffChange): Promise<boolean>;
  /** False when there is no such person. Takes effect with their next request. */
  disable(id: string): Promise<boolean>;
  enable(id: string): Promise<boolean>;
  /** Who an API token belongs to; null for a wrong token and for a disabled person. */
  byToken(token: string): Promise<StaffMember | null>;
  /** The person, unless disabled. */
  find(id: string): Promise<StaffMember | null>;
  /** Who is reached by mail there, unless disabled or not known. */
  byEmail(email: string): Promise<StaffMember | null>;
  /** Who a WeCom user is, unless disabled or not known. */
  byWecom(user: string): Promise<StaffMember | null>;
  /** A token for one login within `loginMinutes`. */
  loginToken(id: string): Promise<string>;
  /** Who it lets in. It works once. */
  redeem(loginToken: string): Promise<StaffMember | null>;
  /** A login token for the first owner, who is made when there is nobody yet. */
  firstLogin(name: string): Promise<string>;
}

/** Their team, and how they are reached. */
export interface Reached {
  readonly team?: string;
  readonly email?: string;
  /** Their name in WeCom, by which chats that they take there are theirs. */
  readonly wecom?: string;
}

export type StaffChange = Partial<Pick<StaffMember, 'name' | 'role'>> & {
  readonly [Key in keyof Reached]?: string | null | undefined;
};

export interface StaffEntry extends StaffMember, Reached {
  readonly created: string;
  readonly disabled?: string;
}

export function createStaff({ store, now }: StaffDeps): Staff {
  const redeeming = new Set<string>();
  const deps = { store, now };
  return {
    add: (person) => add(deps, person),
    list: () => list(store),
    change: (id, edit) => change(store, id, edit),
    disable: (id) => change(store, id, { disabled: now().toISOString() }),
    enable: (id) => change(store, id, { disabled: null }),
    byToken: (token) => byToken(store, token),
    find: async (id) => memberOf(id, await record(store, id)),
    byEmail: (email) => reachedAt(store, (known) => isSame(known.email, email)),
    byWecom: (user) => reachedAt(store, (known) => isSame(known.wecom, user)),
    loginToken: (id) => loginToken(deps, id),
    async redeem(token) {
      const hash = hashOf(token);
      // Two requests at once would both find it; the second is too late.
      if (redeeming.has(hash)) return null;
      redeeming.add(hash);
      return redeem(deps, hash).finally(() => redeeming.delete(hash));
    },
    async firstLogin(name) {
      const people = (await list(store)).filter(({ disabled }) => disabled === undefined);
      const owner = people.find(({ role }) => role === 'owner') ?? (await add(deps, { name, role: 'owner' }));
      return loginToken(deps, owner.id);
    },
  };
}

interface StaffDeps {
  readonly store: Store;
  readonly now: () => Date;
}

async function add(
  { store, now }: StaffDeps,
  { name, role, ...reached }: Pick<StaffMember, 'name' | 'role'> & Reached,
): Promise<StaffMember & { token: string }> {
  const id = `p_${randomBytes(9).toString('base64url')}`;
  await requireFree(store, id, reached);
  const secret = randomBytes(32).toString('base64url');
  await store.putRecord('staff', id, { name, role, ...reached, tokenHash: hashOf(secret), created: now().toISOString() });
  return { id, name, role, token: `yst.${id}.${secret}` };
}

async function change(store: Store, id: string, edit: StaffChange & { disabled?: string | null }): Promise<boolean> {
  await requireFree(store, id, edit);
  for (;;) {
    const from = await store.getRecord('staff', id);
    if (from === null) return false;
    const known = staffSchema.parse(from);
    // Who is shut out has been since the first time.
    if (edit.disabled && known.disabled !== undefined) return true;
    const kept = Object.entries({ ...known, ...edit }).filter(([, value]) => value !== null && value !== undefined);
    const to = staffSchema.parse(Object.fromEntries(kept));
    // Somebody else changes the same person: what they changed stays, and this is changed as well.
    if (await store.changeRecord('staff', id, { from, to })) return true;
  }
}

/** An address leads to one person: who asks for a link by it, or takes a chat under it, must not come in as another. */
async function requireFree(store: Store, id: string, { email, wecom }: StaffChange): Promise<void> {
  for (const other of await list(store)) {
    const isTaken = isSame(other.email, email) || isSame(other.wecom, wecom);
    if (isTaken && other.id !== id) throw new UnreadableValueError('Somebody else is reached there.');
  }
}

/** Addresses and WeCom's names are the same in small letters and capitals. */
export function isSame(one: string | null | undefined, other: string | null | undefined): boolean {
  return !!one && !!other && one.toLowerCase() === other.toLowerCase();
}

async function loginToken({ store, now }: StaffDeps, id: string): Promise<string> {
  await sweepLogins(store, now());
  const token = randomBytes(32).toString('base64url');
  const expires = new Date(now().getTime() + loginMs).toISOString();
  await store.putRecord('login', hashOf(token), { staff: id, expires });
  return token;
}

async function redeem({ store, now }: StaffDeps, hash: string): Promise<StaffMember | null> {
  const login = loginSchema.safeParse(await store.getRecord('login', hash));
  if (!login.success) return null;
  // Of several processes that found it, one deletes it: that one lets in.
  if (!(await store.deleteRecord('login', hash))) return null;
  if (login.data.expires <= now().toISOString()) return null;
  return memberOf(login.data.staff, await record(store, login.data.staff));
}

async function list(store: Store): Promise<StaffEntry[]> {
  const records = await store.listRecords('staff');
  return records
    .map(({ id, document }) => {
      const { tokenHash: _, ...entry } = staffSchema.parse(document);
      return { id, ...entry };
    })
    .toSorted((a, b) => (a.created < b.created ? -1 : 1));
}

async function byToken(store: Store, token: string): Promise<StaffMember | null> {
  const [kind, id, secret, ...rest] = token.split('.');
  if (kind !== 'yst' || !id || !secret || rest.length > 0) return null;
  const known = await record(store, id);
  if (known === null) return null;
  const matches = timingSafeEqual(Buffer.from(known.tokenHash), Buffer.from(hashOf(secret)));
  return matches ? memberOf(id, known) : null;
}

async function reachedAt(store: Store, is: (known: Reached) => boolean): Promise<StaffMember | null> {
  for (const { id, document } of await store.listRecords('staff')) {
    const known = staffSchema.parse(document);
    if (is(known)) return memberOf(id, known);
  }
  return null;
}

async function record(store: Store, id: string): Promise<z.infer<typeof staffSchema> | null> {
  const document = await store.getRecord('staff', id);
  return document === null || document === undefined ? null : staffSchema.parse(document);
}

function memberOf(id: string, known: z.infer<typeof staffSchema> | null): StaffMember | null {
  return known === null || known.disabled !== undefined ? null : { id, name: known.name, role: known.role };
}

async function sweepLogins(store: Store, now: Date): Promise<void> {
  for (const { id, document } of await store.listRecords('login')) {
    const login = loginSchema.safeParse(document);
    if (!login.success || login.data.expires <= now.toISOString()) await store.deleteRecord('login', id);
  }
}

// The secrets are 256 random bits: a plain hash cannot be turned back, and needs no salt.
function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

const staffSchema = z.object({
  name: z.string(),
  role: z.enum(['consultant', 'manager', 'owner']),
  tokenHash: z.string(),
  created: z.string(),
  disabled: z.string().exactOptional(),
  team: z.string().exactOptional(),
  email: z.string().exactOptional(),
  wecom: z.string().exactOptional(),
});
const loginSchema = z.object({ staff: z.string(), expires: z.string() });
/** How long a login token is good. */
export const loginMinutes = 15;
const loginMs = loginMinutes * 60_000;
