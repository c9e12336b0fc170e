import { describe, expect, test } from 'vitest';
import { returned } from '../../flows/engine.ts';
import { realBook, yuan } from './real-book.ts';
import {
  askedForCapital,
  askedForConsent,
  askedForContact,
  begun,
  everything,
  smallTalk,
  affirm,
  decline,
  deny,
  howMuch,
  human,
  nonsense,
  repeat,
  restart,
  set,
  stop,
  Talk,
} from './talk.ts';

describe('consent', () => {
  test('is asked next when a contact was volunteered', () => {
    const talk = begun().hear(set('service', 'callcentre'), set('phone', '13800000000'));
    expect(talk.asked).toBe('consent');
    expect(talk.hear(affirm).asked).toBe('scope');
    expect(talk.values).toMatchObject({ consent: true, phone: '13800000000' });
  });

  test('refused removes all personal data', () => {
    const talk = begun().hear(set('service', 'callcentre'), set('phone', '13800000000'), set('name', '林女士'));
    expect(talk.hear(deny).told).toEqual(['declined consent', 'ask scope first with choices']);
    expect(Object.keys(talk.values)).toEqual(['service', 'consent']);
  });

  test('that cannot be decided is none', () => {
    const talk = askedForConsent().hear(decline);
    expect(talk.told).toEqual(['declined consent', 'handoff qualified']);
    expect(talk.values['consent']).toBe(false);
  });

  test('is given by giving the contact', () => {
    const talk = askedForConsent().hear(set('phone', '13800000000'));
    expect(talk.told).toEqual(['handoff qualified']);
    expect(talk.values['consent']).toBe(true);
  });

  test('is asked again when a contact is given after a refusal', () => {
    const talk = askedForConsent().hear(deny).hear(set('phone', '13800000000'));
    expect(talk.asked).toBe('consent');
    expect(talk.hear(affirm).values).toMatchObject({ consent: true, phone: '13800000000' });
  });

  test('refused in the message that names a number keeps no number', () => {
    expect(askedForConsent().hear(deny, set('phone', '13800000000')).values['phone']).toBeUndefined();
  });
});

describe('a what-if', () => {
  const onlyOneProvince = { type: 'what-if', values: { scope: 'provincial' } } as const;

  test('compares and changes nothing', () => {
    const talk = begun()
      .hear(...everything)
      .hear(onlyOneProvince);
    expect(talk.told).toEqual(['compare']);
    expect(talk.effects[0]).toMatchObject({
      before: { scope: 'nationwide', verdict: 'eligible' },
      after: { scope: 'provincial', verdict: 'eligible' },
    });
    expect(talk.values['scope']).toBe('nationwide');
  });

  test('is kept by a yes', () => {
    const talk = begun()
      .hear(...everything)
      .hear(onlyOneProvince)
      .hear(affirm);
    expect(talk.told).toEqual(['notice kept', 'ask province first']);
    expect(talk.state.slots['scope']).toMatchObject({ value: 'provincial', by: 'said' });
  });

  test('is dropped by a no, and by a new fact', () => {
    const talk = begun()
      .hear(...everything)
      .hear(onlyOneProvince);
    expect(talk.hear(deny).told).toEqual(['notice dropped', 'ask wants-quote digression with choices']);
    expect(talk.hear(onlyOneProvince).hear(set('urgency', 'soon')).state.offer).toBeNull();
  });

  test('outlasts one question, not two', () => {
    const talk = begun()
      .hear(...everything)
      .hear(onlyOneProvince)
      .hear(howMuch);
    expect(talk.told.at(-1)).toBe('compare-again');
    expect(talk.hear(howMuch).told.at(-1)).toMatch(/^ask wants-quote/);
    expect(talk.state.offer).toBeNull();
  });
});

describe('a human', () => {
  test('comes at once, and what was said beside it is kept', () => {
    const talk = askedForCapital().hear(set('capital', yuan(10_000_000)), human);
    expect(talk.told).toEqual(['handoff asked', 'ask consent first with choices']);
    expect(talk.values['capital']).toEqual(yuan(10_000_000));
  });

  test('is not called twice', () => {
    expect(askedForCapital().hear(human).hear(human).told).toContain('notice already-handed');
  });

  test('is awaited without more questions than the contact', () => {
    const talk = askedForCapital().hear(human);
    expect(talk.hear(set('capital', yuan(10_000_000))).told).toEqual(['notice noted']);
    // The question rests now: this "fine" is not a consent.
    expect(talk.hear(affirm).values['consent']).toBeUndefined();
    expect(talk.hear(affirm).asked).toBe('contact');
    expect(talk.hear(set('phone', '13800000000')).told).toEqual(['notice reachable']);
    expect(talk.hear(nonsense).told).toEqual(['notice passed-on']);
  });

  test('gives the talk back where it was, and it is not handed over again for nothing', () => {
    const talk = new Talk(realBook, returned(askedForCapital().hear(human).state));
    expect(talk.hear(set('capital', yuan(10_000_000))).asked).toBe('funding');
    const over = new Talk(realBook, returned(askedForContact().hear(set('phone', '13800000000')).state));
    expect(over.hear(smallTalk('thanks')).told).toEqual(['notice thanks']);
    expect(over.hear(nonsense).told).toEqual(['notice not-understood', 'offer-human']);
  });
});

describe('a call back', () => {
  const callMe = set('wish', 'call-back');

  test('takes a number and a time, whatever it is about', () => {
    const talk = askedForCapital().hear(callMe).hear(affirm);
    expect(talk.asked).toBe('phone');
    expect(talk.hear(set('phone', '13800000004')).asked).toBe('call-time');
    expect(talk.hear(set('call-time', '明天上午')).told).toEqual(['handoff call-back']);
  });

  test('by who gives something else than a number is left at that', () => {
    const talk = begun().hear(callMe).hear(affirm).hear(set('wechat', 'muban_lin'));
    expect(talk.told).toEqual(['handoff call-back']);
  });

  test('that was made is over, and the talk goes on without it', () => {
    const talk = begun().hear(set('service', 'callcentre'), callMe, set('consent', true), set('phone', '13800000004'));
    talk.hear(set('call-time', '明天上午'));
    expect(new Talk(realBook, returned(talk.state)).hear().asked).toBe('scope');
  });
});

describe('around the flow', () => {
  test('stop is kept until something is said', () => {
    const talk = askedForCapital().hear(stop);
    expect(talk.told).toEqual(['notice stopped']);
    expect(talk.hear().told).toEqual([]);
    expect(talk.hear(smallTalk('thanks')).told).toEqual(['notice thanks']);
    expect(talk.hear(smallTalk('greet')).told).toEqual(['notice resumed', 'ask capital first']);
    expect(talk.hear(stop).hear(set('capital', yuan(10_000_000))).told).toEqual(['ask funding first with choices']);
  });

  test('restart forgets everything but that a consultant is on the way', () => {
    const talk = askedForCapital().hear(restart);
    expect(talk.told).toEqual(['notice restarted', 'ask service first with choices']);
    expect(talk.values).toEqual({});
    expect(askedForCapital().hear(human).hear(restart).state.handed).toBe('asked');
  });

  test('repeat repeats and nothing else', () => {
    expect(askedForCapital().hear(repeat).told).toEqual(['repeat']);
  });

  test('small talk does not lose the thread', () => {
    expect(askedForCapital().hear(smallTalk('thanks')).told).toEqual(['notice thanks', 'ask capital digression']);
    expect(askedForCapital().hear(smallTalk('bye')).told).toEqual(['notice bye']);
  });

  test('abuse is met with the offer of a human, and with no other question', () => {
    const talk = askedForCapital().hear(smallTalk('abuse'));
    expect(talk.told).toEqual(['notice abuse']);
    expect(talk.hear(affirm).told).toContain('handoff asked');
  });

  test('who declines the human is led back to the question', () => {
    const talk = askedForCapital().hear(smallTalk('abuse'));
    expect(talk.hear(deny).told).toEqual(['ask capital digression']);
  });

  test('abuse after the handover is told that the consultant is on the way', () => {
    const talk = askedForCapital().hear(human);
    expect(talk.hear(smallTalk('abuse')).told).toContain('notice already-handed');
  });

  test('a slot of an older or newer content is left alone', () => {
    expect(askedForCapital().hear(set('horoscope', '双子座')).told).toEqual(['ask capital again']);
    expect(askedForCapital().hear(set('service', 'time-travel')).told).toEqual(['invalid service', 'ask capital again']);
  });
});
