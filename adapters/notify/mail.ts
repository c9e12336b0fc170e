import type { Transporter } from 'nodemailer';
import { NotTakenError } from '../../bot/leads/notifier.ts';

export interface MailSettings {
  readonly smtpUrl: string;
  readonly from: string;
  readonly timeoutMs?: number;
}

export interface Mail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** The same for each try. */
  readonly id?: string;
}

/** Mail over SMTP, as plain text: there is no markup in it that a stranger could write. Rejects with NotTakenError. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
  probe(): Promise<void>;
}

export function mailer({ smtpUrl, from, timeoutMs = 8000 }: MailSettings): Mailer {
  const open = async (): Promise<Transporter> => {
    // It brings an HTTP client with it: loaded when there is a mail.
    const { createTransport } = await import('nodemailer');
    return createTransport({ ...secured(smtpUrl), url: smtpUrl, ...patience(timeoutMs) });
  };
  return {
    send: async ({ to, subject, text, id }) =>
      over(await open(), timeoutMs, async (way) => {
        await way.sendMail({ from, to: [...to], subject, text, ...(id && { messageId: `<${id}@yinlu>` }) });
      }),
    probe: async () => over(await open(), timeoutMs, async (way) => void (await way.verify())),
  };
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
