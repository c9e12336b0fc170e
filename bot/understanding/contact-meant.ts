import { without } from './masking.ts';
import type { Manner } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Whether a contact may be used, by whom and how, and whether one is given at all. */
export function contactMeant(
  said: string,
  { words }: Vocabulary,
): Pick<
  Manner,
  | 'refusesContact'
  | 'withholdsContact'
  | 'sendsTo'
  | 'staysHere'
  | 'isWechatToo'
  | 'addsNumber'
  | 'allowsContact'
  | 'refusesCalls'
> {
  return {
    ...(words['wechat.same'].has(said) && { isWechatToo: true }),
    ...(words['contact.besides'].has(said) && { addsNumber: true }),
    ...(words['contact.sent'].has(said) && { sendsTo: true, allowsContact: true }),
    ...(words['contact.allowed'].has(said) && { allowsContact: true }),
    ...(words['contact.wished'].has(said) && { allowsContact: 'person' }),
    ...callsRefused(said, words),
    ...(words['consent.refused'].has(without(said, words['contact.not-others'].all(said))) && { refusesContact: true }),
    ...(words['contact.kept'].has(said) && { withholdsContact: true }),
    ...(words['contact.here'].has(said) && { staysHere: true }),
  };
}

function callsRefused(said: string, words: Vocabulary['words']): Pick<Manner, 'refusesCalls'> {
  if (words['contact.by-email'].has(said)) return { refusesCalls: 'email' };
  return words['call.not'].has(said) ? { refusesCalls: true } : {};
}
