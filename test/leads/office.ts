import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replyShut, replyWindow } from '../../adapters/wechat/reply-window.ts';
import { Conversations } from '../../bot/turns/conversations.ts';
import { colleagues } from '../../bot/leads/colleagues.ts';
import { createDesk } from '../../bot/leads/desk.ts';
import { leadDuplicates } from '../../bot/leads/duplicates.ts';
import { presenceBook, type PresenceBook } from '../../bot/leads/presence.ts';
import { loadLeadReading, type LeadReading } from '../../bot/leads/lead-reading.ts';
import { createStaff, type Staff } from '../../bot/leads/staff.ts';
import { leadSummary } from '../../bot/leads/summary.ts';
import type { Act, Desk, StaffMember } from '../../bot/ports.ts';
import type { Session } from '../../bot/session/session.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { Store } from '../../bot/store/store.ts';
import { newSession } from '../../bot/turn.ts';
import type { State } from '../../flows/state.ts';
import { book } from '../knowledge/book.ts';

export interface Office {
  readonly store: Store;
  readonly act: Act;
  readonly desk: Desk;
  readonly staff: Staff;
  readonly presence: PresenceBook;
  readonly reading: LeadReading;
  readonly dir: string;
  /** A conversation that waits for a person; its lead's id. */
  waiting(conversation: string, slots?: State['slots']): Promise<string>;
  session(lead: string): Promise<Session>;
  close(): Promise<void>;
}

const now = (): Date => new Date();
const secret = 'a secret of this test, long enough';

export const at = '2027-01-04T01:00:00.000Z';

export const said = (value: string | number | boolean) => ({ value, by: 'said' as const, at });

export const zhang: StaffMember = { id: 'p_zhang', name: '张三', role: 'consultant' };
export const li: StaffMember = { id: 'p_li', name: '李四', role: 'consultant' };
export const boss: StaffMember = { id: 'p_boss', name: '王五', role: 'manager' };

/** The consultants' side over a real store (one of its own, unless given), without the bot that talks. */
export async function office(kept?: Store): Promise<Office> {
  const dir = await mkdtemp(join(tmpdir(), 'yinlu-office-'));
  const store = kept ?? (await openSqlite({ dir }));
  const reading = await readingForTests();
  const conversations = new Conversations({
    store,
    now,
    summaryOf: (conversation, session) => leadSummary(reading, conversation, session),
    onUndelivered: (error) => {
      throw error;
    },
  });
  const { act } = conversations;
  const staff = createStaff({ store, now });
  const presence = presenceBook({ store, now, unseenMinutes: 3 });
  const duplicates = leadDuplicates({ store, act, reading, secret, now });
  const desk = createDesk({
    act,
    store,
    reading,
    now,
    amend: {
      correct:
        (_, { slot, text }) =>
        (session, _who, changedAt) => {
          const slots = { ...session.state.slots, [slot]: { value: text, by: 'consultant' as const, at: changedAt } };
          return { session: { ...session, state: { ...session.state, slots } } };
        },
      quote: () => (session) => ({ session, drafts: [{ from: 'consultant', text: '报价' }] }),
    },
    knowledge: book,
    duplicates,
    window: (session) => replyWindow(session, Date.now()),
    shut: (session) => replyShut(session, Date.now()),
    colleague: colleagues({ staff, presence }),
    words: (key, { language }, { name = '' }) => `${key}/${language}/${name}`,
  });
  const waiting: Office['waiting'] = async (conversation, slots = {}) => {
    const fresh = newSession({ channel: 'web', language: 'zh-Hans' }, new Date(at));
    const session: Session = {
      ...fresh,
      owner: 'waiting',
      seq: 1,
      state: { ...fresh.state, slots, handed: 'qualified' },
      lead: { ...fresh.lead, status: 'waiting', handed: { at, reason: 'qualified' }, questions: ['多少钱?'] },
    };
    const messages = [{ seq: 1, at, from: 'bot' as const, text: '您好' }];
    await store.commit(conversation, { expected: 0, session, messages, lead: leadSummary(reading, conversation, session) });
    return `l_${conversation.slice(2)}`;
  };
  return {
    store,
    act,
    desk,
    reading,
    dir,
    staff,
    presence,
    waiting,
    session: async (lead) => (await store.load(`c_${lead.slice(2)}`, [])).session as Session,
    async close() {
      if (!kept) await store.close();
      await rm(dir, { recursive: true });
    },
  };
}

export function readingForTests(): Promise<LeadReading> {
  const personal = { type: 'text', personal: true, needs: 'consent' } as const;
  return loadLeadReading({
    slots: { phone: personal, wechat: personal, name: personal, consent: { type: 'yes-no' } },
    verdict: (values) => ({ status: values['capital'] === undefined ? 'open' : 'eligible' }),
    schedule: () => null,
    quoteUrl: (conversation, number) => `/quotes/${number}?key=${conversation}`,
    say: {
      name: (slot, language) => `${slot}@${language}`,
      value: (slot, value, language) =>
        `${slot}${language === 'en' ? ' ' : '为'}${typeof value === 'object' ? value.min : value}`,
    },
  });
}
