import { buildConsole } from '../../adapters/console/build.ts';
import { consoleRoutes } from '../../adapters/console/console.ts';
import type { OidcDeps } from '../../adapters/console/oidc-routes.ts';
import type { PeopleApiDeps } from '../../adapters/console/people-api.ts';
import { publicSite } from '../../adapters/web/public-site.ts';
import { type WebApp, webApp } from '../../adapters/web/server.ts';
import { timelines } from '../../adapters/web/timelines.ts';
import type { Widget } from '../../adapters/web/widget/build.ts';
import { replyShut, replyWindow } from '../../adapters/wechat/reply-window.ts';
import { amending } from '../leads/amend.ts';
import { toTraditional } from '../content/traditional.ts';
import { inLanguage } from '../wording/in-language.ts';
import { deskWords } from '../wording/desk-words.ts';
import { createDesk } from '../leads/desk.ts';
import { colleagues } from '../leads/colleagues.ts';
import { leadFigures } from '../leads/figures.ts';
import { loginLink } from '../leads/login-link.ts';
import type { LoginPost } from '../leads/login-post.ts';
import { oidc } from '../leads/oidc.ts';
import { openQuestions } from '../leads/open-questions.ts';
import { personnel } from '../leads/personnel.ts';
import { loadReplyTemplates } from '../leads/reply-templates.ts';
import { ownAddress } from '../settings/own-address.ts';
import type { ServerParts } from './server-parts.ts';
import { staffCheck } from './quote-side.ts';

const now = (): Date => new Date();

/** Everything that a browser reaches: site, API, console and the callbacks of channels. */
export function webSide(parts: ServerParts, widget: Widget): WebApp {
  const { config, log, conversation, bot, staff, sessions, shelf, alarms, wechat, wecom, wechaty } = parts;
  const { firm, prices } = conversation.knowledge;
  return webApp({
    ...config,
    front: bot.conversations.front('web'),
    log,
    now,
    assets: publicSite({ name: firm.name, isSample: prices.sample }, widget, toTraditional),
    quotes: shelf,
    routers: [consultants(parts), timelines(shelf), ...wechat.routes, ...(wecom?.routes ?? [])],
    isStaff: staffCheck({ ...config, door: staff, sessions }),
    alarms: () => alarms.count(),
    speak: (id, language) => bot.conversations.act(id, inLanguage(conversation, { conversation: id, language, now: now() })),
    ...fromWechat({ wecom, wechaty }),
    mayMeasure: async (token) => (await staff.byToken(token)) !== null,
  });
}

/** The consultants' API and console. */
function consultants(parts: ServerParts): ReturnType<typeof consoleRoutes> {
  const { config, store, conversation, reading, bot, staff, ledger, sessions, presence } = parts;
  const { promises, alarms, claims, duplicates } = parts;
  const { knowledge } = conversation;
  const front = bot.conversations.front('web');
  const desk = createDesk({
    act: bot.conversations.act,
    store,
    reading,
    now,
    amend: amending(conversation),
    shut: (session) => replyShut(session, Date.now()),
    window: (session) => replyWindow(session, Date.now()),
    words: deskWords(conversation),
    knowledge,
    duplicates,
    colleague: colleagues({ staff, presence }),
  });
  // The settings of the provider stay here.
  const { oidc: _, ...settings } = config;
  return consoleRoutes({
    ...settings,
    desk,
    staff,
    sessions,
    presence,
    steps: knowledge.steps,
    discounts: knowledge.prices.discounts,
    ...peopleOf(parts),
    ...oidcOf(parts),
    now,
    stats: leadFigures({ ledger, staff, now }),
    questions: (limit) => openQuestions({ store, knowledge }, limit),
    promises,
    alarms,
    claims,
    templates: () => loadReplyTemplates({ firm: knowledge.firm.name, toTraditional }),
    subscribe: (listener, missed) => front.subscribe(listener, missed),
    files: buildConsole,
  });
}

/** Who works here, and how they come in. */
function peopleOf(parts: ServerParts): Omit<PeopleApiDeps, 'ways'> & { post: LoginPost } {
  const { config, store, conversation, staff, sessions, post } = parts;
  const teams = conversation.knowledge.teams.map(({ team }) => team);
  return {
    teams,
    post,
    personnel: personnel({ staff, sessions, store, post, now, teams: async () => teams }),
    loginLink: (token) => loginLink(config, token),
  };
}

/** Sign-in with the firm's own accounts. */
function oidcOf({ config, log }: ServerParts): { oidc?: Pick<OidcDeps, 'oidc' | 'onFailure'> } {
  if (!config.oidc) return {};
  const callback = `${ownAddress(config)}/console/oidc/callback`;
  const onFailure = (error: unknown): void => log.warn({ error }, 'the identity provider did not let somebody in');
  return { oidc: { oidc: oidc(config.oidc, callback), onFailure } };
}

/** What WeChat adds to the web: a way over, and a word on the personal account. */
function fromWechat({
  wecom,
  wechaty,
}: Pick<ServerParts, 'wecom' | 'wechaty'>): Pick<Parameters<typeof webApp>[0], 'goOn' | 'notes'> {
  return {
    ...(wecom && { goOn: wecom.goOn }),
    ...(wechaty && { notes: () => [`wechaty: ${wechaty.state()}`] }),
  };
}
