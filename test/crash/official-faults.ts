import { setTimeout as sleep } from 'node:timers/promises';
import { conversationOf } from '../../adapters/wechat/official-account/arrival.ts';
import { plainText } from '../../adapters/wechat/plain-text.ts';
import type { Message } from '../../bot/message.ts';
import { sessionSchema } from '../../bot/session/session.ts';
import type { Store } from '../../bot/store/store.ts';
import { type Fault, OfficialAccountSimulator, officialEnv, samples } from '../support/wechat-official-account.ts';
import { lines } from './lines.ts';
import { seenOf, type Told } from './seen.ts';
import { shareOf, type Side, type SideSpec, type World } from './side.ts';

/** What WeChat may never have to refuse: quota, window, size. */
const forbidden = new Set([45_002, 45_015, 45_047]);
/** What has no effect on the phone, and is known not to have had any. */
const faults: readonly Fault[] = [{ delayMs: 400 }, 'reset-after', 'bad-gateway', 'busy', 'truncated'];

interface Follower {
  readonly openid: string;
  /** What they said, and whether WeChat ever had an answer to it: what was not acknowledged may have been heard or not. */
  readonly said: { readonly text: string; readonly isAcknowledged: boolean }[];
  /** Whether they always waited for the answer: then the order is theirs. */
  isPatient: boolean;
  /** Messages that they were never shown, and of which it is noted that nobody can know. */
  unseen: number;
  readonly wrong: string[];
}

interface Talking {
  readonly world: World;
  readonly sim: OfficialAccountSimulator;
  /** Messages that are pushed twice at a time; WeChat does not do that with what it hung up on. */
  readonly twins: Set<string>;
  spoilt: number;
  ids: bigint;
}

/** Followers of an official account. */
export async function officialSide(world: World, spec: SideSpec): Promise<Side> {
  const sim = new OfficialAccountSimulator({ ...samples, kind: 'service' });
  const apiBase = await sim.start();
  Object.defineProperty(sim, 'callback', { get: () => `http://127.0.0.1:${world.port('alive')}/wechat/official-account` });
  const talking: Talking = { world, sim, twins: new Set(), spoilt: 0, ids: 22_876_340_532_000_001n };
  const followers = Array.from({ length: spec.people }, (_, index): Follower => {
    return { openid: `oFaults_${String(index).padStart(20, '0')}`, said: [], isPatient: true, unseen: 0, wrong: [] };
  });
  return {
    env: officialEnv(apiBase),
    async talk() {
      spoil(talking);
      await Promise.all(followers.map((follower, index) => talk(talking, follower, shareOf(spec, index))));
      Object.assign(sim, { hangUp: () => null });
    },
    async look(store) {
      const found = await Promise.all(
        followers.map(async (follower) => [follower.openid, await faultsOf(talking, store, follower)] as const),
      );
      return new Map(found.filter(([, wrong]) => wrong.length > 0));
    },
    goOn(openid) {
      const follower = followers.find((each) => each.openid === openid);
      if (follower) void say(talking, follower, '在吗');
    },
    refused: () => [
      ...sim.calls.filter(({ code }) => forbidden.has(code)).map(({ path, code }) => `${path} had to be refused with ${code}`),
      ...sim.troubles.filter((trouble) => trouble.startsWith('a reply that')),
    ],
    spoilt: () => talking.spoilt,
    unseen: () => followers.reduce((sum, { unseen }) => sum + unseen, 0),
    replyMs: () => sim.answeredMs,
    close: () => sim.stop(),
  };
}

/** From now on things go wrong. */
function spoil(talking: Talking): void {
  const { sim, world } = talking;
  const { random } = world;
  sim.hangUp = (attempt, id) => {
    // On its last try it listens: of what nobody ever answered it cannot be said whether it was read.
    if (attempt === 3 || talking.twins.has(id) || random() > 0.12) return null;
    talking.spoilt += 1;
    return random() < 0.5 ? 'at-once' : 'mid-reply';
  };
  sim.fault = () => {
    if (random() < 0.003) sim.revoke();
    if (random() > 0.06) return null;
    talking.spoilt += 1;
    return faults[Math.floor(random() * faults.length)] ?? null;
  };
}

async function talk(talking: Talking, follower: Follower, count: number): Promise<void> {
  const { random } = talking.world;
  const open: Promise<void>[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    await sleep(random() * 2000);
    const saying = say(talking, follower, lines[turn % lines.length] ?? '');
    open.push(saying);
    // Most wait for an answer; some write on, and then WeChat itself does not keep the order.
    if (random() < 0.9) await saying;
    else follower.isPatient = false;
  }
  await Promise.all(open);
}

/** Says it; at times WeChat pushes it to two processes, or again when it was long answered. */
async function say(talking: Talking, follower: Follower, text: string): Promise<void> {
  const { sim, world } = talking;
  const { openid, said, wrong } = follower;
  const again = String(talking.ids++);
  const isTwin = world.random() < 0.1;
  if (isTwin) talking.twins.add(again);
  const twin = isTwin ? sim.repeat(openid, text, again) : null;
  const pushed = await sim.say(openid, text, { again });
  const late = world.random() < 0.1 ? sim.repeat(openid, text, again) : null;
  said.push({ text, isAcknowledged: pushed.trouble === undefined });
  for (const repeated of [await twin, await late]) {
    const isOther = pushed.reply !== undefined && repeated?.reply !== undefined && repeated.reply !== pushed.reply;
    if (isOther) wrong.push(`${openid} was answered in two ways to the same push`);
  }
}

async function faultsOf({ sim, world }: Talking, store: Store, follower: Follower): Promise<readonly string[]> {
  const { openid, wrong } = follower;
  const conversation = conversationOf(samples.appId, openid);
  const messages = await store.messages(conversation, 0, 1000);
  const { session } = await store.load(conversation, []);
  if (!session) return [`${openid} has no conversation`];
  const { seq, lead } = sessionSchema.parse(session);
  const isSent = (await store.deliveredUpTo(conversation)) >= seq;
  const told = messages
    .filter(({ from }) => from !== 'prospect')
    .map((message): Told => ({ seq: message.seq, text: plainText(message, world.publicUrl) }));
  const shown = sim.person(openid).shown.map(({ text }) => text);
  const { unknown, missing } = seenOf(told, shown, { inOrder: false });
  const isNoted = lead.events.some(({ event }) => event === 'undelivered:uncertain');
  const unsaid = isNoted ? [] : missing.filter(({ seq: at }) => at > answeredInVain(follower, messages));
  follower.unseen = missing.length - unsaid.length;
  return [
    ...wrong,
    ...heardWrongly(follower, messages),
    ...(isSent ? [] : [`${openid} has not been sent all`]),
    ...unknown.map((text) => `${openid} saw twice, or out of nothing: ${text.slice(0, 30)}${sightings(sim, openid, text)}`),
    ...(unsaid.length > 0
      ? [`${openid} never saw ${unsaid.length} of ${told.length} messages${missed(sim, openid, unsaid)}`]
      : []),
  ];
}

/**
 * Where the replies end to the last push of which no try was ever answered; 0 when there was none. A try may have been handed its answer and
 * hung up on, and the process that was to note so, and to answer the next try, been killed: of what it had claimed nobody can know.
 */
function answeredInVain({ said }: Follower, messages: readonly Message[]): number {
  const inVain = new Set(said.filter(({ isAcknowledged }) => !isAcknowledged).map(({ text }) => text));
  const asked = messages.findLastIndex(({ from, text }) => from === 'prospect' && inVain.has(text));
  if (asked < 0) return 0;
  const next = messages.findIndex(({ from }, index) => index > asked && from === 'prospect');
  return messages.at(next < 0 ? -1 : next - 1)?.seq ?? 0;
}

function heardWrongly({ openid, said, isPatient }: Follower, messages: readonly Message[]): readonly string[] {
  const heard = messages.filter(({ from }) => from === 'prospect').map(({ text }) => text);
  const certain = said.filter(({ isAcknowledged }) => isAcknowledged).map(({ text }) => text);
  const left = [...heard];
  const lost = certain.filter((text) => {
    const at = left.indexOf(text);
    // In order: what comes later stands behind it.
    if (at >= 0) left.splice(isPatient ? 0 : at, isPatient ? at + 1 : 1);
    return at < 0;
  });
  if (lost.length === 0 && heard.length <= said.length) return [];
  return [`${openid} said ${said.length} messages, ${heard.length} were heard, ${lost.length} lost or out of order`];
}

/** What was missed, and the pushes of whoever missed it, for whoever has to find out why. */
function missed(sim: OfficialAccountSimulator, openid: string, unsaid: readonly Told[]): string {
  const texts = unsaid.map(({ seq, text }) => `\n    ${seq}: ${text.slice(0, 30)}`);
  const tries = sim.tried
    .filter((tried) => tried.openid === openid)
    .map(({ id, at, ms, how }) => `\n    ${new Date(at).toISOString()} ${id.slice(-4)} ${how} after ${Math.round(ms)} ms`);
  return [...texts, ...tries].join('');
}

/** Where and when they saw it, for whoever has to find out why. */
function sightings(sim: OfficialAccountSimulator, openid: string, text: string): string {
  const all = sim.person(openid).shown.filter((shown) => shown.text.includes(text.slice(0, 20)));
  return all
    .map(({ at, way, to }) => `\n    ${new Date(at).toISOString()} ${way}${to === undefined ? '' : ` to ${to}`}`)
    .join('');
}
