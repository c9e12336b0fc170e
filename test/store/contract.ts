import { afterAll, beforeAll, describe } from 'vitest';
import type { Job, Store } from '../../bot/store/store.ts';
import { commitContract } from './contract-commits.ts';
import { feedContract } from './contract-feeds.ts';
import { jobContract } from './contract-jobs.ts';
import { listContract } from './contract-lists.ts';

/** A store that is held to its promises. */
export interface Subject {
  readonly store: () => Store;
  /** Opens another instance on the same data. */
  readonly open: () => Promise<Store>;
  /** Leases due jobs for 500 ms and gives those of one conversation: other tests may have left some behind. */
  readonly lease: (conversation: string, now: number, from?: Store) => Promise<Job[]>;
  /** Events reach other instances. */
  readonly shared: boolean;
}

/** Runs every promise of `Store` against a store. */
export function storeContract(name: string, open: () => Promise<Store>, { shared }: { shared: boolean }): void {
  describe(name, () => {
    let opened: Store;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());
    const lease: Subject['lease'] = async (conversation, now, from = opened) => {
      const jobs = await from.leaseJobs({ now, leaseMs: 500, limit: 1000 });
      return jobs.filter((leased) => leased.conversation === conversation);
    };
    const subject = { store: () => opened, open, lease, shared };
    commitContract(subject);
    jobContract(subject);
    listContract(subject);
    feedContract(subject);
  });
}
