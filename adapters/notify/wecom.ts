import type { Notifier } from '../../bot/leads/notifier.ts';
import { clipped } from './harmless.ts';
import { cardOrList, type Codes, fitting, postJson, requireTaken, type Robot } from './robot.ts';
import type { Said, Speech } from './words.ts';

export interface WecomRobotSettings extends Pick<Robot, 'fetch' | 'timeoutMs'> {
  readonly url: string;
  readonly speech: Speech;
}

/** A message robot in a WeCom group: a card for one lead, a list for several. */
export function wecomNotifier({ url, speech, ...how }: WecomRobotSettings): Notifier {
  const robot: Robot = { name: 'the WeCom robot', ...how };
  const post = async (body: string): Promise<void> => requireTaken(robot.name, await postJson(robot, url, body), codes);
  return {
    name: 'wecom',
    tells: 'people',
    // Twenty a minute: five at once and fourteen more.
    pace: { burst: 5, everyMs: 4000 },
    send: (notifications) =>
      cardOrList(notifications.map(speech.said), {
        card: (only) => post(cardOf(only, speech)),
        async list(said) {
          const { body: content, count } = fitting(said, mostBytes, (some) => listOf(some, speech));
          await post(JSON.stringify({ msgtype: 'markdown', markdown: { content } }));
          return count;
        },
      }),
    async probe() {
      // A message without a type is shown to nobody; a robot that is gone is found before the type is.
      const answer = await postJson(robot, url, '{}');
      if (codes.final.has(answer.code)) requireTaken(robot.name, answer, codes);
    },
    test: () => post(JSON.stringify({ msgtype: 'text', text: { content: speech.test } })),
  };
}

/** The lengths are those that WeCom recommends: what is over is cut by some clients. */
function cardOf({ title, headline, verdict, grade, facts, url, claimUrl }: Said, { claim, open, gradeName }: Speech): string {
  const card = {
    card_type: 'text_notice',
    main_title: { title: clipped(headline, 26), desc: clipped(title, 30) },
    emphasis_content: { title: clipped(grade, 10), desc: clipped(gradeName, 15) },
    ...(verdict && { sub_title_text: clipped(verdict, 112) }),
    horizontal_content_list: facts.map(([name, value]) => ({ keyname: clipped(name, 5), value: clipped(value, 26) })),
    jump_list: [
      { type: 1, url: claimUrl, title: clipped(claim, 13) },
      { type: 1, url, title: clipped(open, 13) },
    ],
    card_action: { type: 1, url: claimUrl },
  };
  return JSON.stringify({ msgtype: 'template_card', template_card: card });
}

function listOf(said: readonly Said[], { digest, claim }: Speech): string {
  const lines = said.map(
    ({ headline, grade, reason, claimUrl }) => `> ${headline} · ${grade} · ${reason} [${claim}](${claimUrl})`,
  );
  return [`**${digest(said.length)}**`, ...lines].join('\n');
}

const mostBytes = 4096;

const codes: Codes = {
  final: new Map([
    [93_000, 'the robot was removed from its group, or NOTIFY_WECOM_URL is not right'],
    [40_058, 'it does not take the message as it is'],
  ]),
  tooFast: new Map([[45_009, 60_000]]),
};
