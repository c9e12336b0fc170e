import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { webhookNotifier } from '../../adapters/notify/webhook.ts';
import type { JobHandler } from '../../bot/jobs.ts';
import { jobHandlers, type NotifyDeps, pauseMs } from '../../bot/leads/notify.ts';
import { type Office, office, said } from '../leads/office.ts';

const secret = `whsec_${Buffer.from('twenty-four bytes or more, surely').toString('base64')}`;

type Answer = (response: ServerResponse) => void;

/** A receiver as its owner would write it: checks who calls, keeps what it took. */
class Receiver {
  readonly taken: { id: string; body: { type: string; data: Record<string, unknown> } }[] = [];
  readonly calls: string[] = [];
  answers: Answer[] = [];
  readonly server = createServer((request, response) => void this.#take(request, response));

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = new Webhook(secret).verify(await text(request), request.headers as Record<string, string>);
    const id = String(request.headers['webhook-id']);
    this.calls.push(id);
    const answer = this.answers.shift();
    if (answer) return answer(response);
    this.taken.push({ id, body: body as Receiver['taken'][number]['body'] });
    response.writeHead(204).end();
  }
}

const status =
  (code: number, headers = {}): Answer =>
  (response) =>
    void response.writeHead(code, headers).end();
const hang: Answer = () => {};
const hangUp: Answer = (response) => void response.destroy();

let one: Office;
let receiver: Receiver;
let now: number;
let handler: JobHandler;
let alarms: object[];

beforeEach(async () => {
  one = await office();
  receiver = new Receiver();
  await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
  now = Date.now();
  alarms = [];
  const { port } = receiver.server.address() as AddressInfo;
  const deps: NotifyDeps = {
    ...one,
    notify: webhookNotifier({ url: `http://127.0.0.1:${port}/hook`, secret, now: () => new Date(), timeoutMs: 100 }),
    publicUrl: 'https://bot.example.com',
    now: () => new Date(now),
    random: () => 1,
    log: { warn: () => {}, error: (details) => void alarms.push(details) },
  };
  handler = jobHandlers(deps).notify;
});

afterEach(async () => {
  receiver.server.closeAllConnections();
  await new Promise((resolve) => receiver.server.close(resolve));
  await one.close();
});

async function waitingLead(conversation: string): Promise<string> {
  const slots = {
    service: said('callcentre'),
    need: said('打我电话 13800000000'),
    phone: said('13800000000'),
    consent: said(true),
  };
  const lead = await one.waiting(conversation, slots);
  await one.act(conversation, (session) => ({
    result: null,
    session,
    jobs: [{ id: 'notify-1', type: 'notify', due: now, data: { event: 'lead.waiting', reason: 'qualified' } }],
  }));
  return lead;
}

/** What the process does with due jobs, with a clock that jumps to the next one. */
async function runJobs(): Promise<number> {
  for (let runs = 0; ; runs++) {
    const [job] = await one.store.leaseJobs({ now, leaseMs: 60_000, limit: 1 });
    if (!job) return runs;
    const done = await handler(job);
    if (done === 'done') await one.store.finishJob(job);
    else {
      await one.store.retryJob({ ...job, attempts: job.attempts + 1, due: done.retryAt });
      now = done.retryAt;
    }
  }
}

test('each notification arrives once, through refusals, hanging and broken connections', async () => {
  const leads = [await waitingLead('c_one'), await waitingLead('c_two'), await waitingLead('c_three')];
  receiver.answers = [
    status(500),
    hang,
    hangUp,
    status(429, { 'retry-after': '7' }),
    status(302, { location: 'http://127.0.0.1:1/' }),
  ];
  await runJobs();
  expect(receiver.taken).toHaveLength(3);
  expect(new Set(receiver.taken.map(({ body }) => body.data['lead']))).toEqual(new Set(leads));
  expect(new Set(receiver.taken.map(({ id }) => id)).size).toBe(3);
  // A retry carries the id of the first try: the receiver can drop what it has.
  expect(new Set(receiver.calls).size).toBe(3);
  expect(receiver.calls).toHaveLength(8);
  expect(alarms).toEqual([]);
});

test('says what the lead is about, and nothing personal', async () => {
  const lead = await waitingLead('c_private');
  await runJobs();
  expect(receiver.taken[0]?.body).toMatchObject({
    type: 'lead.waiting',
    data: {
      lead,
      reason: 'qualified',
      grade: expect.any(String),
      summary: expect.stringContaining('callcentre'),
      url: `https://bot.example.com/console#${lead}`,
    },
  });
  expect(JSON.stringify(receiver.taken)).not.toContain('138');
});

test('waits as long as the receiver asks', async () => {
  await waitingLead('c_wait');
  receiver.answers = [status(503, { 'retry-after': '120' })];
  const [job] = await one.store.leaseJobs({ now, leaseMs: 1, limit: 1 });
  if (!job) throw new Error('there is no job');
  expect(await handler(job)).toEqual({ retryAt: expect.closeTo(now + 120_000, -3) });
});

test('gives up at once when the receiver is gone, marks the lead and raises an alarm', async () => {
  const lead = await waitingLead('c_gone');
  receiver.answers = [status(410)];
  expect(await runJobs()).toBe(1);
  expect((await one.session(lead)).lead.events).toMatchObject([{ event: 'notification-failed' }]);
  expect(alarms).toMatchObject([{ alarm: true, lead }]);
});

test('gives up after about a day, once', async () => {
  const lead = await waitingLead('c_down');
  const began = now;
  receiver.answers = Array.from({ length: 100 }, () => status(500));
  await runJobs();
  const hours = (now - began) / 3_600_000;
  expect(hours).toBeGreaterThan(23);
  expect(hours).toBeLessThan(30);
  expect((await one.session(lead)).lead.events.filter(({ event }) => event === 'notification-failed')).toHaveLength(1);
});

test('says nothing about a lead that was erased meanwhile', async () => {
  await waitingLead('c_erased');
  const [job] = await one.store.leaseJobs({ now, leaseMs: 1, limit: 1 });
  if (!job) throw new Error('there is no job');
  await one.store.erase('c_erased');
  expect(await handler(job)).toBe('done');
  expect(receiver.calls).toEqual([]);
});

test('retries spread out and never wait longer than three hours', () => {
  expect(pauseMs(0, 0)).toBe(3750);
  expect(pauseMs(0, 1)).toBe(5000);
  expect(pauseMs(50, 1)).toBe(3 * 3600 * 1000);
});
