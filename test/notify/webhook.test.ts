import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { webhookNotifier } from '../../adapters/notify/webhook.ts';
import { pauseMs } from '../../bot/leads/notify-turns.ts';
import { said } from '../leads/office.ts';
import { Clock, Telling } from './telling.ts';

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

let telling: Telling;
let receiver: Receiver;
let clock: Clock;

beforeEach(async () => {
  receiver = new Receiver();
  await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.server.address() as AddressInfo;
  clock = new Clock();
  // The receiver looks at the real time.
  const webhook = webhookNotifier({ url: `http://127.0.0.1:${port}/hook`, secret, now: () => new Date(), timeoutMs: 400 });
  telling = await Telling.begin(clock, [webhook]);
});

afterEach(async () => {
  receiver.server.closeAllConnections();
  await new Promise((resolve) => receiver.server.close(resolve));
  await telling.close();
});

const waitingLead = (conversation: string): Promise<string> =>
  telling.lead(conversation, {
    service: said('callcentre'),
    need: said('打我电话 13800000000'),
    phone: said('13800000000'),
    consent: said(true),
  });

test('each notification arrives once, through refusals, hanging and broken connections', async () => {
  const leads = [await waitingLead('c_one'), await waitingLead('c_two'), await waitingLead('c_three')];
  receiver.answers = [
    status(500),
    hang,
    hangUp,
    status(429, { 'retry-after': '7' }),
    status(302, { location: 'http://127.0.0.1:1/' }),
  ];
  await telling.run();
  expect(receiver.taken).toHaveLength(3);
  expect(new Set(receiver.taken.map(({ body }) => body.data['lead']))).toEqual(new Set(leads));
  expect(new Set(receiver.taken.map(({ id }) => id)).size).toBe(3);
  // A retry carries the id of the first try: the receiver can drop what it has.
  expect(new Set(receiver.calls).size).toBe(3);
  expect(receiver.calls).toHaveLength(8);
  expect(telling.errors).toEqual([]);
});

test('says what the lead is about, and nothing personal', async () => {
  const lead = await waitingLead('c_private');
  await telling.run();
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
  await telling.run(110_000);
  expect(receiver.calls).toHaveLength(1);
  await telling.run(20_000);
  expect(receiver.taken).toHaveLength(1);
});

test('gives up at once when the receiver is gone, marks the lead and raises an alarm', async () => {
  const lead = await waitingLead('c_gone');
  receiver.answers = [status(410)];
  await telling.run();
  expect(receiver.calls).toHaveLength(1);
  expect(await telling.events(lead)).toEqual(['notification-failed']);
  expect(telling.errors).toMatchObject([{ alarm: true, lead }]);
  expect(await telling.alarms.standing()).toMatchObject([{ lead, tried: ['webhook'] }]);
});

test('goes on for about a day, with one alarm', async () => {
  const lead = await waitingLead('c_down');
  const began = clock.at;
  receiver.answers = Array.from({ length: 100 }, () => status(500));
  await telling.run(48 * 3_600_000);
  const hours = (clock.at - began) / 3_600_000;
  expect(hours).toBeGreaterThan(23);
  expect(hours).toBeLessThan(30);
  expect(await telling.events(lead)).toEqual(['notification-failed']);
  expect(telling.outcomes.filter((outcome) => outcome === 'webhook given-up')).toHaveLength(1);
});

test('says nothing about a lead that was erased meanwhile', async () => {
  await waitingLead('c_erased');
  const [job] = await telling.office.store.leaseJobs({ now: clock.at, leaseMs: 1, limit: 1 });
  if (!job) throw new Error('there is no job');
  await telling.office.store.erase('c_erased');
  await telling.office.store.retryJob({ ...job, due: clock.at });
  await telling.run();
  expect(receiver.calls).toEqual([]);
});

test('retries spread out and never wait longer than three hours', () => {
  expect(pauseMs(0, 0)).toBe(3750);
  expect(pauseMs(0, 1)).toBe(5000);
  expect(pauseMs(50, 1)).toBe(3 * 3600 * 1000);
});
