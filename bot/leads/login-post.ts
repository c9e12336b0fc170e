import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { StaffMember } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { type Letter, type PersonalWay, tellPerson, type WayName, waysTo } from './personal-way.ts';
import type { StaffLanguage } from './lead-reading.ts';
import { isSame, type Staff, type StaffEntry } from './staff.ts';

/** Sends login links to people's own addresses. */
export interface LoginPost {
  readonly ways: readonly WayName[];
  /** To somebody who is known; null when no way leads to them. Rejects with NotTakenError. */
  send(id: string, by: Pick<StaffMember, 'id'>, language?: StaffLanguage): Promise<WayName | null>;
  /**
   * To whoever says that they are reached there, if that is one of us who may sign in. It returns before anything is looked up:
   * neither the answer nor its time tells whether somebody is known.
   */
  ask(address: string, language: StaffLanguage): void;
}

export interface LoginPostDeps {
  readonly staff: Staff;
  readonly store: Pick<Store, 'audit'>;
  readonly ways: readonly PersonalWay[];
  /** What is written; the link stays good as long as a login token. */
  readonly letter: (language: StaffLanguage, about: { name: string; token: string }) => Letter;
  readonly language: StaffLanguage;
  readonly now: () => Date;
  readonly log: { warn(details: object, message: string): void };
}

/** Posts by the given ways; three letters a quarter of an hour and person, where they ask for themselves. */
export function loginPost(deps: LoginPostDeps): LoginPost {
  const { staff, store, ways, letter, now, log } = deps;
  const letters = new RateLimiterMemory({ points: mostLetters, duration: spanSeconds, keyPrefix: 'letters' });
  const mayBeSent = (person: string): Promise<boolean> =>
    letters.consume(person).then(
      () => true,
      () => false,
    );
  const post: LoginPost = {
    ways: ways.map(({ name }) => name),
    async send(id, by, language = deps.language) {
      const person = await allowed(staff, (each) => each.id === id);
      if (!person || waysTo(person, ways).length === 0) return null;
      const token = await staff.loginToken(id);
      const sent = await tellPerson(person, ways, letter(language, { name: person.name, token }));
      await store.audit({ at: now().toISOString(), who: by.id, what: `staff-login-sent:${sent}`, subject: id });
      return sent;
    },
    ask(address, language) {
      const asked = address.trim();
      const look = async (): Promise<void> => {
        const person = await allowed(staff, ({ email, wecom }) => isSame(email, asked) || isSame(wecom, asked));
        // Nobody's letter box is filled by a stranger.
        if (person && (await mayBeSent(person.id))) await post.send(person.id, person, language);
      };
      look().catch((error: unknown) => log.warn({ error }, 'a login link that was asked for could not be sent'));
    },
  };
  return post;
}

async function allowed(staff: Staff, is: (person: StaffEntry) => boolean): Promise<StaffEntry | undefined> {
  return (await staff.list()).find((person) => person.disabled === undefined && is(person));
}

const mostLetters = 3;
const spanSeconds = 15 * 60;
