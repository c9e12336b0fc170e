import type { Notifier } from '../../bot/leads/notifier.ts';
import type { NotifyConfig } from '../../bot/settings/notify-settings.ts';
import { dingtalkNotifier } from './dingtalk.ts';
import { emailNotifier } from './email.ts';
import { feishuNotifier } from './feishu.ts';
import { webhookNotifier } from './webhook.ts';
import { wecomNotifier } from './wecom.ts';
import { speech as speechIn } from './words.ts';

/** Every notifier that is configured, in the order in which they are tried. */
export function notifiers(
  { language, wecom, dingtalk, feishu, email, webhook }: NotifyConfig,
  now: () => Date,
): readonly Notifier[] {
  const speech = speechIn(language);
  return [
    ...(wecom ? [wecomNotifier({ ...wecom, speech })] : []),
    ...(dingtalk ? [dingtalkNotifier({ ...dingtalk, speech, now })] : []),
    ...(feishu ? [feishuNotifier({ ...feishu, speech, now })] : []),
    ...(email ? [emailNotifier({ ...email, speech })] : []),
    ...(webhook ? [webhookNotifier({ ...webhook, now })] : []),
  ];
}
