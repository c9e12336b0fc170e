import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { LeadSummary } from '../../bot/store/store.ts';
import type { Subject } from './contract.ts';
import { commit, entry, lead, newId } from './samples.ts';

/** What every store promises about leads, records and the audit trail. */
export function listContract({ store }: Subject): void {
  test('leads are listed by their last change, page after page, each once', async () => {
    const mark = randomUUID();
    const leads = Array.from({ length: 25 }, (_, n) =>
      // Several share a millisecond: the order must hold across pages all the same.
      lead(newId(), {
        status: ['open', 'waiting', 'won'][n % 3] ?? '',
        updated: new Date(1_780_000_000_000 + Math.floor(n / 4) * 1000).toISOString(),
        document: { mark, n },
      }),
    );
    await Promise.all(leads.map((each) => store().commit(each.conversation, commit(0, { lead: each }))));
    const seen: LeadSummary[] = [];
    let after: string | undefined;
    do {
      const page = await store().leads({ q: mark, limit: 6, ...(after === undefined ? {} : { after }) });
      expect(page.leads.length).toBeLessThanOrEqual(6);
      seen.push(...page.leads);
      after = page.next;
    } while (after !== undefined);
    expect(seen).toHaveLength(25);
    expect(new Set(seen.map((each) => each.conversation)).size).toBe(25);
    expect(seen.map((each) => each.updated)).toEqual(
      seen
        .map((each) => each.updated)
        .toSorted()
        .toReversed(),
    );
  });

  test('a changed lead takes the place of the one before, in its list too', async () => {
    const conversation = newId();
    const mark = randomUUID();
    const later = lead(conversation, { status: 'claimed', updated: '2026-06-01T00:00:00Z', document: { mark } });
    await store().commit(conversation, commit(0, { lead: lead(conversation, { status: 'open', document: { mark } }) }));
    await store().commit(conversation, commit(1, { lead: later }));
    await store().commit(conversation, commit(2));
    expect((await store().leads({ q: mark, limit: 5 })).leads).toEqual([later]);
    expect((await store().leads({ q: mark, status: 'open', limit: 5 })).leads).toEqual([]);
    expect((await store().leads({ q: mark, status: 'claimed', limit: 5 })).leads).toEqual([later]);
  });

  test('leads are found by what stands in them, in any case and width', async () => {
    const mark = randomUUID();
    const conversation = newId();
    await store().commit(conversation, commit(0, { lead: lead(conversation, { document: { company: `示例ABC科技${mark}` } }) }));
    for (const q of [`示例abc科技${mark}`, `示例ＡＢＣ科技${mark.toUpperCase()}`, mark]) {
      expect((await store().leads({ q, limit: 5 })).leads).toHaveLength(1);
    }
    // Words that a store may write shorter are found by any part of them.
    const told = newId();
    await store().commit(told, commit(0, { lead: lead(told, { document: { headline: `${mark} 码号 · 全国 · 三个月` } }) }));
    expect((await store().leads({ q: `${mark} 码号 · 全`, limit: 5 })).leads.map(({ conversation: each }) => each)).toEqual([
      told,
    ]);
    for (const q of [`示例_BC科技${mark}`, `%${mark}`, `.*${mark}`]) {
      expect((await store().leads({ q, limit: 5 })).leads).toEqual([]);
    }
  });

  test('leads are listed by whose they are', async () => {
    const [mine, other, mark] = [newId(), newId(), randomUUID()];
    const owned = (conversation: string, id: string): LeadSummary =>
      lead(conversation, { status: 'claimed', document: { mark, owner: { id, name: '张三' } } });
    await store().commit(mine, commit(0, { lead: owned(mine, `p-${mark}`) }));
    await store().commit(other, commit(0, { lead: owned(other, 'p_other') }));
    expect((await store().leads({ owner: `p-${mark}`, limit: 5 })).leads.map(({ conversation }) => conversation)).toEqual([mine]);
    expect((await store().leads({ owner: `p-${mark}`, status: 'waiting', limit: 5 })).leads).toEqual([]);
    expect((await store().leads({ owner: 'p_other', q: mark, limit: 5 })).leads).toHaveLength(1);
  });

  test('records are put, read, listed and deleted by kind', async () => {
    const kind = `kind-${randomUUID()}`;
    await store().putRecord(kind, 'a', { name: '甲' });
    await store().putRecord(kind, 'b', 2);
    await store().putRecord(kind, 'a', { name: '乙' });
    expect(await store().getRecord(kind, 'a')).toEqual({ name: '乙' });
    expect(await store().getRecord(kind, 'c')).toBeNull();
    expect(await store().listRecords(kind)).toEqual([
      { id: 'a', document: { name: '乙' } },
      { id: 'b', document: 2 },
    ]);
    await store().deleteRecord(kind, 'a');
    expect(await store().getRecord(kind, 'a')).toBeNull();
    expect(await store().listRecords(kind)).toEqual([{ id: 'b', document: 2 }]);
  });

  test('of several changes to one record from the same state, one is made and the others are refused', async () => {
    const kind = `kind-${randomUUID()}`;
    const all = (from: unknown, tos: readonly unknown[]): Promise<boolean[]> =>
      Promise.all(tos.map((to) => store().changeRecord(kind, 'a', { from, to })));
    expect((await all(null, [{ n: 1 }, { n: 2 }, { n: 3 }])).filter(Boolean)).toHaveLength(1);
    const first = await store().getRecord(kind, 'a');
    const names = ['甲', '乙', '丙'].map((name) => ({ ...(first as object), name }));
    const made = await all(first, names);
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await store().getRecord(kind, 'a')).toEqual(names[made.indexOf(true)]);
    expect(await all(first, [null])).toEqual([false]);
    expect(await all(names[made.indexOf(true)], [null])).toEqual([true]);
    expect(await store().listRecords(kind)).toEqual([]);
  });

  test('questions that nothing is known to are listed, the latest first, at most twenty of one conversation', async () => {
    const [one, many] = [newId(), newId()];
    await store().commit(one, commit(0, { questions: [asked('a\nb "c"', 1), asked('没有的', 30)] }));
    await store().commit(one, commit(1));
    await store().commit(many, commit(0, { questions: Array.from({ length: 19 }, (_, n) => asked(`q${n}`, 2 + n)) }));
    await store().commit(many, commit(1, { questions: [asked('q19', 21), asked('q20', 22)] }));
    const own = (await store().questions(10_000)).filter(({ conversation }) => [one, many].includes(conversation));
    expect(own.map(({ text }) => text)).toEqual(['没有的', ...Array.from({ length: 20 }, (_, n) => `q${19 - n}`), 'a\nb "c"']);
    expect(own.at(-1)).toEqual({ conversation: one, ...asked('a\nb "c"', 1) });
    expect(await store().questions(1)).toHaveLength(1);
  });

  test('the audit trail of a subject is whole, in order, wherever its entries came from', async () => {
    const subject = `lead-${randomUUID()}`;
    await store().commit(
      newId(),
      commit(0, { audit: [entry(subject, 'second', '2026-01-02T00:00:00.000Z'), entry('else', 'x')] }),
    );
    await store().audit(entry(subject, 'first', '2026-01-01T00:00:00.000Z'));
    await store().commit(newId(), commit(0, { audit: [entry(subject, 'third', '2026-01-03T00:00:00.000Z')] }));
    expect((await store().auditTrail(subject)).map(({ what }) => what)).toEqual(['first', 'second', 'third']);
  });
}

/** Later than what other tests on the same store have asked. */
function asked(text: string, minute: number): { at: string; language: string; text: string } {
  return { at: new Date(Date.UTC(2099, 0, 1, 0, minute)).toISOString(), language: 'en', text };
}
