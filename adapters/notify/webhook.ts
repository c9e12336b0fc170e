import { Webhook } from 'standardwebhooks';
import { NotTakenError, type Notification, type Notify } from '../../bot/leads/notify.ts';

export interface WebhookSettings {
  readonly url: string;
  /** `whsec_` and base64, as Standard Webhooks has it. */
  readonly secret: string;
  readonly now: () => Date;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
}

/** Posts notifications to a URL, signed by Standard Webhooks, so that the receiver can tell that they are ours and new. */
export function webhookNotifier({ url, secret, now, fetch: send = fetch, timeoutMs = 10_000 }: WebhookSettings): Notify {
  const webhook = new Webhook(secret);
  return async (notification) => {
    const at = now();
    const body = payloadOf(notification, at);
    const response = await send(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': notification.id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': webhook.sign(notification.id, at, body),
      },
      body,
      // A signed message is for the receiver that was configured, not for one that it names.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((cause: unknown) => {
      throw new NotTakenError('the webhook could not be reached', { retryable: true, cause });
    });
    await response.body?.cancel();
    if (response.ok) return;
    throw new NotTakenError(`the webhook answered ${response.status}`, {
      // Gone is the receiver's way to say: never again. Anything else may be mended while we try.
      retryable: response.status !== 410,
      retryAfterMs: retryAfterMs(response.headers.get('retry-after'), at),
    });
  };
}

function payloadOf({ event, reason, lead, status, score, grade, summary, url }: Notification, at: Date): string {
  const data = { lead, reason, status, score, grade, summary, url };
  return JSON.stringify({ type: event, timestamp: at.toISOString(), data });
}

/** Seconds or a date; 0 when absent or neither. */
function retryAfterMs(header: string | null, now: Date): number {
  if (header === null) return 0;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now.getTime();
  return Number.isFinite(ms) && ms > 0 ? ms : 0;
}
