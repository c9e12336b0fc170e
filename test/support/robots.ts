import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { type Call, RobotServer, within } from './robot-server.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** A WeCom message robot: `POST /cgi-bin/webhook/send?key=`. Its recommended lengths are enforced here. */
export function wecomRobot(now: () => number, key = 'b0b0b0b0-0000-4000-8000-000000000000'): RobotServer & { url: () => string } {
  const robot = new RobotServer(
    {
      taken: { errcode: 0, errmsg: 'ok' },
      judge({ url, body, before, now: at }) {
        if (url.pathname !== '/cgi-bin/webhook/send' || url.searchParams.get('key') !== key)
          return wecomRefusal(93_000, 'invalid webhook url');
        const message = wecomMessage.safeParse(body);
        if (!message.success) return wecomRefusal(body['msgtype'] === undefined ? 40_008 : 40_058, 'invalid Request Parameter');
        if (within(minuteMs, before, at) >= 20) return wecomRefusal(45_009, 'api freq out of limit');
        return null;
      },
    },
    now,
  );
  return Object.assign(robot, { url: () => `${robot.origin}/cgi-bin/webhook/send?key=${key}` });
}

/** Counted as people do. */
const characters = (most: number) => z.string().refine((text) => Array.from(text).length <= most, `more than ${most} characters`);
const bytes = (most: number) => z.string().refine((text) => Buffer.byteLength(text) <= most, `more than ${most} bytes`);
const link = z.object({ type: z.literal(1), url: z.url() });

const wecomMessage = z.discriminatedUnion('msgtype', [
  z.object({ msgtype: z.literal('text'), text: z.object({ content: bytes(2048) }) }),
  z.object({ msgtype: z.literal('markdown'), markdown: z.object({ content: bytes(4096) }) }),
  z.object({
    msgtype: z.literal('template_card'),
    template_card: z.strictObject({
      card_type: z.literal('text_notice'),
      main_title: z.object({ title: characters(26).min(1), desc: characters(30) }),
      emphasis_content: z.object({ title: characters(10), desc: characters(15) }),
      sub_title_text: characters(112).optional(),
      horizontal_content_list: z.array(z.object({ keyname: characters(5), value: characters(26) })).max(6),
      jump_list: z.array(link.extend({ title: characters(13) })).max(3),
      card_action: link,
    }),
  }),
]);

/** A DingTalk custom robot with a signature and, when given, a keyword. Who sends too fast is shut out for ten minutes. */
export function dingtalkRobot(
  now: () => number,
  { secret = 'SECinvented', keyword = '' } = {},
): RobotServer & { url: () => string } {
  const token = 'invented-access-token';
  let shutUntil = 0;
  const robot = new RobotServer(
    {
      taken: { errcode: 0, errmsg: 'ok' },
      judge({ url, body, bytes: size, before, now: at }) {
        if (url.searchParams.get('access_token') !== token) return dingtalkRefusal(300_001, 'token is not exist');
        if (!isDingtalkSigned(url, secret, at))
          return dingtalkRefusal(310_000, 'sign not match, more: [https://ding-doc.dingtalk.com]');
        if (!dingtalkMessage.safeParse(body).success) return dingtalkRefusal(400_101, 'param error');
        if (keyword && !JSON.stringify(body).includes(keyword))
          return dingtalkRefusal(310_000, 'keywords not in content, more: [https://ding-doc.dingtalk.com]');
        if (size > 20_000) return dingtalkRefusal(460_101, 'message too long');
        if (at >= shutUntil && within(minuteMs, before, at) >= 20) shutUntil = at + 10 * minuteMs;
        return at < shutUntil ? dingtalkRefusal(130_101, 'send too fast, exceed 20 times per minute') : null;
      },
    },
    now,
  );
  return Object.assign(robot, { url: () => `${robot.origin}/robot/send?access_token=${token}` });
}

function isDingtalkSigned({ searchParams }: URL, secret: string, now: number): boolean {
  const timestamp = searchParams.get('timestamp') ?? '';
  const right = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
  return /^\d{13}$/.test(timestamp) && Math.abs(now - Number(timestamp)) <= hourMs && searchParams.get('sign') === right;
}

const dingtalkMessage = z.discriminatedUnion('msgtype', [
  z.object({ msgtype: z.literal('text'), text: z.object({ content: z.string().min(1) }) }),
  z.object({ msgtype: z.literal('markdown'), markdown: z.object({ title: z.string().min(1), text: z.string().min(1) }) }),
  z.object({
    msgtype: z.literal('actionCard'),
    actionCard: z.object({
      title: z.string().min(1),
      text: z.string().min(1),
      btnOrientation: z.enum(['0', '1']),
      btns: z.array(z.object({ title: z.string(), actionURL: z.url() })).min(1),
    }),
  }),
]);

/** A Feishu custom bot with a signature: a hundred messages a minute, five a second, 20 KB each. */
export function feishuRobot(now: () => number, { secret = 'invented-secret' } = {}): RobotServer & { url: () => string } {
  const path = '/open-apis/bot/v2/hook/00000000-0000-4000-8000-000000000000';
  const robot = new RobotServer(
    {
      taken: { StatusCode: 0, StatusMessage: 'success', code: 0, data: {}, msg: 'success' },
      judge: (call) =>
        call.url.pathname === path
          ? feishuJudged(call, secret)
          : { code: 19_001, msg: 'param invalid: incoming webhook access token invalid' },
    },
    now,
  );
  return Object.assign(robot, { url: () => `${robot.origin}${path}` });
}

function feishuJudged({ body, bytes: size, before, now }: Call, secret: string): Record<string, unknown> | null {
  const { timestamp, sign } = body;
  const right = createHmac('sha256', `${String(timestamp)}\n${secret}`).digest('base64');
  const isNow = typeof timestamp === 'string' && Math.abs(now / 1000 - Number(timestamp)) <= 3600;
  if (!isNow || sign !== right)
    return { code: 19_021, msg: 'sign match fail or timestamp is not within one hour from current time' };
  if (size > 20 * 1024 || !feishuMessage.safeParse(body).success) return { code: 9499, msg: 'Bad Request', data: {} };
  const isFast = within(1000, before, now) >= 5 || within(minuteMs, before, now) >= 100;
  return isFast ? { code: 11_232, msg: 'frequency limited psm[lark.oapi.app_platform_runtime]appID[1500]' } : null;
}

const feishuText = z.object({ tag: z.literal('plain_text'), content: z.string().min(1) });
const feishuMessage = z.discriminatedUnion('msg_type', [
  z.object({ msg_type: z.literal('text'), content: z.object({ text: z.string().min(1) }) }),
  z.object({
    msg_type: z.literal('interactive'),
    card: z.object({
      header: z.object({ title: feishuText }),
      elements: z
        .array(
          z.discriminatedUnion('tag', [
            z.object({ tag: z.literal('div'), text: feishuText }),
            z.object({
              tag: z.literal('action'),
              actions: z.array(z.object({ tag: z.literal('button'), text: feishuText, url: z.url() })),
            }),
          ]),
        )
        .min(1),
    }),
  }),
]);

function wecomRefusal(errcode: number, what: string): Record<string, unknown> {
  const more = `more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}`;
  return { errcode, errmsg: `${what}, hint: [1700000000000000000000000], from ip: 203.0.113.5, ${more}` };
}

function dingtalkRefusal(errcode: number, errmsg: string): Record<string, unknown> {
  return { errcode, errmsg };
}
