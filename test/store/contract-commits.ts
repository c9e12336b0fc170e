import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Message } from '../../bot/message.ts';
import { ConflictError, type StoreEvent } from '../../bot/store/store.ts';
import type { Subject } from './contract.ts';
import { commit, entry, job, lead, messages, newId, until } from './samples.ts';

/** What every store promises about commits, transcripts and events. */
export function commitContract({ store, open, lease, shared }: Subject): void {
  test('a conversation that does not exist has version 0 and nothing in it', async () => {
    const conversation = newId();
    expect(await store().load(conversation, ['m1'])).toEqual({ version: 0, session: null, handled: [null] });
    expect(await store().messages(conversation, 0, 10)).toEqual([]);
    expect(await store().deliveredUpTo(conversation)).toBe(0);
  });

  test('a commit keeps all of its parts', async () => {
    const conversation = newId();
    await store().commit(conversation, {
      expected: 0,
      session: { 名称: '示例公司', nested: [1, null, { a: '"' }] },
      messages: messages(1, 3),
      handled: [{ id: 'm1', span: { from: 1, to: 3 } }],
      jobs: [job(conversation)],
      lead: lead(conversation, { status: 'open' }),
      audit: [entry(conversation, 'opened')],
    });
    expect(await store().load(conversation, ['m0', 'm1'])).toEqual({
      version: 1,
      session: { 名称: '示例公司', nested: [1, null, { a: '"' }] },
      handled: [null, { from: 1, to: 3 }],
    });
    expect(await store().messages(conversation, 0, 10)).toEqual(messages(1, 3));
    expect(await lease(conversation, 1000)).toMatchObject([job(conversation)]);
    expect((await store().leads({ q: conversation, limit: 5 })).leads).toEqual([lead(conversation, { status: 'open' })]);
    expect(await store().auditTrail(conversation)).toEqual([entry(conversation, 'opened')]);
  });

  test('a commit that comes too late keeps nothing', async () => {
    const conversation = newId();
    await store().commit(conversation, commit(0, { messages: messages(1, 1) }));
    const late = store().commit(conversation, {
      expected: 0,
      session: { late: true },
      messages: messages(2, 2),
      handled: [{ id: 'late', span: { from: 2, to: 2 } }],
      jobs: [job(conversation)],
      lead: lead(conversation),
      audit: [entry(conversation, 'late')],
      questions: [{ at: '2099-01-01T00:00:00.000Z', language: 'en', text: conversation }],
    });
    await expect(late).rejects.toThrow(ConflictError);
    expect(await store().load(conversation, ['late'])).toEqual({ version: 1, session: { turn: 1 }, handled: [null] });
    expect(await store().messages(conversation, 0, 10)).toEqual(messages(1, 1));
    expect(await lease(conversation, 1000)).toEqual([]);
    expect((await store().leads({ q: conversation, limit: 5 })).leads).toEqual([]);
    expect(await store().auditTrail(conversation)).toEqual([]);
    expect((await store().questions(10_000)).filter(({ text }) => text === conversation)).toEqual([]);
  });

  test('a commit that cannot be kept whole is not kept in part', async () => {
    const conversation = newId();
    const broken = { ...lead(conversation), updated: 'never' };
    await expect(store().commit(conversation, commit(0, { messages: messages(1, 1), lead: broken }))).rejects.toThrow('no date');
    await expect(store().commit(conversation, commit(0, { messages: messages(2, 2) }))).rejects.toThrow('do not continue');
    await expect(store().commit(conversation, commit(0, { messages: [...messages(1, 1), ...messages(3, 3)] }))).rejects.toThrow();
    expect(await store().load(conversation, [])).toEqual({ version: 0, session: null, handled: [] });
    expect(await store().messages(conversation, 0, 10)).toEqual([]);
  });

  test('of a hundred commits to one version one wins', async () => {
    const conversation = newId();
    const second = await open();
    const race = Array.from({ length: 100 }, (_, racer) =>
      (racer % 2 ? store() : second).commit(conversation, { expected: 0, session: { racer }, messages: messages(1, 1) }),
    );
    const outcomes = await Promise.allSettled(race);
    await second.close();
    const winners = outcomes.flatMap(({ status }, racer) => (status === 'fulfilled' ? [racer] : []));
    expect(winners).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(ConflictError);
    expect(await store().load(conversation, [])).toEqual({ version: 1, session: { racer: winners[0] }, handled: [] });
    expect(await store().messages(conversation, 0, 10)).toHaveLength(1);
  });

  test('the conflict of one conversation does not touch those that commit in the same moment', async () => {
    const conversations = Array.from({ length: 50 }, newId);
    await store().commit(conversations[0]!, commit(0));
    const outcomes = await Promise.allSettled(conversations.map((conversation) => store().commit(conversation, commit(0))));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', ...Array.from({ length: 49 }, () => 'fulfilled')]);
    for (const conversation of conversations) expect((await store().load(conversation, [])).version).toBe(1);
  });

  test('the transcript is read on from any place, in order', async () => {
    const conversation = newId();
    for (let turn = 0; turn < 5; turn++) {
      await store().commit(conversation, commit(turn, { messages: messages(turn * 3 + 1, turn * 3 + 3) }));
    }
    expect(await store().messages(conversation, 0, 100)).toEqual(messages(1, 15));
    expect(await store().messages(conversation, 4, 3)).toEqual(messages(5, 7));
    expect(await store().messages(conversation, 15, 3)).toEqual([]);
  });

  test('messages come back with all that they carried', async () => {
    const conversation = newId();
    const full: Message = {
      seq: 1,
      at: '2026-03-02T01:02:03.004Z',
      from: 'consultant',
      name: '示例顾问',
      text: '**第一行**\n"第二行" 😀',
      choices: [{ value: 'a', label: '甲' }],
      cards: [{ type: 'quote', title: '报价', url: '/quotes/1', image: '/quotes/1.png', data: { total: 1 } }],
      sources: [{ id: 'f1', title: '资料', asOf: '2026-01-01' }],
      generated: true,
    };
    await store().commit(conversation, commit(0, { messages: [full] }));
    expect(await store().messages(conversation, 0, 1)).toEqual([full]);
  });

  test('a message id is remembered with the replies of its turn, whatever the id', async () => {
    const conversation = newId();
    const ids = ['plain', '', 'v', 's', 'd', '微信:消息 1', '__proto__'];
    const handled = ids.map((handledId, index) => ({ id: handledId, span: { from: index + 1, to: index + 2 } }));
    await store().commit(conversation, commit(0, { handled }));
    const loaded = await store().load(conversation, [...ids, 'new']);
    expect(loaded).toEqual({ version: 1, session: { turn: 1 }, handled: [...handled.map(({ span }) => span), null] });
  });

  test('an erased conversation leaves its audit trail and nothing else', async () => {
    const conversation = newId();
    await store().commit(conversation, {
      expected: 0,
      session: { phone: '13800000000' },
      messages: messages(1, 2),
      handled: [{ id: 'm1', span: { from: 1, to: 2 } }],
      jobs: [job(conversation)],
      lead: lead(conversation),
      audit: [entry(conversation, 'opened')],
      questions: [{ at: '2099-01-01T00:00:00.000Z', language: 'zh-Hans', text: conversation }],
    });
    await store().delivered(conversation, 1);
    await store().erase(conversation);
    expect(await store().load(conversation, ['m1'])).toEqual({ version: 0, session: null, handled: [null] });
    expect(await store().messages(conversation, 0, 10)).toEqual([]);
    expect(await store().deliveredUpTo(conversation)).toBe(0);
    expect(await lease(conversation, 1000)).toEqual([]);
    expect((await store().questions(10_000)).filter(({ text }) => text === conversation)).toEqual([]);
    expect((await store().leads({ q: conversation, limit: 5 })).leads).toEqual([]);
    expect((await store().leads({ q: conversation, status: 'open', limit: 5 })).leads).toEqual([]);
    expect(await store().auditTrail(conversation)).toEqual([entry(conversation, 'opened')]);
    await expect(store().commit(conversation, commit(1))).rejects.toThrow(ConflictError);
  });

  test('commits and published events are heard until one stops listening', async () => {
    const conversation = newId();
    const heard: StoreEvent[] = [];
    const listener = await open();
    let begun = false;
    const stop = listener.subscribe(
      (event) => {
        if (event.conversation === conversation) heard.push(event);
      },
      () => {
        begun = true;
      },
    );
    const teller = shared ? store() : listener;
    await until(() => begun);
    await teller.commit(conversation, commit(0, { messages: messages(1, 3) }));
    await teller.publish({ type: 'state', conversation, owner: 'waiting' });
    await until(() => heard.some(({ type }) => type === 'state'));
    expect(heard).toEqual([
      { type: 'messages', conversation, upTo: 3 },
      { type: 'state', conversation, owner: 'waiting' },
    ]);
    stop();
    heard.length = 0;
    await teller.commit(conversation, commit(1, { messages: messages(4, 4) }));
    await wait(30);
    expect(heard).toEqual([]);
    await listener.close();
  });

  test('what was committed is there after closing and opening again', async () => {
    const conversation = newId();
    const writer = await open();
    await writer.commit(conversation, commit(0, { messages: messages(1, 2), jobs: [job(conversation, { due: 77_000 })] }));
    await writer.close();
    const reader = await open();
    expect(await reader.load(conversation, [])).toEqual({ version: 1, session: { turn: 1 }, handled: [] });
    expect(await reader.messages(conversation, 0, 10)).toEqual(messages(1, 2));
    expect(await lease(conversation, 77_000, reader)).toHaveLength(1);
    await reader.close();
  });

  test('an open store is ready, a closed one is not and takes nothing', async () => {
    const closed = await open();
    await closed.ready();
    await closed.close();
    await closed.close();
    await expect(closed.ready()).rejects.toThrow();
    await expect(closed.commit(newId(), commit(0))).rejects.toThrow();
  });
}
