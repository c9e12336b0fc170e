import { NotTakenError, type Notification, type Notifier } from '../../bot/leads/notifier.ts';

export interface WebhookSettings {
  readonly url: string;
  /** `whsec_` and base64, as Standard Webhooks has it. */
  readonly secret: string;
  readonly now: () => Date;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
}

/** Posts notifications to a URL, signed by Standard Webhooks, so that the receiver can tell that they are ours and new. */
export function webhookNotifier(settings: WebhookSettings): Notifier {
  const post = async ({ id, at, body }: { id: string; at: Date; body: string }): Promise<void> => {
    // Loaded when there is a message: most installations have no webhook.
    const { Webhook } = await import('standardwebhooks');
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(settings.secret).sign(id, at, body),
    };
    requireTaken(await call(settings, { method: 'POST', headers, body }), at);
  };
  return {
    name: 'webhook',
    tells: 'system',
    pace: null,
    async send([notification]) {
      if (!notification) return 0;
      const at = settings.now();
      const body = payloadOf(notification, at);
      await post({ id: notification.id, at, body });
      return 1;
    },
    async probe() {
      // A receiver that takes POST only and says 405 is there; 404 and the server's own faults are what a wrong address gives.
      const { status } = await call(settings, { method: 'HEAD' });
      if (status === 404 || status >= 500) throw new NotTakenError(`the webhook answered ${status}`, { retryable: true });
    },
    async test() {
      const at = settings.now();
      const [id, body] = [`msg_test_${at.getTime()}`, JSON.stringify({ type: 'test', timestamp: at.toISOString(), data: {} })];
      await post({ id, at, body });
    },
  };
}

async function call({ url, fetch: send = fetch, timeoutMs = 10_000 }: WebhookSettings, request: RequestInit): Promise<Response> {
  try {
    // A signed message is for the receiver that was configured, not for one that it names.
    const response = await send(url, { ...request, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    await response.body?.cancel();
    return response;
  } catch (cause) {
    throw new NotTakenError('the webhook could not be reached', { retryable: true, cause });
  }
}

function requireTaken({ ok, status, headers }: Response, at: Date): void {
  if (ok) return;
  throw new NotTakenError(`the webhook answered ${status}`, {
    // Gone is the receiver's way to say: never again. Anything else may be mended while we try.
    retryable: status !== 410,
    retryAfterMs: retryAfterMs(headers.get('retry-after'), at),
  });
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
