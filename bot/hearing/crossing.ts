import type { Command } from '../../flows/command.ts';
import { valuesOf } from '../../flows/state.ts';
import { answerFor } from '../../knowledge/answers.ts';
import { namesOneOf } from '../../knowledge/questions.ts';
import { companyOf } from '../company.ts';
import { normalise } from '../understanding/normalise.ts';
import type { Understood } from '../understanding/understood.ts';
import type { Said } from './said.ts';
import { isOfPlace, provinceIn } from './scope-told.ts';

/**
 * "能打外省吗", "那要是打到上海呢" of somebody whose licence is to be for one province: it is asked how far that reaches, and shown what it
 * would take. Nothing is changed yet.
 */
export function crossing(commands: readonly Command[], read: Understood, said: Said): readonly Command[] {
  if (!isAsked(commands, read) || !isBeyond(commands, read, said)) return commands;
  // "OK but what if …" says no yes to what was offered.
  const others = commands.filter((command) => command.type !== 'question' && command.type !== 'affirm' && !isOfPlace(command));
  const { question, isOfRule } = questionOf(said);
  const supposed: Command = { type: 'what-if', values: { scope: 'nationwide' } };
  // Before it is known how far it is to reach there is nothing to compare with.
  const isShown = isOfRule && companyOf(valuesOf(said.state)).scope !== undefined;
  return [...others, question, ...(isShown ? [supposed] : [])];
}

/** What it costs elsewhere is another question. */
function isAsked(commands: readonly Command[], { asks }: Understood): boolean {
  const questions = commands.flatMap((command) => (command.type === 'question' ? [command.topic] : []));
  const isSupposed = commands.some(({ type }) => type === 'what-if');
  return (asks === true || isSupposed || questions.length > 0) && questions.every((topic) => ofReach.has(topic));
}

const ofReach: ReadonlySet<string> = new Set(['requirements', 'explain', 'other', 'process']);

function isBeyond(commands: readonly Command[], { reachesProvince }: Understood, { text, state, knowledge }: Said): boolean {
  const { service, scope, province } = companyOf(valuesOf(state));
  if (service !== 'callcentre' || scope === 'nationwide') return false;
  const named = commands.flatMap(provinceIn)[0];
  if (named !== undefined) return reachesProvince === true && province !== undefined && named !== province;
  if (scope === undefined) return false;
  return commands.some(isOfPlace) && namesOneOf(knowledge, normalise(text), ['cross-province']);
}

/** What is asked of it, where that is known, or else what the rule is. */
function questionOf({ text, knowledge }: Said): { question: Command; isOfRule: boolean } {
  const topic = 'requirements';
  const company = { service: 'callcentre' };
  const id = answerFor(knowledge, { topic, text: normalise(text), language: 'zh-Hans', company })?.id;
  if (id?.startsWith(`${rule}-`) === true) return { question: { type: 'question', topic, text }, isOfRule: false };
  const phrase = knowledge.answers.get(rule)?.phrases[0] ?? text;
  return { question: { type: 'question', topic, text: phrase, written: text }, isOfRule: true };
}

/** The answer with the rule; those that go with it are named after it. */
const rule = 'cross-province';
