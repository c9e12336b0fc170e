import { createTransport, type Transporter } from 'nodemailer';
import { NotTakenError, type Notifier } from '../../bot/leads/notifier.ts';
import { clipped } from './harmless.ts';
import type { Said, Speech } from './words.ts';

export interface EmailSettings {
  readonly smtpUrl: string;
  readonly to: readonly string[];
  readonly from: string;
  readonly speech: Speech;
  readonly timeoutMs?: number;
}

/** Mail over SMTP, as plain text: there is no markup in it that a stranger could write. */
export function emailNotifier({ smtpUrl, to, from, speech, timeoutMs = 8000 }: EmailSettings): Notifier {
  const open = (): Transporter => createTransport({ ...secured(smtpUrl), url: smtpUrl, ...patience(timeoutMs) });
  const mail = (subject: string, text: string, id?: string): Promise<void> =>
    over(open(), timeoutMs, async (way) => {
      await way.sendMail({ from, to: [...to], subject, text, ...(id && { messageId: `<${id}@yinlu>` }) });
    });
  return {
    name: 'email',
    tells: 'people',
    pace: { burst: 5, everyMs: 2000 },
    async send(notifications) {
      const said = notifications.map((each) => speech.said(each));
      const [only] = said;
      const subject = only && said.length === 1 ? `${only.title} · ${only.headline}` : speech.digest(said.length);
      const text = said.map((each) => letterOf(each, speech)).join('\n\n----\n\n');
      await mail(clipped(subject, 100), `${text}\n`, notifications[0]?.id);
      return said.length;
    },
    probe: () => over(open(), timeoutMs, async (way) => void (await way.verify())),
    test: () => mail(speech.test, `${speech.test}\n`),
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

/** One connection for each mail: they are few, and a server closes idle ones. */
async function over(way: Transporter, timeoutMs: number, use: (way: Transporter) => Promise<void>): Promise<void> {
  const late = AbortSignal.timeout(timeoutMs);
  const tooLate = new Promise<never>((_, reject) => {
    late.addEventListener('abort', () => reject(new Error('no answer in time')), { once: true });
  });
  try {
    await Promise.race([use(way), tooLate]);
  } catch (cause) {
    const { responseCode, code } = cause as { responseCode?: number; code?: string };
    // A server that says 5.. does not want this mail; all else, a wrong password too, may be mended while we try.
    const isFinal = responseCode !== undefined && responseCode >= 550 && code !== 'EAUTH';
    const why = responseCode ?? code ?? (cause instanceof Error ? cause.message : '');
    throw new NotTakenError(`the mail server did not take it: ${why}`, { retryable: !isFinal, cause: withoutPeople(cause) });
  } finally {
    way.close();
  }
}

function patience(timeoutMs: number): object {
  return { connectionTimeout: timeoutMs / 2, greetingTimeout: timeoutMs / 2, socketTimeout: timeoutMs };
}

/** Passwords and mail travel unencrypted to this machine only. */
function secured(smtpUrl: string): { requireTLS: boolean } {
  const { protocol, hostname } = new URL(smtpUrl);
  return { requireTLS: protocol === 'smtp:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname) };
}

/** A server's refusal quotes addresses. */
function withoutPeople(cause: unknown): Error {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new Error(message.replaceAll(/\S+@\S+/g, '…').slice(0, 200));
}
