import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { StaffMember } from '../../bot/ports.ts';
import { openRedis } from '../../bot/store/redis.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { Store } from '../../bot/store/store.ts';
import { startRedis } from '../support/redis-server.ts';
import { boss, office } from './office.ts';

/** A thousand people claim one lead at once, in two processes that each have a connection of their own. */
async function claimAtOnce(stores: readonly [Store, Store]): Promise<void> {
  const [first, second] = [await office(stores[0]), await office(stores[1])];
  const lead = await first.waiting('c_thousand');
  const claims = await Promise.allSettled(
    Array.from({ length: 1000 }, (_, index) => {
      const who: StaffMember = { id: `p_${index}`, name: `顾问${index}`, role: 'consultant' };
      return (index % 2 === 0 ? first : second).desk.claim(lead, who);
    }),
  );
  const won = claims.flatMap((claim) => (claim.status === 'fulfilled' ? [claim.value] : []));
  expect(won).toHaveLength(1);
  const owner = (await first.desk.lead(lead, boss)).owner;
  expect(won[0]?.owner).toEqual(owner);
  for (const claim of claims) if (claim.status === 'rejected') expect(claim.reason).toMatchObject({ owner });
  const trail = await first.store.auditTrail(lead);
  expect(trail.filter(({ what }) => what === 'claim')).toMatchObject([{ who: owner?.id }]);
  const said = await first.store.messages('c_thousand', 0, 50);
  expect(said.filter(({ text }) => text.startsWith('handoff.claimed'))).toHaveLength(1);
  await Promise.all([first.close(), second.close()]);
}

test('of a thousand claims at once one wins, on SQLite', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'yinlu-thousand-'));
  const stores = [await openSqlite({ dir }), await openSqlite({ dir })] as const;
  await claimAtOnce(stores);
  await Promise.all(stores.map((store) => store.close()));
  await rm(dir, { recursive: true });
}, 30_000);

test('of a thousand claims at once one wins, on Redis', async () => {
  const server = await startRedis();
  const { url } = server;
  const stores = [await openRedis({ url }), await openRedis({ url })] as const;
  await claimAtOnce(stores);
  await Promise.all(stores.map((store) => store.close()));
  await server.stop();
}, 30_000);
