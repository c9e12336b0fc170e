import type { Notifier } from '../../bot/leads/notifier.ts';
import { letterOf } from './letter.ts';
import { mailer, type MailSettings } from './mail.ts';
import type { Speech } from './words.ts';

export interface EmailSettings extends MailSettings {
  readonly to: readonly string[];
  readonly speech: Speech;
}

/** A mail to everybody on a list. */
export function emailNotifier({ to, speech, ...settings }: EmailSettings): Notifier {
  const post = mailer(settings);
  return {
    name: 'email',
    tells: 'people',
    pace: { burst: 5, everyMs: 2000 },
    async send(notifications) {
      const { subject, text } = letterOf(notifications, speech);
      const id = notifications[0]?.id;
      await post.send({ to, subject, text: `${text}\n`, ...(id !== undefined && { id }) });
      return notifications.length;
    },
    probe: () => post.probe(),
    test: () => post.send({ to, subject: speech.test, text: `${speech.test}\n` }),
  };
}
