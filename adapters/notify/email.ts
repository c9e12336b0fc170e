import type { Notifier } from '../../bot/leads/notifier.ts';
import { clipped } from './harmless.ts';
import { mailer, type MailSettings } from './mail.ts';
import type { Said, Speech } from './words.ts';

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
      const said = notifications.map((each) => speech.said(each));
      const [only] = said;
      const subject = only && said.length === 1 ? `${only.title} · ${only.headline}` : speech.digest(said.length);
      const text = said.map((each) => letterOf(each, speech)).join('\n\n----\n\n');
      const id = notifications[0]?.id;
      await post.send({ to, subject: clipped(subject, 100), text: `${text}\n`, ...(id !== undefined && { id }) });
      return said.length;
    },
    probe: () => post.probe(),
    test: () => post.send({ to, subject: speech.test, text: `${speech.test}\n` }),
  };
}

function letterOf({ headline, verdict, grade, facts, url, claimUrl }: Said, { claim, open, gradeName, fact }: Speech): string {
  return [
    headline,
    verdict,
    ...facts.map(([name, value]) => fact(name, value)),
    fact(gradeName, grade),
    '',
    fact(claim, claimUrl),
    fact(open, url),
  ]
    .filter((line, index) => index > 1 || line !== '')
    .join('\n');
}
