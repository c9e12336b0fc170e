import * as z from 'zod';
import { leadOf } from '../../bot/leads/lead-id.ts';
import type { Message } from '../../bot/message.ts';
import { lines, type Talk } from './prospect.ts';
import type { Notification } from './receiver.ts';

const notificationSchema = z.object({ type: z.string(), data: z.object({ lead: z.string() }) });

/**
 * What is wrong with a transcript, in words; nothing when each acknowledged message stands in it once and in order, was
 * answered by exactly the replies that the prospect was given, and no seq is missing or used twice.
 */
export function faultsOf(talk: Talk, transcript: readonly Message[]): readonly string[] {
  const faults: string[] = [];
  const { conversation, acknowledged, greeting } = talk;
  transcript.forEach(({ seq }, index) => {
    if (seq !== index + 1) faults.push(`seq ${seq} where ${index + 1} belongs`);
  });

  const [before, ...turns] = turnsOf(transcript);
  if (!same(before, greeting)) faults.push('the greeting is not what was shown');
  if (turns.length !== acknowledged.length) {
    faults.push(`${acknowledged.length} messages acknowledged, ${turns.length} kept`);
  }
  acknowledged.forEach(({ id, text, replies }, index) => {
    const [message, ...answers] = turns[index] ?? [];
    if (message?.text !== text) faults.push(`${id} is not in its place`);
    if (!answers.some(({ from }) => from === 'bot')) faults.push(`${id} was not answered`);
    // After the last message the bot may speak of its own accord (a reminder), never between two turns.
    const given = index === acknowledged.length - 1 ? answers.slice(0, replies.length) : answers;
    if (!same(given, replies)) faults.push(`${id} was answered otherwise than acknowledged`);
    const once = new Set(given.map((answer) => answer.text));
    if (once.size !== given.length) faults.push(`${id} was answered twice`);
  });
  return faults.map((fault) => `${conversation}: ${fault}`);
}

/** Which of these conversations the firm was not told of, or was told of under more ids than one. */
export function untold(talks: readonly Talk[], notifications: readonly Notification[]): readonly string[] {
  const idsByLead = new Map<string, Set<string>>();
  for (const { id, body } of notifications) {
    const { type, data } = notificationSchema.parse(JSON.parse(body));
    if (type === 'lead.waiting') idsByLead.set(data.lead, (idsByLead.get(data.lead) ?? new Set()).add(id));
  }
  return talks
    .filter(({ acknowledged }) => acknowledged.length === lines.length)
    .flatMap(({ conversation }) => {
      const ids = idsByLead.get(leadOf(conversation))?.size ?? 0;
      return ids === 1 ? [] : [`${conversation}: handed over once, told ${ids} times`];
    });
}

/** The greeting, then one list for each message of the prospect with what follows it. */
function turnsOf(transcript: readonly Message[]): readonly (readonly Message[])[] {
  const turns: Message[][] = [[]];
  for (const message of transcript) {
    if (message.from === 'prospect') turns.push([]);
    turns.at(-1)?.push(message);
  }
  return turns;
}

function same(left: readonly Message[] | undefined, right: readonly Message[]): boolean {
  return JSON.stringify(left?.map(({ seq, text }) => [seq, text])) === JSON.stringify(right.map(({ seq, text }) => [seq, text]));
}
