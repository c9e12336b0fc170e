import type { Notification } from '../../bot/leads/notifier.ts';
import type { Letter } from '../../bot/leads/personal-way.ts';
import { clipped } from './harmless.ts';
import type { Said, Speech } from './words.ts';

/** One letter about one lead or several. */
export function letterOf(notifications: readonly Notification[], speech: Speech): Letter {
  const said = notifications.map((each) => speech.said(each));
  const [only] = said;
  const subject = only && said.length === 1 ? `${only.title} · ${only.headline}` : speech.digest(said.length);
  return { subject: clipped(subject, 100), text: said.map((each) => passage(each, speech)).join('\n\n----\n\n') };
}

function passage({ headline, verdict, grade, facts, url, claimUrl }: Said, { claim, open, gradeName, fact }: Speech): string {
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
