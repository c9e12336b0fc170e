// What people do in the WeCom app, as it changes a conversation: they take it, say something, and give it back.
import { answered, claimed, returned } from '../../../bot/leads/changes.ts';
import type { Draft, Message } from '../../../bot/message.ts';
import { type Act, DeskConflictError, type StaffMember } from '../../../bot/ports.ts';
import type { Session } from '../../../bot/session/session.ts';
import { type Standing, standingOf, withStanding } from './standing.ts';

export interface PeopleDeps {
  readonly act: Act;
  readonly words: (key: string, session: Session, params: Readonly<Record<string, string>>) => string;
  readonly now: () => number;
  /** The consultant that a WeCom user is. */
  readonly staffOf: (servicer: string) => Promise<StaffMember | null>;
}

interface Deed {
  /** The same when the same deed is heard of again. */
  readonly id: string;
  readonly servicer: string | undefined;
  readonly code?: Standing['code'];
}

type Said = Draft & { from: Message['from'] };

/** A servicer has the chat now. `says` is what they wrote there themselves; without it the prospect is told who has come. */
export async function takenBy(
  deps: PeopleDeps,
  conversation: string,
  { id, servicer, code, says }: Deed & { says?: string },
): Promise<void> {
  const member = servicer === undefined ? null : await deps.staffOf(servicer);
  await deps.act(
    conversation,
    (before, handled) => {
      const standing = standingOf(before);
      if (handled || !standing) return { result: null };
      const who = member ?? strangerOf(servicer, deps.words('wecom.servicer', before, {}));
      const { session, told } = withOwner(deps, before, who);
      const { code: _, sending: __, ...rest } = standing;
      const now: Standing = { ...rest, state: 3, ...(servicer !== undefined && { servicer }), ...(code && { code }) };
      // Without a code nothing of ours would get through.
      const drafts = says === undefined ? told.filter(() => code !== undefined) : [ownWords(who, says)];
      const spoken = says === undefined ? session : answered(session, new Date(deps.now()).toISOString());
      return { result: null, session: withStanding(spoken, now), drafts };
    },
    id,
  );
}

/** The chat is no longer a servicer's: the bot goes on, when the prospect writes again. */
export async function givenBack(deps: PeopleDeps, conversation: string, { id, code }: Deed): Promise<void> {
  const at = new Date(deps.now()).toISOString();
  await deps.act(
    conversation,
    (before, handled) => {
      const standing = standingOf(before);
      if (handled || !standing) return { result: null };
      const { code: _, sending: __, ...rest } = standing;
      const back = before.owner === 'bot' ? null : returned(deps.words)(before, whoHad(before, standing), at);
      const session = withStanding(back?.session ?? before, { ...rest, state: 4, ...(code && { code }) });
      return { result: null, session, drafts: code && back?.drafts ? back.drafts : [] };
    },
    id,
  );
}

function withOwner({ words, now }: PeopleDeps, before: Session, who: StaffMember): { session: Session; told: readonly Said[] } {
  const at = new Date(now()).toISOString();
  // Whoever had it before, in the console or in the app: it is theirs who speaks now.
  const open: Session =
    typeof before.owner === 'object' && before.owner.consultant !== who.id ? { ...before, owner: 'waiting' } : before;
  try {
    const change = claimed(words)(open, who, at);
    return { session: change?.session ?? open, told: change?.drafts ?? [] };
  } catch (error) {
    // A closed lead stays closed, but the bot does not talk over a person.
    if (!(error instanceof DeskConflictError)) throw error;
    return { session: { ...open, owner: { consultant: who.id, name: who.name } }, told: [] };
  }
}

function whoHad({ owner }: Session, { servicer }: Standing): StaffMember {
  return typeof owner === 'object' ? { id: owner.consultant, name: owner.name, role: 'owner' } : strangerOf(servicer);
}

function ownWords({ name }: StaffMember, text: string): Said {
  return { from: 'consultant', text, name, via: 'wecom' };
}

function strangerOf(servicer = 'servicer', name = ''): StaffMember {
  return { id: `wecom:${servicer}`, name, role: 'consultant' };
}
