// The consultants' side of a conversation. Every change is an act: it waits in line with the prospect's turns and is kept with its
// audit entry in one commit, so a claim has one winner and the bot cannot talk over whoever won.
import type { Draft, Message } from '../message.ts';
import {
  type Act,
  type Batch,
  type Desk,
  DeskConflictError,
  type LeadView,
  type ReplyWindow,
  NoSuchLeadError,
  type StaffMember,
  UnknownConversationError,
  UnreadableValueError,
} from '../ports.ts';
import type { Session } from '../session/session.ts';
import type { AuditEntry, LeadPage, LeadQuery, Store } from '../store/store.ts';
import { sessionOf } from '../session/stored-session.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { assigned, type Colleague, dated, noted, requireManager, staged } from './care-changes.ts';
import { type Change, claimed, closed, type Outcome, released, replied, returned, type Words } from './changes.ts';
import { discountAsked, discountDecided } from './discounts.ts';
import type { Duplicates } from './duplicates.ts';
import { conversationOf, leadOf } from './lead-id.ts';
import { merge } from './merge.ts';
import { pendingDiscounts } from './pending-discounts.ts';
import type { LeadReading } from './lead-reading.ts';
import { type Lead, leadView, showsContact } from './view.ts';
import { wholeTranscript } from './transcript.ts';

export interface DeskDeps {
  readonly act: Act;
  readonly store: Store;
  readonly reading: LeadReading;
  /** What the prospect is told when a person comes or goes. */
  readonly words: Words;
  /** What the bot does for a consultant. */
  readonly amend: Amend;
  readonly now: () => Date;
  /** Who something can be given to; null for nobody known. */
  readonly colleague: (id: string) => Promise<Colleague | null>;
  readonly knowledge: Knowledge;
  readonly duplicates: Pick<Duplicates, 'of' | 'withPhone'>;
  /** Why the channel takes no reply for this prospect now; null when it does. */
  readonly shut?: (session: Session) => string | null;
  /** What may be written to this prospect; null where nothing limits it. */
  readonly window?: (session: Session) => ReplyWindow | null;
}

export interface Amend {
  correct(conversation: string, fact: { slot: string; text: string }): Change;
  quote(conversation: string): Change;
}

/** The desk over one store; see `Desk` for what each deed promises and throws. */
export function createDesk(deps: DeskDeps): Desk {
  const { store, words } = deps;
  return {
    leads: (query: LeadQuery) => leads(deps, query),
    lead: (id, who) => read(deps, id, who),
    transcript: (id, who) => transcript(deps, id, who),
    claim: (id, who) => change(deps, { id, who, what: 'claim' }, claimed(words)),
    release: (id, who) => change(deps, { id, who, what: 'release' }, released),
    returnToBot: (id, who) => change(deps, { id, who, what: 'return-to-bot' }, returned(words)),
    close: (id, who, outcome: Outcome) => change(deps, { id, who, what: `close:${outcome.outcome}` }, closed(outcome)),
    reply: (id, who, { id: reply, text }) => say(deps, { id, who, what: 'reply' }, { id: reply, text }),
    correct: (id, who, fact) =>
      change(deps, { id, who, what: `correct:${fact.slot}` }, deps.amend.correct(conversationOf(id), fact)),
    quote: (id, who) => change(deps, { id, who, what: 'quote' }, deps.amend.quote(conversationOf(id))),
    ...discountDeeds(deps),
    async assign(id, who, to) {
      requireManager(who);
      const colleague = await deps.colleague(to);
      if (!colleague) throw new UnreadableValueError('There is no such colleague.');
      return change(deps, { id, who, what: `assign:${to}` }, assigned(words, colleague));
    },
    async merge(id, who, into) {
      await known(id, merge(deps, { id, who, into }));
      return leadView(deps.reading, conversationOf(id), await leadSession(store, id));
    },
    note: (id, who, text) => change(deps, { id, who, what: 'note' }, noted(text)),
    stage: (id, who, step) => change(deps, { id, who, what: `stage:${step}` }, staged(step, deps.knowledge)),
    date: (id, who, date) => change(deps, { id, who, what: `date:${date.kind}` }, dated(date, deps.knowledge)),
    async trail(id, who) {
      requireManager(who);
      await leadSession(store, id);
      return store.auditTrail(leadOf(conversationOf(id)));
    },
    async typing(id, who) {
      const { owner } = await leadSession(store, id);
      if (typeof owner !== 'object' || owner.consultant !== who.id) return;
      await store.publish({ type: 'typing', conversation: conversationOf(id), from: 'consultant' });
    },
  };
}

/** Lists know no contact; whoever looks for a whole number finds its lead all the same, by what leads are told to be alike by. */
async function leads({ store, duplicates }: DeskDeps, query: LeadQuery): Promise<LeadPage> {
  const page = await store.leads(query);
  if (!query.q || query.after !== undefined) return page;
  const { status, owner } = query;
  const found = (await duplicates.withPhone(query.q)).filter(
    (lead) =>
      (!status || lead.status === status) &&
      (!owner || (lead.document['owner'] as StaffMember | undefined)?.id === owner) &&
      !page.leads.some(({ id }) => id === lead.id),
  );
  return { ...page, leads: [...found, ...page.leads] };
}

/** Asking for a discount, and deciding on it; every open console looks anew. */
function discountDeeds(deps: DeskDeps): Pick<Desk, 'askDiscount' | 'decideDiscount' | 'askedDiscounts'> {
  const pending = pendingDiscounts(deps);
  const announced = async (view: Lead): Promise<Lead> => {
    const { owner, status, conversation } = view;
    const speaks = owner ? { owner: 'consultant', name: owner.name } : { owner: status === 'waiting' ? status : 'bot' };
    await deps.store.publish({ type: 'state', conversation, ...speaks });
    return view;
  };
  return {
    async askDiscount(id, who, wish) {
      const deed = { id, who, what: `discount-ask:${wish.discount}` };
      await pending.note(leadOf(conversationOf(id)));
      return announced(await change(deps, deed, discountAsked(wish, deps.knowledge)));
    },
    async decideDiscount(id, who, decision) {
      const what = decision.approve ? 'discount-approve' : 'discount-decline';
      return announced(await change(deps, { id, who, what }, discountDecided(decision)));
    },
    async askedDiscounts(who) {
      requireManager(who);
      return pending.list();
    },
  };
}

/** One thing that one person does to one lead. */
interface Deed {
  readonly id: string;
  readonly who: StaffMember;
  readonly what: string;
}

async function change({ act, reading, now }: DeskDeps, deed: Deed, edit: Change): Promise<Lead> {
  const conversation = conversationOf(deed.id);
  return known(
    deed.id,
    act(conversation, (session) => {
      const at = now().toISOString();
      const edited = edit(session, deed.who, at);
      if (edited === null) return { result: leadView(reading, conversation, session) };
      return {
        result: leadView(reading, conversation, edited.session),
        session: edited.session,
        drafts: edited.drafts ?? [],
        jobs: edited.jobs ?? [],
        audit: [entry(deed, at)],
      };
    }),
  );
}

async function say({ act, store, now, shut }: DeskDeps, deed: Deed, { id, text }: { id: string; text: string }): Promise<Batch> {
  const conversation = conversationOf(deed.id);
  // Prefixed: neither a message of the prospect nor a reply of a colleague can have this id.
  const handledAs = `r:${deed.who.id}:${id}`;
  const before = await known(
    deed.id,
    act(
      conversation,
      (session, handled) => {
        if (handled) return { result: handled.from - 1 };
        const reason = shut?.(session);
        if (reason) throw new DeskConflictError(reason, null, 'shut');
        const at = now().toISOString();
        const draft: Draft & { from: Message['from'] } = { from: 'consultant', text, name: deed.who.name };
        return { result: session.seq, session: replied(session, deed.who, at), drafts: [draft], audit: [entry(deed, at)] };
      },
      handledAs,
    ),
  );
  return { messages: await store.messages(conversation, before, 1), cursor: before + 1 };
}

async function read({ store, reading, now, duplicates, window }: DeskDeps, id: string, who: StaffMember): Promise<LeadView> {
  const session = await leadSession(store, id);
  const view = leadView(reading, conversationOf(id), session);
  if (showsContact(reading, view)) await store.audit(entry({ id, who, what: 'read-contact' }, now().toISOString()));
  const left = window?.(session);
  return { ...view, ...(left && { window: left }), duplicates: await duplicates.of(conversationOf(id), session) };
}

/** What people typed may hold anything, so reading a transcript counts as reading contact data. */
async function transcript({ store, now }: DeskDeps, id: string, who: StaffMember): Promise<readonly Message[]> {
  const conversation = conversationOf(id);
  await leadSession(store, id);
  await store.audit(entry({ id, who, what: 'read-transcript' }, now().toISOString()));
  return wholeTranscript(store, conversation);
}

async function leadSession(store: Store, id: string): Promise<Session> {
  const session = await sessionOf(store, conversationOf(id));
  if (!session) throw new NoSuchLeadError(id);
  return session;
}

function entry({ id, who, what }: Deed, at: string): AuditEntry {
  return { at, who: who.id, what, subject: leadOf(conversationOf(id)) };
}

async function known<T>(id: string, act: Promise<T>): Promise<T> {
  try {
    return await act;
  } catch (error) {
    if (error instanceof UnknownConversationError) throw new NoSuchLeadError(id);
    throw error;
  }
}
