import * as z from 'zod';
import { NoSuchPersonError, NotAllowedError, type StaffMember, UnreadableValueError } from '../ports.ts';
import type { AuditEntry, Store } from '../store/store.ts';
import { requireManager } from './care-changes.ts';
import type { LoginPost } from './login-post.ts';
import type { WayName } from './personal-way.ts';
import type { BrowserSession, Sessions } from './sessions.ts';
import type { Staff, StaffEntry } from './staff.ts';

/** The office of managers and the owner: who works at the console, and how they come in. Each change is in the audit trail of the person. */
export interface Personnel {
  /** Everybody, the disabled too. */
  list(who: StaffMember): Promise<readonly StaffEntry[]>;
  /** The API token is shown this once. */
  add(who: StaffMember, person: NewPerson): Promise<StaffMember & { token: string }>;
  change(who: StaffMember, id: string, change: PersonChange): Promise<void>;
  /** Ends their sessions too, so that who is let in again signs in again. */
  disable(who: StaffMember, id: string): Promise<void>;
  enable(who: StaffMember, id: string): Promise<void>;
  /** For one login within `loginMinutes`. */
  loginToken(who: StaffMember, id: string): Promise<string>;
  /** Sends a login link to the person's own address, and tells by which way. */
  sendLogin(who: StaffMember, id: string): Promise<WayName>;
  sessions(who: StaffMember, id: string): Promise<readonly BrowserSession[]>;
  endSessions(who: StaffMember, id: string): Promise<void>;
  /** What was done about a person, and by whom. */
  trail(who: StaffMember, id: string): Promise<readonly AuditEntry[]>;
}

export interface PersonnelDeps {
  readonly staff: Staff;
  readonly sessions: Sessions;
  readonly store: Pick<Store, 'audit' | 'auditTrail'>;
  /** Absent where no letters are sent from. */
  readonly post?: Pick<LoginPost, 'send'>;
  /** The teams of `knowledge/hours.yaml`. */
  readonly teams: () => Promise<readonly string[]>;
  readonly now: () => Date;
}

const name = z.string().trim().min(1).max(60);
const role = z.enum(['consultant', 'manager', 'owner']);
const team = z.string().min(1).max(100);
const email = z.email().max(200).toLowerCase();
/** As WeCom allows it. */
const wecom = z.string().regex(/^[A-Za-z0-9][\w.@-]{0,63}$/);

export const newPersonSchema = z.object({
  name,
  role: role.default('consultant'),
  team: team.exactOptional(),
  email: email.exactOptional(),
  wecom: wecom.exactOptional(),
});
export type NewPerson = z.infer<typeof newPersonSchema>;

export const personChangeSchema = z.object({
  name: name.exactOptional(),
  role: role.exactOptional(),
  team: team.nullable().exactOptional(),
  email: email.nullable().exactOptional(),
  wecom: wecom.nullable().exactOptional(),
});
export type PersonChange = z.infer<typeof personChangeSchema>;

/** The office over one store. Each deed checks who does it: NotAllowedError, NoSuchPersonError, UnreadableValueError. */
export function personnel(deps: PersonnelDeps): Personnel {
  const { staff, store } = deps;
  return {
    async list(who) {
      requireManager(who);
      return staff.list();
    },
    add: (who, person) => add(deps, who, person),
    change: (who, id, edit) => change(deps, { who, id }, edit),
    async trail(who, id) {
      await requireOver(staff, who, id);
      return store.auditTrail(id);
    },
    ...access(deps),
  };
}

/** Who may come in. */
function access(
  deps: PersonnelDeps,
): Pick<Personnel, 'disable' | 'enable' | 'loginToken' | 'sendLogin' | 'sessions' | 'endSessions'> {
  const { staff, sessions } = deps;
  const end = async (id: string): Promise<void> => {
    for (const session of await sessions.of(id)) await sessions.end(id, session.id);
  };
  return {
    async disable(who, id) {
      await requireOver(staff, who, id);
      await staff.disable(id);
      await end(id);
      await note(deps, { who, id }, 'staff-disable');
    },
    async enable(who, id) {
      await requireOver(staff, who, id);
      await staff.enable(id);
      await note(deps, { who, id }, 'staff-enable');
    },
    async loginToken(who, id) {
      const { disabled } = await requireOver(staff, who, id);
      if (disabled !== undefined) throw new UnreadableValueError('This person is disabled.');
      await note(deps, { who, id }, 'staff-login-link');
      return staff.loginToken(id);
    },
    sendLogin: (who, id) => sendLogin(deps, who, id),
    async sessions(who, id) {
      await requireOver(staff, who, id);
      return sessions.of(id);
    },
    async endSessions(who, id) {
      await requireOver(staff, who, id);
      await end(id);
      await note(deps, { who, id }, 'staff-end-sessions');
    },
  };
}

async function sendLogin({ staff, post }: PersonnelDeps, who: StaffMember, id: string): Promise<WayName> {
  await requireOver(staff, who, id);
  const sent = await post?.send(id, who);
  if (!sent) throw new UnreadableValueError('There is no address that a link could be sent to.');
  return sent;
}

async function add(deps: PersonnelDeps, who: StaffMember, person: NewPerson): Promise<StaffMember & { token: string }> {
  if (!isOver(who, { id: '', role: person.role })) throw new NotAllowedError('You cannot add somebody with this role.');
  await requireTeam(deps, person.team);
  const added = await deps.staff.add(person);
  await note(deps, { who, id: added.id }, `staff-add:${person.role}`);
  return added;
}

/** One person does something about another. */
interface About {
  readonly who: StaffMember;
  readonly id: string;
}

/** One's own name and address are one's own business, once one sees the page; a role is given by the owner, and to others. */
async function change(deps: PersonnelDeps, { who, id }: About, edit: PersonChange): Promise<void> {
  requireManager(who);
  const person = await known(deps.staff, id);
  if (who.id !== id && !isOver(who, person)) throw new NotAllowedError('You cannot do this to this person.');
  const isPromotion = edit.role !== undefined && edit.role !== person.role;
  if (isPromotion && (who.id === id || who.role !== 'owner')) throw new NotAllowedError('The owner gives roles, and to others.');
  await requireTeam(deps, edit.team);
  await deps.staff.change(id, edit);
  const changed = Object.entries(edit).filter(([key, value]) => (value ?? undefined) !== person[key as keyof PersonChange]);
  for (const [key] of changed) await note(deps, { who, id }, key === 'role' ? `staff-role:${edit.role}` : `staff-change:${key}`);
}

/** The owner is over everybody else, a manager over consultants. So nobody can shut the last owner out. */
function isOver(who: StaffMember, person: Pick<StaffMember, 'id' | 'role'>): boolean {
  return who.id !== person.id && (who.role === 'owner' || (who.role === 'manager' && person.role === 'consultant'));
}

async function requireOver(staff: Staff, who: StaffMember, id: string): Promise<StaffEntry> {
  const person = await known(staff, id);
  if (!isOver(who, person)) throw new NotAllowedError('You cannot do this to this person.');
  return person;
}

async function requireTeam({ teams }: PersonnelDeps, given: string | null | undefined): Promise<void> {
  if (typeof given === 'string' && !(await teams()).includes(given)) throw new UnreadableValueError('There is no such team.');
}

async function known(staff: Staff, id: string): Promise<StaffEntry> {
  const person = (await staff.list()).find((each) => each.id === id);
  if (!person) throw new NoSuchPersonError(id);
  return person;
}

async function note({ store, now }: PersonnelDeps, { who, id }: About, what: string): Promise<void> {
  await store.audit({ at: now().toISOString(), who: who.id, what, subject: id });
}
