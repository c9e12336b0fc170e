import { identifying } from '../../adapters/wechat/identify.ts';
import { saidLinks } from '../../adapters/wechat/said-links.ts';
import { saidPages } from '../../adapters/wechat/said-page.ts';
import { kindIn, moreLine } from '../../adapters/wechat/texts.ts';
import { wecomApi, type WecomApi } from '../../adapters/wechat/customer-service/api.ts';
import { carryingLinks } from '../../adapters/wechat/customer-service/carrying-link.ts';
import { CustomerServiceChannel } from '../../adapters/wechat/customer-service/channel.ts';
import { type CustomerService, customerService } from '../../adapters/wechat/customer-service/customer-service.ts';
import { channelName } from '../../adapters/wechat/customer-service/standing.ts';
import { type WebTalk, webTalk } from '../../adapters/wechat/customer-service/web-talk.ts';
import { unionidOf } from '../../adapters/wechat/customer-service/unionid.ts';
import { secretsOf } from '../../adapters/wechat/envelope/envelope.ts';
import type { Metrics } from '../../adapters/web/metrics.ts';
import type { Routes } from '../../adapters/web/server.ts';
import type { Bot } from '../bot.ts';
import type { Config } from '../config.ts';
import type { ConversationDeps } from '../conversation.ts';
import { deskWords } from '../wording/desk-words.ts';
import { samePerson } from '../leads/same-person.ts';
import type { Staff } from '../leads/staff.ts';
import { ownAddress } from '../settings/own-address.ts';
import type { Session } from '../session/session.ts';
import type { Store } from '../store/store.ts';

interface WecomDeps {
  readonly config: Config;
  readonly log: Record<'info' | 'warn' | 'error', (details: object, message: string) => void>;
  readonly store: Store;
  readonly conversation: ConversationDeps;
  readonly bot: Bot;
  readonly staff: Staff;
}

export interface WecomSide extends CustomerService {
  readonly routes: readonly Routes[];
  /** Offers who began on the web a way into WeChat. */
  readonly goOn: WebTalk['offer'];
  /** From now on its events are counted. */
  count(metrics: Metrics): void;
}

const now = (): number => Date.now();

/** WeChat customer service with its channel, joined to the bot; null unless it is configured. */
export function wecomSide(parts: WecomDeps): WecomSide | null {
  const { config, store, bot, conversation, staff, log } = parts;
  if (!config.customerService) return null;
  const counter: Counter = {};
  const { token, corpId, aesKey } = config.customerService;
  const onCall = (call: string, outcome: string): void => counter.metrics?.wechat('call', `${call}:${outcome}`);
  const api = wecomApi({ ...config.customerService, now, onCall });
  const pages = joined(parts, api, counter);
  const links = carryingLinks(config.secret);
  const words = deskWords(conversation);
  const web = webTalk({ api, act: bot.conversations.act, links, words, now, log });
  const person = samePerson({ store, act: bot.conversations.act, secret: config.secret, now });
  const service = customerService({
    store,
    api,
    log,
    now,
    words,
    secrets: secretsOf({ token, receiver: corpId, aesKeys: [aesKey] }),
    act: bot.conversations.act,
    front: bot.conversations.front(channelName),
    redeliver: (id) => bot.conversations.redeliver(id),
    kinds: kindIn('zh-Hans'),
    staffOf: (servicer) => staff.byWecom(servicer),
    heardFrom: identifying({ unionidOf: (user) => unionidOf(api, user), known: person.known, log }),
    carriedBy: async (param) => links.conversationOf(param, now()),
    onEvent: (kind) => counter.metrics?.wechat('event', kind),
    onRefused: (reason) => counter.metrics?.wechat('refused', reason),
  });
  const routes = [{ path: '/wechat/customer-service', router: service.router }, pages, web.routes];
  return {
    ...service,
    routes,
    goOn: web.offer,
    count(metrics) {
      counter.metrics = metrics;
    },
  };
}

interface Counter {
  metrics?: Metrics;
}

/** Lets the channel in; the page on which it shows what is too long for a chat. */
function joined({ config, log, store, conversation, bot }: WecomDeps, api: WecomApi, counter: Counter): Routes {
  const publicUrl = ownAddress(config);
  const links = saidLinks(config.secret);
  const more = (id: string, { language }: Session, range: { from: number; upTo: number }): string =>
    moreLine(language, `${publicUrl}${links.path({ conversation: id, ...range })}`);
  const onSend = (outcome: string): void => counter.metrics?.wechat('send', outcome);
  bot.join(new CustomerServiceChannel({ store, api, now, publicUrl, log, more, onSend }));
  return saidPages({
    front: bot.conversations.front(channelName),
    links,
    firm: conversation.knowledge.firm.name['zh-Hans'],
    publicUrl,
  });
}
