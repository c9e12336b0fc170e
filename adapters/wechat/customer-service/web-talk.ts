import { Router } from 'express';
import * as z from 'zod';
import { qrPath } from '../../../bot/documents/qr.ts';
import type { Act } from '../../../bot/ports.ts';
import type { Session } from '../../../bot/session/session.ts';
import { Problem } from '../../web/problem.ts';
import type { Routes } from '../../web/server.ts';
import type { WecomApi } from './api.ts';
import { type CarryingLinks, lifeMinutes } from './carrying-link.ts';
import { listed } from './customer-service.ts';

export interface WebTalkDeps {
  readonly api: WecomApi;
  readonly act: Act;
  readonly links: CarryingLinks;
  readonly words: (key: string, session: Session, params: Readonly<Record<string, string>>) => string;
  readonly now: () => number;
  readonly log: { warn(details: object, message: string): void };
}

/** A talk that began on the web and may go on in WeChat. */
export interface WebTalk {
  /** Puts a card with a code to scan, and the same as a link, into the conversation. */
  readonly offer: (conversation: string) => Promise<void>;
  /** Draws the codes. */
  readonly routes: Routes;
}

const scene = 'web';
const path = '/wechat/go-on';
const waySchema = z.object({ url: z.string() });

export function webTalk(deps: WebTalkDeps): WebTalk {
  const { act, links, words, now, log } = deps;
  const way = contactWay(deps.api);
  const carrying = async (param: string): Promise<string> => {
    const url = await way().catch((cause: unknown) => {
      log.warn({ error: cause }, 'WeCom gave no link to the customer service account');
      throw new Problem(503, 'WeChat cannot be reached now.', { cause });
    });
    return `${url}${url.includes('?') ? '&' : '?'}scene_param=${encodeURIComponent(param)}`;
  };
  const router = Router();
  router.get('/:param.svg', async (request, response) => {
    const { param } = request.params;
    if (links.conversationOf(param, now()) === null) throw new Problem(404, 'There is no such code, or it is too old.');
    response
      .type('image/svg+xml')
      .set('Cache-Control', 'private, max-age=600')
      .send(drawn(await carrying(param)));
  });
  return {
    routes: { path, router },
    async offer(conversation) {
      const param = links.paramOf(conversation, now());
      const url = await carrying(param);
      await act(conversation, (session) => {
        // Who is in WeChat already needs no way there.
        if (session.channel !== 'web') return { result: null };
        const say = (key: string): string => words(key, session, { minutes: String(lifeMinutes) });
        const card = { type: 'link' as const, title: say('wecom.go-on.title'), url, image: `${path}/${param}.svg` };
        const draft = { from: 'bot' as const, text: say('wecom.go-on.say'), cards: [card] };
        return { result: null, session, drafts: [draft] };
      });
    },
  };
}

/** The link to the first account that the bot may serve; WeCom is asked once. */
function contactWay(api: WecomApi): () => Promise<string> {
  let known: string | undefined;
  return async () => {
    if (known !== undefined) return known;
    const [account] = await listed(api);
    if (account === undefined) throw new Error('there is no customer service account that the bot may serve');
    known = (await api.call('kf/add_contact_way', { open_kfid: account, scene }, waySchema)).url;
    return known;
  };
}

const [width, height, side] = [640, 360, 296];

/** The code in the middle of a white card. */
function drawn(url: string): string {
  const at = `translate(${(width - side) / 2} ${(height - side) / 2})`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><path fill="#fff" d="M0 0h${width}v${height}H0z"/><path transform="${at}" d="${qrPath(url, side)}"/></svg>`;
}
