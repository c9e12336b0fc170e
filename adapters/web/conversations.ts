import { type Request, type Response, Router } from 'express';
import type { Front } from '../../bot/ports.ts';
import type { Language } from '../../bot/session/session.ts';
import { readJson } from './body.ts';
import { answerPreflight } from './cors.ts';
import { eventStream, type Pace } from './event-stream.ts';
import type { Gate } from './gate.ts';
import type { hotRoute } from './hot.ts';
import { preferredLanguage } from './language.ts';
import type { Listeners } from './listeners.ts';
import { Problem } from './problem.ts';
import { sendJson } from './reply.ts';
import { languageSchema, openingSchema } from './schemas.ts';
import { newConversation } from './visitor-token.ts';

export interface ConversationsDeps {
  readonly front: Front;
  readonly gate: Gate;
  readonly hot: ReturnType<typeof hotRoute>;
  readonly listeners: Listeners;
  readonly pace: Pace;
  readonly now: () => Date;
  /** Offers a way into WeChat, as a message; absent where there is none. */
  readonly goOn?: (conversation: string) => Promise<void>;
  /** Has the bot speak this language from now on. */
  readonly speak: (conversation: string, language: Language) => Promise<unknown>;
}

/** The visitor's side of the API. */
export function conversations(deps: ConversationsDeps): Router {
  const { gate } = deps;
  const router = Router();
  // `all`, not `use`: that would cut the path that the hot route looks at.
  router.all('/api/conversations{/*rest}', (request, response, next) => {
    if (deps.hot(request, response)) return;
    gate.prepare(request, response);
    if (request.method === 'OPTIONS') answerPreflight(response);
    else next();
  });
  router.post('/api/conversations', (request, response) => open(deps, request, response));
  router.get('/api/conversations/:id/messages', async (request, response) => {
    gate.admit(request, request.params.id);
    sendJson(response, 200, await deps.front.messages(request.params.id, cursorOf(request.query['after'])));
  });
  router.get('/api/conversations/:id/events', async (request, response) => {
    gate.admit(request, request.params.id);
    const after = cursorOf(request.headers['last-event-id'] ?? request.query['after']);
    // Before the stream begins: afterwards an erased conversation could not be answered with 404.
    await deps.front.owner(request.params.id);
    await deps.listeners.listen(request.params.id, after, eventStream(response, deps.pace));
  });
  router.post('/api/conversations/:id/language', async (request, response) => {
    gate.admit(request, request.params.id);
    await gate.limit.message(request.params.id, gate.address(request));
    const { language } = await readJson(request, languageSchema);
    await deps.speak(request.params.id, language);
    response.status(204).end();
  });
  router.post('/api/conversations/:id/wechat', async (request, response) => {
    gate.admit(request, request.params.id);
    if (!deps.goOn) throw new Problem(404, 'There is no WeChat account to go on with.');
    await gate.limit.message(request.params.id, gate.address(request));
    await deps.goOn(request.params.id);
    response.status(204).end();
  });
  return router;
}

async function open({ front, gate, now }: ConversationsDeps, request: Request, response: Response): Promise<void> {
  await gate.limit.opening(gate.address(request));
  const { language, page, referrer, campaign } = await readJson(request, openingSchema);
  const conversation = newConversation();
  const batch = await front.open(conversation, {
    language: language ?? preferredLanguage(request),
    ...(page && { page }),
    ...(referrer && { referrer }),
    ...(campaign && { campaign }),
  });
  sendJson(response, 201, { conversation, token: gate.tokens.issue(conversation, now().getTime()), ...batch });
}

/** A cursor from a header or query: what is no cursor is refused, because starting over would show everything twice. */
function cursorOf(value: unknown): number {
  if (value === undefined || value === '') return 0;
  if (typeof value !== 'string' || !/^\d{1,15}$/.test(value)) throw new Problem(400, 'The cursor is not valid.');
  return Number(value);
}
