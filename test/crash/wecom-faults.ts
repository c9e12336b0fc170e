import { setTimeout as sleep } from 'node:timers/promises';
import { conversationAt } from '../../adapters/wechat/customer-service/address.ts';
import { plainText } from '../../adapters/wechat/plain-text.ts';
import { sessionSchema } from '../../bot/session/session.ts';
import type { Store } from '../../bot/store/store.ts';
import type { Customer } from '../support/wecom-people.ts';
import { type Fault, startWecom, type Wecom } from '../support/wecom-server.ts';
import { lines } from './lines.ts';
import { seenOf, type Told } from './seen.ts';
import { shareOf, type Side, type SideSpec, type World } from './side.ts';

const account = 'wkFaults';
const aesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';
const settings = {
  WECOM_CORP_ID: 'ww1234567890abcdef',
  WECOM_KF_SECRET: 'kf-secret',
  WECOM_KF_TOKEN: 'QDG6eK',
  WECOM_KF_AES_KEY: aesKey,
};
const answeredWithinMs = 15_000;
/** What WeCom may never have to refuse: quota, window, state, an ended session, an impossible move. */
const forbidden = new Set([95001, 95002, 95013, 95016, 95018]);

interface Talking {
  readonly world: World;
  readonly wecom: Wecom;
  readonly said: Map<string, string[]>;
  spoilt: number;
}

/** Customers of WeChat customer service. */
export async function wecomSide(world: World, spec: SideSpec): Promise<Side> {
  const callback = {
    get url() {
      return `http://127.0.0.1:${world.port('any')}/wechat/customer-service`;
    },
    token: settings.WECOM_KF_TOKEN,
    aesKey,
  };
  const wecom = await startWecom({ corpId: settings.WECOM_CORP_ID, secret: settings.WECOM_KF_SECRET, callback });
  wecom.addAccount(account);
  const customers = Array.from({ length: spec.people }, (_, index) => wecom.customer(account, `wm${index}`));
  const talking: Talking = { world, wecom, said: new Map(), spoilt: 0 };
  return {
    env: { ...settings, WECOM_API_BASE: wecom.baseUrl },
    async talk() {
      spoil(talking);
      await Promise.all(customers.map((customer, index) => talk(talking, customer, shareOf(spec, index))));
    },
    async look(store) {
      // Callbacks that were dropped are made up for by the next one of the account.
      wecom.push.notify(account);
      const found = await Promise.all(
        customers.map(async (customer) => [customer.user, await faultsOf(talking, store, customer)] as const),
      );
      return new Map(found.filter(([, faults]) => faults.length > 0));
    },
    goOn(user) {
      wecom.customer(account, user).say('在吗');
      talking.said.get(user)?.push('在吗');
    },
    refused: () =>
      wecom.asked
        .filter(({ errcode }) => forbidden.has(errcode))
        .map(({ path, errcode }) => `${path} had to be refused with ${errcode}`),
    spoilt: () => talking.spoilt,
    // Its sends have ids of ours: what may have been lost is sent again.
    unseen: () => 0,
    replyMs: () => [],
    close: () => wecom.close(),
  };
}

/** From now on things go wrong. */
function spoil(talking: Talking): void {
  const { wecom } = talking;
  const { random } = talking.world;
  const kinds: readonly Fault[] = [
    { type: 'delay', ms: 400 },
    { type: 'reset', when: 'before' },
    { type: 'reset', when: 'after' },
    { type: 'bad-gateway', when: 'before' },
    { type: 'bad-gateway', when: 'after' },
    { type: 'busy' },
    { type: 'truncated' },
  ];
  wecom.faults = () => {
    if (random() < 0.003) wecom.revokeToken();
    if (random() > 0.06) return undefined;
    talking.spoilt += 1;
    return kinds[Math.floor(random() * kinds.length)];
  };
  Object.assign(wecom.sync, {
    pageCap: 20,
    comesEmpty: () => random() < 0.1,
    repeats: () => (random() < 0.3 ? 5 : 0),
    swaps: () => random() < 0.5,
  });
  Object.assign(wecom.push.manner, { copies: () => Math.floor(random() * 4), delayMs: () => random() * 200 });
}

async function talk({ world: { random }, said }: Talking, customer: Customer, count: number): Promise<void> {
  await sleep(random() * 1000);
  const own: string[] = [];
  said.set(customer.user, own);
  for (let turn = 0; turn < count; turn += 1) {
    const text = lines[turn % lines.length] ?? '';
    const { received } = customer.chat;
    const before = received.length;
    customer.say(text);
    own.push(text);
    // Most wait for an answer; some write on.
    const end = Date.now() + answeredWithinMs;
    while (random() < 0.98 && received.length === before && Date.now() < end) await sleep(200);
  }
}

async function faultsOf({ world, said }: Talking, store: Store, customer: Customer): Promise<readonly string[]> {
  const conversation = await conversationAt(store, { account, user: customer.user });
  const messages = await store.messages(conversation, 0, 1000);
  const heard = messages.filter(({ from }) => from === 'prospect').map(({ text }) => text);
  const faults: string[] = [];
  if (JSON.stringify(heard) !== JSON.stringify(said.get(customer.user))) {
    faults.push(
      `${customer.user} said ${said.get(customer.user)?.length} messages, ${heard.length} were heard, or in another order`,
    );
  }
  const { session } = await store.load(conversation, []);
  if (!session || (await store.deliveredUpTo(conversation)) < sessionSchema.parse(session).seq)
    faults.push(`${customer.user} has not been sent all`);
  const told = messages
    .filter(({ from }) => from !== 'prospect')
    .map((message): Told => ({ seq: message.seq, text: plainText(message, world.publicUrl) }));
  const { unknown, missing } = seenOf(
    told,
    customer.chat.received.map(({ text }) => text),
    { inOrder: true },
  );
  faults.push(
    ...unknown.map((text) => `${customer.user} saw twice, out of order or out of nothing: ${text.slice(0, 40)}`),
    ...missing
      .slice(0, 1)
      .map(({ seq }) => `${customer.user} never saw ${missing.length} of ${told.length} messages, the first ${seq}`),
  );
  return faults;
}
