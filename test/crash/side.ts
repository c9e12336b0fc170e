import type { Store } from '../../bot/store/store.ts';

export interface SideSpec {
  readonly messages: number;
  readonly people: number;
}

/** What both kinds of chat share. */
export interface World {
  readonly random: () => number;
  /** Of one of the two processes: any, or one that is not being killed. */
  readonly port: (is: 'any' | 'alive') => number;
  readonly publicUrl: string;
}

/** People in one kind of chat, with the simulator behind it. */
export interface Side {
  readonly env: Readonly<Record<string, string>>;
  /** All that they have to say, while things go wrong. */
  talk(): Promise<void>;
  /** What is wrong with each of them now, by who it is. */
  look(store: Store): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Says something more, so that what did not fit WeChat's quota can come with the answer. */
  goOn(person: string): void;
  /** What the simulator had to refuse and should not have had to. */
  refused(): readonly string[];
  spoilt(): number;
  /** Messages that were never shown, and of which it is noted with the lead that nobody can know. */
  unseen(): number;
  replyMs(): readonly number[];
  close(): Promise<void>;
}

/** How many of the messages are this person's. */
export function shareOf({ messages, people }: SideSpec, index: number): number {
  return Math.floor(messages / people) + (index < messages % people ? 1 : 0);
}
