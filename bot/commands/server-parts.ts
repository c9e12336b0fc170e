import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { WebChannel } from '../../adapters/web/channel.ts';
import { type Bot, createBot, loadConversation } from '../bot.ts';
import type { Config } from '../config.ts';
import type { ConversationDeps } from '../conversation.ts';
import { type Alarms, leadAlarms } from '../leads/alarms.ts';
import { type Claims, leadClaims } from '../leads/claims.ts';
import { type Duplicates, leadDuplicates } from '../leads/duplicates.ts';
import { leadLedger, type Ledger } from '../leads/ledger.ts';
import { presenceBook, type PresenceBook } from '../leads/presence.ts';
import type { LoginPost } from '../leads/login-post.ts';
import type { PersonalWay } from '../leads/personal-way.ts';
import { leadPromises, type Promises } from '../leads/promises.ts';
import { queueReader } from '../leads/queue.ts';
import type { LeadReading } from '../leads/lead-reading.ts';
import { type Sessions, staffSessions } from '../leads/sessions.ts';
import { createStaff, type Staff } from '../leads/staff.ts';
import { leadSummary } from '../leads/summary.ts';
import { leadReadingOf } from '../leads/lead-reading-of.ts';
import { quoteLinks } from '../quotes/quote-link.ts';
import type { QuoteShelf } from '../quotes/quote-shelf.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import type { Outcome } from '../model/calls.ts';
import { openModel } from '../model/open-model.ts';
import { openPost } from './login-side.ts';
import { openShelf } from './quote-side.ts';
import { openWechat, type WechatSide } from './serve-wechat.ts';
import type { WechatySide } from './serve-wechaty.ts';
import type { WecomSide } from './serve-wecom.ts';

/** The parts of a running process that others are made from. */
export interface ServerParts {
  readonly config: Config;
  readonly log: Logger;
  readonly store: Store;
  readonly conversation: ConversationDeps;
  readonly reading: LeadReading;
  readonly bot: Bot;
  /** Told what became of each reading of the model. */
  readonly readings: Set<(outcome: Outcome) => void>;
  readonly staff: Staff;
  /** How a colleague is told something at their own address. */
  readonly ways: readonly PersonalWay[];
  readonly post: LoginPost;
  readonly ledger: Ledger;
  readonly presence: PresenceBook;
  readonly sessions: Sessions;
  readonly shelf: QuoteShelf;
  readonly promises: Promises;
  readonly alarms: Alarms;
  readonly claims: Claims;
  readonly duplicates: Duplicates;
  readonly wechat: WechatSide;
  readonly wecom: WecomSide | null;
  readonly wechaty: WechatySide | null;
}

const root = join(import.meta.dirname, '../..');
const now = (): Date => new Date();

/** Reads the content, opens the store and joins every channel that is configured. */
export async function openParts(config: Config): Promise<ServerParts> {
  const log = pino({ level: config.logLevel, serializers: { error: pino.stdSerializers.err } });
  const links = quoteLinks(config.secret);
  const conversation = await loadConversation({ root, quoteUrl: links.url });
  const reading = await leadReadingOf(conversation);
  const store = await openStore(config);
  const readings: ServerParts['readings'] = new Set();
  const ledger = leadLedger({ store, now });
  const bot = await botOf({ config, log, store, conversation, reading, readings, ledger });
  const staff = createStaff({ store, now });
  const channels = await channelsOf({ config, log, store, conversation, bot, staff });
  const { knowledge } = conversation;
  const shelf = openShelf({ config, log, store, knowledge, links, act: bot.conversations.act, now });
  const promises = leadPromises({ store, knowledge });
  await promises.keepEdition();
  return {
    config,
    log,
    store,
    conversation,
    reading,
    bot,
    readings,
    shelf,
    ...channels,
    promises,
    alarms: leadAlarms({ store, reading, now }),
    claims: leadClaims({ secret: config.secret, store, reading, now }),
    duplicates: leadDuplicates({ store, act: bot.conversations.act, reading, secret: config.secret, now }),
    staff,
    ...openPost({ config, log, store, staff }),
    ledger,
    sessions: staffSessions({ store, now }),
    presence: presenceBook({ store, now, unseenMinutes: knowledge.serviceLevel.presence.unseen }),
  };
}

type Inside = Pick<ServerParts, 'config' | 'log' | 'store' | 'conversation' | 'bot' | 'staff'>;

/** The code of a channel that is not configured would cost every start its time and memory. */
async function channelsOf(inside: Inside): Promise<Pick<ServerParts, 'wecom' | 'wechat' | 'wechaty'>> {
  const { config, conversation } = inside;
  return {
    wecom: config.customerService ? (await import('./serve-wecom.ts')).wecomSide(inside) : null,
    wechat: await openWechat({ ...inside, firm: conversation.knowledge.firm.name['zh-Hans'] }),
    wechaty: config.wechaty ? (await import('./serve-wechaty.ts')).wechatySide(inside) : null,
  };
}

type Parts = Pick<ServerParts, 'config' | 'log' | 'store' | 'conversation' | 'reading' | 'readings' | 'ledger'>;

/** The bot with its model and the web as its first channel. */
async function botOf({ config, log, store, conversation, reading, readings, ledger }: Parts): Promise<Bot> {
  const onCall = (outcome: Outcome): void => readings.forEach((told) => told(outcome));
  const model = config.model && (await openModel({ ...config.model, now, onCall }));
  const bot = createBot({
    store,
    now,
    conversation,
    ...model,
    queue: queueReader({ store, ledger, knowledge: conversation.knowledge, now }),
    summaryOf: (id, session) => leadSummary(reading, id, session),
    onUndelivered: (error, id) => log.warn({ error, conversation: id }, 'a reply was not taken; it is kept and sent later'),
  });
  bot.join(new WebChannel());
  return bot;
}
