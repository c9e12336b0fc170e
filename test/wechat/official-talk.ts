import { conversationOf } from '../../adapters/wechat/official-account/arrival.ts';
import type { Session } from '../../bot/session/session.ts';
import { samples } from '../support/wechat-official-account.ts';
import { type ServerParts, type HouseSettings, openHouse } from './official-house.ts';

const houses: ServerParts[] = [];
export async function closeHouses(): Promise<void> {
  for (const house of houses.splice(0).toReversed()) await house.close();
}

export async function open(settings: HouseSettings = {}): Promise<ServerParts> {
  const house = await openHouse(settings);
  houses.push(house);
  return house;
}

export const who = 'oABCDEFG_hijklmnop-0001';
export const conversation = conversationOf(samples.appId, who);

export async function sessionOf({ store }: ServerParts): Promise<Session> {
  return (await store.load(conversation, [])).session as Session;
}

export function shownBy({ sim }: ServerParts, openid = who): readonly string[] {
  return sim.person(openid).shown.map(({ text }) => text);
}

/** A consultant has the conversation and says something. */
export async function consultantSays(house: ServerParts, text: string): Promise<void> {
  await house.bot.conversations.act(conversation, (session) => ({
    result: null,
    session: { ...session, owner: { consultant: 's1', name: '林' } },
    drafts: [{ from: 'consultant', text, name: '林' }],
  }));
}
