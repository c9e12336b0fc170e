import type { ConversationDeps } from '../conversation.ts';
import type { Draft } from '../message.ts';
import type { Acted } from '../ports.ts';
import type { Language, Session } from '../session/session.ts';
import { sayAsk } from './ask.ts';
import { choiceLabel } from './choice.ts';
import { greeting } from './greeting.ts';
import { sceneOf } from './scene-of.ts';
import type { Scene } from './scene.ts';

interface Wish {
  readonly conversation: string;
  readonly language: Language;
  readonly now: Date;
}

/**
 * The talk in another language from here on, as its prospect chose it outside the talk: what is open is asked again in it, with its
 * quick replies. A consultant who has the talk is not talked over. Pure.
 */
export function inLanguage(deps: ConversationDeps, { conversation, language, now }: Wish): (before: Session) => Acted<null> {
  return (before) => {
    if (before.language === language) return { result: null };
    const session = { ...before, language };
    if (typeof session.owner === 'object' || session.silenced) return { result: null, session };
    const scene = sceneOf({ conversation, session, fresh: [], now }, deps, session.state);
    const choices = session.offered.map((value) => ({ value, label: choiceLabel(scene, value) }));
    const draft: Draft = { text: openIn(scene, session), ...(choices.length > 0 && { choices }) };
    return { result: null, session, drafts: [{ ...draft, from: 'bot' }] };
  };
}

/** What is open: before anything was said the greeting, then the question that waits for its answer. */
function openIn(scene: Scene, { state: { pending } }: Session): string {
  if (!scene.isBegun) return greeting(scene, []).text;
  return pending ? sayAsk(scene, { slot: pending.slot, variant: 'first', choices: false }).text : scene.words('notice.language');
}
