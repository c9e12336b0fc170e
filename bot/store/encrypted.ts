import type { Cipher } from './cipher.ts';
import {
  decryptJob,
  decryptLead,
  decryptMessage,
  encryptCommit,
  encryptJob,
  questionPlace,
  sessionPlace,
} from './encrypted-parts.ts';
import { pageOf, searchable } from './lead-order.ts';
import { RecentDocuments } from './recent.ts';
import type { LeadPage, LeadQuery, Store } from './store.ts';

/**
 * Keeps in `store` what nobody reads without the key: what was said, the session, leads, records, what waits to be done. Ids, times,
 * the state of a lead and the audit trail stay readable. What was kept before there was a key is read as it is.
 */
export function encryptedStore(store: Store, cipher: Cipher): Store {
  return { ...conversationsOf(store, cipher), ...recordsOf(store, cipher), ...feedsOf(store, cipher), ...unchanged(store) };
}

type Unchanged = 'deliveredUpTo' | 'delivered' | 'audit' | 'auditTrail' | 'publish' | 'subscribe' | 'ready' | 'close';

function unchanged(store: Store): Pick<Store, Unchanged> {
  return {
    deliveredUpTo: (conversation) => store.deliveredUpTo(conversation),
    delivered: (conversation, upTo) => store.delivered(conversation, upTo),
    audit: (entry) => store.audit(entry),
    auditTrail: (subject) => store.auditTrail(subject),
    publish: (event) => store.publish(event),
    subscribe: (listener, missed) => store.subscribe(listener, missed),
    ready: () => store.ready(),
    close: () => store.close(),
  };
}

type Conversations = 'load' | 'commit' | 'erase' | 'messages' | 'leaseJobs' | 'finishJob' | 'retryJob' | 'leads' | 'questions';

function conversationsOf(store: Store, cipher: Cipher): Pick<Store, Conversations> {
  const recent = new RecentDocuments((text, conversation) => cipher.decrypt(text, sessionPlace(conversation)));
  return {
    load: async (conversation, ids) => {
      const { session, ...loaded } = await store.load(conversation, ids);
      return { ...loaded, session: typeof session === 'string' ? recent.documentOf(conversation, session) : session };
    },
    commit: async (conversation, commit) => {
      const encrypted = encryptCommit(cipher, conversation, commit);
      await store.commit(conversation, encrypted);
      recent.keep(conversation, encrypted.session, commit.session);
    },
    erase: async (conversation) => {
      recent.forget(conversation);
      await store.erase(conversation);
    },
    messages: async (conversation, after, limit) =>
      (await store.messages(conversation, after, limit)).map((message) => decryptMessage(cipher, conversation, message)),
    leaseJobs: async (lease) => (await store.leaseJobs(lease)).map((job) => decryptJob(cipher, job)),
    finishJob: (job) => store.finishJob(encryptJob(cipher, job)),
    retryJob: (job) => store.retryJob(encryptJob(cipher, job)),
    leads: async (query) => {
      if (query.q) return searchLeads(store, cipher, query);
      const page = await store.leads(query);
      return { ...page, leads: page.leads.map((lead) => decryptLead(cipher, lead)) };
    },
    questions: async (limit) =>
      (await store.questions(limit)).map((question) => ({
        ...question,
        text: String(cipher.decrypt(question.text, questionPlace(question.conversation))),
      })),
  };
}

const searchedAtOnce = 500;

/** The store cannot look into what it keeps, so leads are read, the latest first, until the page is full. */
async function searchLeads(store: Store, cipher: Cipher, { q = '', limit, ...query }: LeadQuery): Promise<LeadPage> {
  const wanted = searchable(q);
  const found: LeadPage['leads'][number][] = [];
  let page: LeadPage | undefined;
  do {
    page = await store.leads({ ...query, ...(page?.next !== undefined && { after: page.next }), limit: searchedAtOnce });
    const leads = page.leads.map((lead) => decryptLead(cipher, lead));
    found.push(...leads.filter(({ document }) => searchable(JSON.stringify(document)).includes(wanted)));
  } while (page.next !== undefined && found.length <= limit);
  return pageOf(found, limit);
}

type Records = 'putRecord' | 'getRecord' | 'listRecords' | 'changeRecord' | 'deleteRecord';

function recordsOf(store: Store, cipher: Cipher): Pick<Store, Records> {
  return {
    putRecord: (kind, id, document) => store.putRecord(kind, id, cipher.encrypt(document, recordPlace(kind, id))),
    getRecord: async (kind, id) => cipher.decrypt(await store.getRecord(kind, id), recordPlace(kind, id)),
    listRecords: async (kind) =>
      (await store.listRecords(kind)).map(({ id, document }) => ({
        id,
        document: cipher.decrypt(document, recordPlace(kind, id)),
      })),
    changeRecord: async (kind, id, { from, to }) => {
      // As it is kept: perhaps with an older key, or none.
      const kept = await store.getRecord(kind, id);
      if (JSON.stringify(cipher.decrypt(kept, recordPlace(kind, id))) !== JSON.stringify(from)) return false;
      return store.changeRecord(kind, id, { from: kept, to: to === null ? null : cipher.encrypt(to, recordPlace(kind, id)) });
    },
    deleteRecord: (kind, id) => store.deleteRecord(kind, id),
  };
}

const recordPlace = (kind: string, id: string): string => `record ${kind} ${id}`;

type FeedCalls = 'leaseFeed' | 'releaseFeed' | 'takeIn' | 'waiting' | 'takenOver';

function feedsOf(store: Store, cipher: Cipher): Pick<Store, FeedCalls> {
  return {
    leaseFeed: (feed, lease) => store.leaseFeed(feed, lease),
    releaseFeed: (feed, fence) => store.releaseFeed(feed, fence),
    takeIn: (feed, page) =>
      store.takeIn(feed, {
        ...page,
        items: page.items.map((item) => ({ ...item, data: cipher.encrypt(item.data, feedPlace(feed, item.id)) })),
      }),
    waiting: async (feed, page) =>
      (await store.waiting(feed, page)).map((item) => ({ ...item, data: cipher.decrypt(item.data, feedPlace(feed, item.id)) })),
    takenOver: (feed, ids) => store.takenOver(feed, ids),
  };
}

const feedPlace = (feed: string, id: string): string => `feed ${feed} ${id}`;
