import { mailer } from '../../adapters/notify/mail.ts';
import type { Config } from '../config.ts';
import { oidc } from '../leads/oidc.ts';
import { problemOf, type Finding } from './doctor-finding.ts';

/** The ways by which colleagues come in, as far as they are configured. Nobody is sent anything. */
export async function entranceOf({ oidc: provider, notify: { mail, email } }: Config): Promise<readonly Finding[]> {
  return Promise.all([
    ...(provider ? [findingOf('oidc', provider.issuer, () => oidc(provider, 'http://127.0.0.1/').begin())] : []),
    // Where mail goes to a group the notifier's own check says so.
    ...(mail && !email ? [findingOf('mail', new URL(mail.smtpUrl).host, () => mailer(mail).probe())] : []),
  ]);
}

async function findingOf(name: 'oidc' | 'mail', place: string, tries: () => Promise<unknown>): Promise<Finding> {
  try {
    await tries();
    return { name, level: 'ok', outcome: 'reached', values: { place } };
  } catch (error) {
    return { name, level: 'fail', outcome: 'unreachable', values: { place, problem: problemOf(error) } };
  }
}
