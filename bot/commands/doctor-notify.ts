import { notifiers } from '../../adapters/notify/notifiers.ts';
import type { Config } from '../config.ts';
import type { Notifier, NotifierName } from '../leads/notifier.ts';
import { problemOf, type Finding } from './doctor-finding.ts';

/** One finding for each notifier. Nobody is told anything unless a test message is asked for. */
export async function notifiersOf({ notify, publicUrl }: Config, sends: boolean): Promise<readonly Finding[]> {
  const all = notifiers(notify, () => new Date());
  if (all.length === 0) return [{ name: 'notify', level: 'warn', outcome: 'unset', values: {} }];
  // People read on their phones, from where this machine's own address leads nowhere.
  const isNear = publicUrl === undefined && all.some(({ tells }) => tells === 'people');
  const near: Finding = { name: 'notify', level: 'warn', outcome: 'near', values: {} };
  return [...(isNear ? [near] : []), ...(await Promise.all(all.map((notifier) => notifierOf(notifier, sends))))];
}

async function notifierOf(notifier: Notifier, sends: boolean): Promise<Finding> {
  const name = `notify:${notifier.name}`;
  try {
    await (sends ? notifier.test() : notifier.probe());
    return { name, level: 'ok', outcome: sends ? 'sent' : 'reached', values: {} };
  } catch (error) {
    const { message, cause } = error as Error;
    const problem = cause === undefined ? message : `${message}: ${problemOf(cause)}`;
    return { name, level: 'fail', outcome: 'untaken', values: { problem, settings: settings[notifier.name] } };
  }
}

const settings: Readonly<Record<NotifierName, string>> = {
  wecom: 'NOTIFY_WECOM_URL',
  dingtalk: 'NOTIFY_DINGTALK_URL, NOTIFY_DINGTALK_SECRET, NOTIFY_DINGTALK_KEYWORD',
  feishu: 'NOTIFY_FEISHU_URL, NOTIFY_FEISHU_SECRET, NOTIFY_FEISHU_KEYWORD',
  email: 'SMTP_URL, NOTIFY_EMAIL_TO',
  webhook: 'NOTIFY_WEBHOOK_URL',
};
