import { personalWays } from '../../adapters/notify/personal.ts';
import { speech } from '../../adapters/notify/words.ts';
import type { Config } from '../config.ts';
import { postedLink } from '../leads/login-link.ts';
import { type LoginPost, loginPost, type LoginPostDeps } from '../leads/login-post.ts';
import type { PersonalWay } from '../leads/personal-way.ts';
import { loginMinutes } from '../leads/staff.ts';

interface LoginSideDeps extends Pick<LoginPostDeps, 'staff' | 'store' | 'log'> {
  readonly config: Pick<Config, 'notify' | 'wecomApp' | 'publicUrl' | 'host' | 'port'>;
}

/** The ways to one person, and login links by them: these lead to where this server is reached, whatever a request says that is. */
export function openPost({ config, ...deps }: LoginSideDeps): { ways: readonly PersonalWay[]; post: LoginPost } {
  const ways = personalWays(config.notify, config.wecomApp, () => Date.now());
  const post = loginPost({
    ...deps,
    ways,
    now: () => new Date(),
    language: config.notify.language,
    letter: (language, { name, token }) =>
      speech(language).login({ name, link: postedLink(config, token), minutes: loginMinutes }),
  });
  return { ways, post };
}
