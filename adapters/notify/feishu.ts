import { createHmac } from 'node:crypto';
import type { Notifier } from '../../bot/leads/notifier.ts';
import { type Codes, fitting, keyedBy, postJson, requireTaken, type Robot } from './robot.ts';
import type { Said, Speech } from './words.ts';

export interface FeishuSettings extends Pick<Robot, 'fetch' | 'timeoutMs'> {
  readonly url: string;
  readonly secret?: string;
  /** The bot takes only messages that contain it. */
  readonly keyword?: string;
  readonly speech: Speech;
  readonly now: () => Date;
}

/** A custom bot in a Feishu or Lark group: a card, with a part for each lead. */
export function feishuNotifier({ url, secret, keyword, speech, now, ...how }: FeishuSettings): Notifier {
  const robot: Robot = { name: 'the Feishu bot', ...how };
  const keyed = keyedBy(keyword);
  const body = (message: object): string => JSON.stringify({ ...(secret && signature(secret, now())), ...message });
  const post = async (text: string): Promise<void> => requireTaken(robot.name, await postJson(robot, url, text), codes);
  return {
    name: 'feishu',
    tells: 'people',
    // A hundred a minute and five a second.
    pace: { burst: 4, everyMs: 1000 },
    async send(notifications) {
      const said = notifications.map((each) => speech.said(each));
      const made = fitting(said, mostBytes, (some) => body({ msg_type: 'interactive', card: cardOf(some, speech, keyed) }));
      await post(made.body);
      return made.count;
    },
    async probe() {
      // Signature and address are looked at first; a message without a type then fails, and nobody sees it.
      const answer = await postJson(robot, url, body({}));
      const isKeyword = keyword !== undefined && answer.code === missingKeyword;
      if (answer.code !== badRequest && codes.final.has(answer.code) && !isKeyword) requireTaken(robot.name, answer, codes);
    },
    test: () => post(body({ msg_type: 'text', content: { text: keyed(speech.test) } })),
  };
}

/** `base64(HMAC-SHA256(timestamp + "\n" + secret, ""))`, the timestamp in seconds, both in the body. */
function signature(secret: string, now: Date): { timestamp: string; sign: string } {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  return { timestamp, sign: createHmac('sha256', `${timestamp}\n${secret}`).digest('base64') };
}

/** All words are plain text: nothing in them is read as markup. */
function cardOf(said: readonly Said[], speech: Speech, keyed: (title: string) => string): object {
  const title = said.length === 1 ? (said[0]?.title ?? '') : speech.digest(said.length);
  const parts = said.flatMap((each) => [
    { tag: 'div', text: plain(said.length === 1 ? wholeOf(each, speech) : `${each.headline} · ${each.grade} · ${each.reason}`) },
    {
      tag: 'action',
      actions: [
        { tag: 'button', type: 'primary', text: plain(speech.claim), url: each.claimUrl },
        ...(said.length === 1 ? [{ tag: 'button', text: plain(speech.open), url: each.url }] : []),
      ],
    },
  ]);
  return {
    config: { wide_screen_mode: true },
    header: { template: 'blue', title: plain(keyed(title)) },
    elements: parts,
  };
}

function wholeOf({ headline, verdict, grade, facts }: Said, { gradeName, fact }: Speech): string {
  return [headline, verdict, ...facts.map(([name, value]) => fact(name, value)), fact(gradeName, grade)]
    .filter(Boolean)
    .join('\n');
}

function plain(content: string): { tag: 'plain_text'; content: string } {
  return { tag: 'plain_text', content };
}

const mostBytes = 20_000;
const badRequest = 9499;
const missingKeyword = 19_024;

const codes: Codes = {
  final: new Map([
    [badRequest, 'it does not take the message as it is'],
    [19_001, 'there is no such bot: see NOTIFY_FEISHU_URL'],
    [19_021, 'the signature is not right: see NOTIFY_FEISHU_SECRET and the clock of this machine'],
    [19_022, "this server's address is not on its list"],
    [missingKeyword, 'the keyword is missing: see NOTIFY_FEISHU_KEYWORD'],
  ]),
  tooFast: new Map([[11_232, 60_000]]),
};
