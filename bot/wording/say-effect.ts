import type { Change, Effect, Notice, Values } from '../../flows/effect.ts';
import { sayAnswer } from './say-answer.ts';
import { sayAsk } from './ask.ts';
import { sayKnown } from './say-known.ts';
import { sayChecklist } from './say-checklist.ts';
import { sayCompare, sayCompareAgain } from './say-compare.ts';
import { sayCooperation, sayQuote } from './say-quote.ts';
import { sayTarget, sayTimeline } from './say-timeline.ts';
import { sayVerdict } from './say-verdict.ts';
import { type Part, type Scene, serviceName } from './scene.ts';
import { series } from './series.ts';
import { sayValue, sayValueWithin, slotName } from './value.ts';
import { sayWaiting, withWait } from './wait.ts';

/** What the bot says for one effect. A repetition is worded by whoever knows what was said last. */
export function sayEffect(scene: Scene, effect: Exclude<Effect, { type: 'repeat' }>): Part {
  // Each wording takes the effect of its own name; the table cannot say so to the compiler, `Wordings` does.
  const wording = wordings[effect.type] as (scene: Scene, effect: Effect) => Part;
  return wording(scene, effect);
}

type Wordings = {
  readonly [Type in Exclude<Effect['type'], 'repeat'>]: (scene: Scene, effect: Extract<Effect, { type: Type }>) => Part;
};

const wordings: Wordings = {
  noted: (scene, { changes }) => ({ text: sayChanges(scene, changes), leads: true }),
  invalid: (scene, { slot }) => ({ text: firstOf(scene, `invalid.${slot}`, 'invalid.any'), leads: true }),
  declined: (scene, { slot }) => ({ text: sayDeclined(scene, slot), leads: true }),
  handoff: sayHandoff,
  notice: sayNotice,
  answer: sayAnswer,
  say: saySay,
  compare: sayCompare,
  'compare-again': sayCompareAgain,
  ask: sayAsk,
  'read-back': sayReadBack,
  'offer-human': sayOffer,
  'offer-erase': sayErase,
};

type Sayer = (scene: Scene, changed: boolean) => Part;

/** The statements that are computed; every other `say` is a text. */
const sayers: Readonly<Record<string, Sayer>> = {
  verdict: sayVerdict,
  target: sayTarget,
  timeline: sayTimeline,
  cooperation: sayCooperation,
  quote: sayQuote,
  checklist: sayChecklist,
  overview: sayOverview,
};

function saySay(scene: Scene, { say, changed }: { say: string; changed: boolean }): Part {
  const sayer = sayers[say];
  if (sayer) return sayer(scene, changed);
  return { text: scene.words(`say.${say}`, { service: serviceName(scene, scene.company.service ?? null) }) };
}

/** Who asked for a consultant first of all has told nothing that could be passed on. */
function sayHandoff(scene: Scene, { reason }: { reason: string }): Part {
  const isFirst = reason === 'asked' && !scene.isBegun && Object.keys(scene.values).length === 0;
  const key = isFirst ? 'handoff.asked-first' : `handoff.${reason}`;
  // Who has named a time is called then, however long others wait.
  const isTimed = reason === 'call-back' && scene.values['call-time'] !== undefined;
  if (isTimed) return { text: scene.words('handoff.call-back-timed'), leads: true };
  return { text: withWait(scene, firstOf(scene, key, 'handoff.asked')), leads: true };
}

/** Who is angry gets the way to a human as a choice. */
function sayNotice(scene: Scene, { notice }: { notice: Notice }): Part {
  if (notice === 'known') return { text: sayKnown(scene), leads: true };
  if (notice === 'wait') return { text: sayWaiting(scene), leads: true };
  if (notice === 'no-person' && scene.handed) return { text: scene.words('handoff.no-person'), leads: true };
  const part = { text: noticed(scene, notice), leads: true };
  return notice === 'abuse' ? { ...part, choices: [human(scene)] } : part;
}

function noticed(scene: Scene, notice: Notice): string {
  const { values, words } = scene;
  if (notice === 'no-calls' && values['consent'] === true) return words('noted.in-writing');
  if (notice !== 'already-handed') return words(`notice.${notice}`);
  const isCalled = values['wish'] === 'call-back' && values['phone'] !== undefined;
  return withWait(
    scene,
    words(isCalled ? 'handoff.call-back' : isReachable(scene) ? 'handoff.reaches' : 'notice.already-handed'),
  );
}

/** A consultant may use what was left. */
function isReachable({ values }: Scene): boolean {
  return values['consent'] === true && ['phone', 'wechat', 'email', 'messenger'].some((way) => values[way] !== undefined);
}

/** A first answer before anything is asked: the rough range and what decides it. */
function sayOverview(scene: Scene): Part {
  const { service, scope } = scene.company;
  const key = `say.overview.${service ?? ''}${scope ? `-${scope}` : ''}`;
  const text = firstOf(scene, key, `say.overview.${service ?? 'callcentre'}`);
  return { text, facts: overviewFacts(scene) };
}

function overviewFacts({ company: { service, scope } }: Scene): readonly string[] {
  if (service === 'callcentre') return scope ? [`timeline-${scope}`] : ['timeline-nationwide', 'timeline-provincial'];
  if (service === 'code-95') return ['code-95-scope', 'code-follows-licence', 'code-six-digits'];
  return service === 'code-96' ? ['code-96-scope', 'code-follows-licence'] : [];
}

function sayChanges(scene: Scene, changes: readonly Change[]): string {
  const { words } = scene;
  // A yes or no is no value that one reads out: "permission to contact you is now no".
  const all = changes.filter(({ to }) => typeof to !== 'boolean');
  // What falls away with a change is asked for anew, and needs no words of its own.
  const stated = all.filter(({ to }) => to !== null);
  if (stated.length === 0 && all.some(({ slot }) => slot === 'wish')) return words('noted.no-wish');
  const valued = stated.length > 0 ? stated : all;
  const [first] = valued;
  if (!first)
    return words(changes.some(({ slot, to }) => slot === 'consent' && to === false) ? 'noted.withdrawn' : 'notice.noted');
  if (valued.length === 1) return sayChange(scene, first);
  const list = valued.map(({ slot, to }) =>
    words('noted.item', { slot: slotName(scene, slot), to: to === null ? '' : sayValueWithin(scene, slot, to) }),
  );
  return words('noted.several', { list: series(words, list, 'labels.clauses') });
}

function sayChange(scene: Scene, { slot, to }: Change): string {
  const { words } = scene;
  if (to === null) return words('noted.forgotten', { slot: slotName(scene, slot) });
  // Which province it is was told before: said back, it can be put right.
  const { province } = scene.values;
  if (to === 'provincial' && typeof province === 'string') {
    return words('noted.in-province', { province: sayValue(scene, 'province', province) });
  }
  const own = `noted.of.${slot}`;
  return words(words.has(own) ? own : 'noted.one', { slot: slotName(scene, slot), to: sayValueWithin(scene, slot, to) });
}

/** What is not sure is said as what was meant, in the prospect's reach to deny. */
function sayReadBack(scene: Scene, { values }: { values: Values }): Part {
  const { words } = scene;
  const items = Object.entries(values).map(([slot, value]) =>
    words('read-back.item', { slot: slotName(scene, slot), value: sayValueWithin(scene, slot, value) }),
  );
  const choices = [
    { value: 'right', label: words('choice.right') },
    { value: 'wrong', label: words('choice.wrong') },
  ];
  return { text: words('read-back.ask', { list: series(words, items, 'labels.clauses') }), choices };
}

function sayOffer(scene: Scene): Part {
  return { text: scene.words('offer.human'), choices: [human(scene)] };
}

function sayErase({ words }: Scene, { contact }: { contact: boolean }): Part {
  return {
    text: contact ? words('offer.erase') : words('offer.erase-talk'),
    choices: [
      { value: 'erase-all', label: words('choice.erase-all') },
      { value: 'erase-not', label: words('choice.erase-not') },
    ],
  };
}

function human({ words }: Scene): { value: string; label: string } {
  return { value: 'human', label: words('choice.human') };
}

/** Who waits for a consultant is told that no contact is needed for that. */
function sayDeclined(scene: Scene, slot: string): string {
  const isContact = slot === 'consent' || slot === 'contact';
  return isContact && scene.handed ? scene.words('handoff.no-contact') : firstOf(scene, `declined.${slot}`, 'declined.any');
}

function firstOf(scene: Scene, key: string, otherwise: string): string {
  return scene.words(scene.words.has(key) ? key : otherwise);
}
