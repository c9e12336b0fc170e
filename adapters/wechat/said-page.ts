import { Router } from 'express';
import type { Message } from '../../bot/message.ts';
import type { Front } from '../../bot/ports.ts';
import { html } from '../web/page/html.ts';
import { Problem } from '../web/problem.ts';
import type { Routes } from '../web/server.ts';
import { plainText } from './plain-text.ts';
import type { SaidLinks } from './said-links.ts';

export interface SaidDeps {
  readonly front: Pick<Front, 'messages'>;
  readonly links: SaidLinks;
  readonly firm: string;
  readonly publicUrl: string;
}

/** Messages that a chat had no room for, whole, for whoever has their link. */
export function saidPages({ front, links, firm, publicUrl }: SaidDeps): Routes {
  const router = Router();
  router.get('/:key', async (request, response) => {
    const said = links.open(request.params.key);
    if (!said) throw new Problem(404, 'There is no such page.');
    const { messages } = await front.messages(said.conversation, said.from - 1).catch(() => ({ messages: [] }));
    const shown = messages.filter(({ seq, from }) => seq <= said.upTo && from !== 'prospect');
    if (shown.length === 0) throw new Problem(404, 'There is no such page any more.');
    response.setHeader('Cache-Control', 'private, no-store');
    response.setHeader('X-Robots-Tag', 'noindex');
    response.type('html').send(pageOf(shown, { firm, publicUrl }));
  });
  return { path: '/wechat/said', router };
}

function pageOf(messages: readonly Message[], { firm, publicUrl }: { firm: string; publicUrl: string }): string {
  return html`<!doctype html>
    <html lang="zh">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${firm}</title>
        <style>
          body {
            font:
              1.0625rem/1.7 system-ui,
              sans-serif;
            max-width: 40rem;
            margin: 0 auto;
            padding: 1rem;
            color: #1c2b28;
          }
          p {
            white-space: pre-wrap;
            overflow-wrap: anywhere;
          }
          h1 {
            font-size: 1.125rem;
          }
        </style>
      </head>
      <body>
        <main>
          <h1>${firm}</h1>
          ${messages.map((message) => html`<p>${plainText(message, publicUrl)}</p>`)}
        </main>
      </body>
    </html>`.text;
}
