import { createHmac } from 'node:crypto';
import type { Notifier } from '../../bot/leads/notifier.ts';
import { cardOrList, type Codes, fitting, keyedBy, postJson, requireTaken, type Robot } from './robot.ts';
import type { Said, Speech } from './words.ts';

export interface DingtalkSettings extends Pick<Robot, 'fetch' | 'timeoutMs'> {
  readonly url: string;
  readonly secret?: string;
  /** The robot takes only messages that contain it. */
  readonly keyword?: string;
  readonly speech: Speech;
  readonly now: () => Date;
}

/** A custom robot in a DingTalk group: a card for one lead, a list for several. */
export function dingtalkNotifier({ url, secret, keyword, speech, now, ...how }: DingtalkSettings): Notifier {
  const robot: Robot = { name: 'the DingTalk robot', ...how };
  const keyed = keyedBy(keyword);
  const call = (body: object) => postJson(robot, secret ? signed(url, secret, now()) : url, JSON.stringify(body));
  const post = async (body: object): Promise<void> => requireTaken(robot.name, await call(body), codes);
  return {
    name: 'dingtalk',
    tells: 'people',
    // Twenty a minute, and ten minutes of silence for who sends more.
    pace: { burst: 5, everyMs: 4000 },
    send: (notifications) =>
      cardOrList(notifications.map(speech.said), {
        card: (only) => post({ msgtype: 'actionCard', actionCard: cardOf(only, keyed(only.title), speech) }),
        async list(said) {
          const made = fitting(said, mostBytes, (some) => listOf(some, keyed(speech.digest(some.length)), speech));
          await post({ msgtype: 'markdown', markdown: { title: keyed(speech.digest(made.count)), text: made.body } });
          return made.count;
        },
      }),
    async probe() {
      // The security check comes first; a message without a type then fails, and nobody sees it.
      const answer = await call({});
      const isKeyword = keyword !== undefined && /keyword/i.test(answer.message);
      if (codes.final.has(answer.code) && !isKeyword) requireTaken(robot.name, answer, codes);
    },
    test: () => post({ msgtype: 'text', text: { content: keyed(speech.test) } }),
  };
}

/** `base64(HMAC-SHA256(secret, timestamp + "\n" + secret))`, the timestamp in milliseconds, both in the address. */
function signed(url: string, secret: string, now: Date): string {
  const timestamp = String(now.getTime());
  const address = new URL(url);
  address.searchParams.set('timestamp', timestamp);
  address.searchParams.set('sign', createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'));
  return address.href;
}

function cardOf(
  { headline, verdict, grade, facts, url, claimUrl }: Said,
  title: string,
  { claim, open, gradeName, fact }: Speech,
): object {
  const lines = [
    `### ${title}`,
    `**${headline}**`,
    verdict,
    ...facts.map(([name, value]) => fact(name, value)),
    fact(gradeName, grade),
  ];
  return {
    title,
    text: lines.filter(Boolean).join('\n\n'),
    btnOrientation: '1',
    btns: [
      { title: claim, actionURL: claimUrl },
      { title: open, actionURL: url },
    ],
  };
}

function listOf(said: readonly Said[], title: string, { claim }: Speech): string {
  const lines = said.map(
    ({ headline, grade, reason, claimUrl }) => `- ${headline} · ${grade} · ${reason} [${claim}](${claimUrl})`,
  );
  return [`### ${title}`, '', ...lines].join('\n');
}

// The documents give no limit; about 20,000 are reported. The rest of the body needs some of it.
const mostBytes = 16_000;

const codes: Codes = {
  final: new Map([
    [310_000, 'its security check failed: see NOTIFY_DINGTALK_SECRET, NOTIFY_DINGTALK_KEYWORD and the list of addresses'],
    [300_001, 'there is no such robot: see NOTIFY_DINGTALK_URL'],
  ]),
  tooFast: new Map([[130_101, 600_000]]),
};
