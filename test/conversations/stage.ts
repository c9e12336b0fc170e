import { converse, openReading, type ConversationDeps, type Conversed, type Exchange } from '../../bot/conversation.ts';
import { type Change, claimed, givenBack, pooled, replied, returned, type Words } from '../../bot/leads/changes.ts';
import { deskWords } from '../../bot/wording/desk-words.ts';
import type { Incoming, StaffMember } from '../../bot/ports.ts';
import { sessionSchema, type Session } from '../../bot/session/session.ts';
import { newSession } from '../../bot/turn.ts';
import { type Proposal, proposalOf } from '../../bot/understanding/model/proposal.ts';
import type { Effect } from '../../flows/effect.ts';
import type { State } from '../../flows/state.ts';
import type { Conversation, Step } from './transcript.ts';

/** One turn as it happened, for expectations and coverage. */
export interface Turned {
  readonly before: State;
  readonly session: Session;
  readonly effects: readonly Effect[];
  /** What was said in the turn, by whoever speaks for the firm. */
  readonly texts: readonly string[];
  /** When it happened. */
  readonly now: number;
}

const unitsMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
type Unit = keyof typeof unitsMs;

/** A conversation with the real bot, without server, store or clock. */
export class Stage {
  readonly script: string[] = [];
  readonly #deps: ConversationDeps;
  readonly #name: string;
  #now: number;
  #choices: readonly { value: string; label: string }[] = [];
  #count = 0;
  #proposal: Proposal | null = null;
  #queue: Exchange['queue'];
  #consultant: StaffMember = { id: 'staff-1', name: 'consultant', role: 'consultant' };
  last: Turned;

  constructor({ conversation, language, now, channel }: Conversation, deps: ConversationDeps) {
    this.#deps = deps;
    this.#name = conversation;
    this.#now = Date.parse(now);
    const session = newSession({ channel, language }, new Date(this.#now));
    this.last = { before: session.state, session, effects: [], texts: [], now: this.#now };
    this.#turn({});
  }

  /** Does what a step says happens; false for a step that only expects something. */
  act(step: Step): boolean {
    if (step.model !== undefined) this.#proposal = proposalOf(JSON.stringify(step.model));
    else if (step.user !== undefined) this.#turn({ text: step.user });
    else if (step.tap !== undefined) this.#turn({ choice: this.#choice(step.tap) });
    else if (step.wait !== undefined) this.#wait(step.wait);
    else if (step.claim !== undefined) this.#claim(step.claim);
    else if (step.return) this.#desk(returned(this.#words));
    else if (step.consultant !== undefined) this.#speak(step.consultant);
    else if (step.reload) this.#reload();
    else return this.#meanwhile(step);
    return true;
  }

  #meanwhile(step: Step): boolean {
    if (step.queue !== undefined) this.#queue = step.queue as Exchange['queue'];
    else if (step.late !== undefined) this.#late(step.late);
    else return false;
    return true;
  }

  #turn(said: Pick<Incoming, 'text' | 'choice'>): void {
    const { session } = this.last;
    this.#now += 20_000;
    const now = new Date(this.#now);
    const fresh = [{ id: `m${++this.#count}`, at: now.toISOString(), ...said }];
    const exchange = { conversation: this.#name, session, fresh, now, ...(this.#queue && { queue: this.#queue }) };
    const proposal = openReading(exchange, this.#deps) && this.#proposal;
    this.#proposal = null;
    this.#took(converse({ ...exchange, ...(proposal && { proposal }) }, this.#deps), session.state);
  }

  #took({ session, heard, drafts, effects }: Conversed, before: State): void {
    const texts = drafts.map(({ text }) => text);
    for (const text of heard) this.script.push(`  客: ${text}`);
    for (const text of texts) this.script.push(`  机: ${text.replaceAll('\n', '\n      ')}`);
    this.#choices = drafts.flatMap(({ choices }) => choices ?? []);
    const kept = unchanging({ ...session, seq: session.seq + heard.length + drafts.length });
    this.last = { before, session: kept, effects, texts, now: this.#now };
  }

  #choice(tapped: string): string {
    const fits = this.#choices.find(({ value, label }) => [value, label].includes(tapped) || value.endsWith(`=${tapped}`));
    if (!fits)
      throw new Error(`there is no choice "${tapped}" among ${this.#choices.map(({ value }) => value).join(', ') || 'none'}`);
    return fits.value;
  }

  #wait(duration: string): void {
    const [count, unit] = duration.split(' ');
    this.#now += Number(count) * unitsMs[unit?.replace(/s$/, '') as Unit];
    this.script.push(`  (${duration})`);
  }

  #claim(name: string): void {
    this.#consultant = { id: 'staff-1', name, role: 'consultant' };
    this.#desk(claimed(this.#words));
  }

  /** What the Staff API does, without its store. */
  #desk(change: Change): void {
    const { session } = this.last;
    const changed = change(session, this.#consultant, new Date(this.#now).toISOString());
    this.#say(
      changed?.session ?? session,
      (changed?.drafts ?? []).map(({ text }) => text),
      '机',
    );
  }

  #late(what: 'pooled' | 'given-back'): void {
    const at = new Date(this.#now).toISOString();
    this.#desk((session) => (what === 'pooled' ? pooled(this.#words)(session, at, at) : givenBack(this.#words)(session, at)));
  }

  #speak(text: string): void {
    const { session } = this.last;
    this.#say(replied(session, this.#consultant, new Date(this.#now).toISOString()), [text], '顾问');
  }

  /** What a store keeps is JSON that is parsed again. */
  #reload(): void {
    this.#say(sessionSchema.parse(JSON.parse(JSON.stringify(this.last.session))), [], '机');
  }

  #say(session: Session, texts: readonly string[], who: string): void {
    for (const text of texts) this.script.push(`  ${who}: ${text}`);
    this.last = {
      before: session.state,
      session: { ...session, seq: session.seq + texts.length },
      effects: [],
      texts,
      now: this.#now,
    };
  }

  readonly #words: Words = (key, session, params) => deskWords(this.#deps)(key, session, params);
}

/** Stores remember the texts of a session's parts: what one turn left, the next one must not change in its place. */
function unchanging<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(Object.freeze(value))) unchanging(part);
  return value;
}
