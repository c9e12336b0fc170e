import { describe, expect, test } from 'vitest';
import { yuan } from './real-book.ts';
import {
  askedForCapital,
  askedForConsent,
  askedForContact,
  begun,
  everything,
  affirm,
  correct,
  decline,
  deny,
  howMuch,
  nonsense,
  set,
} from './talk.ts';

describe('a talk', () => {
  test('gives before it asks', () => {
    expect(begun().told).toEqual(['ask service first with choices']);
    expect(begun().hear(set('service', 'callcentre')).told).toEqual(['say overview', 'ask scope first with choices']);
  });

  test('with everything said at once has the verdict at once', () => {
    expect(begun().hear(...everything).told).toEqual([
      'say verdict',
      'say timeline',
      'say cooperation',
      'ask wants-quote first with choices',
    ]);
  });

  test('goes on to quote, consent, contact and handoff', () => {
    const talk = begun().hear(...everything);
    expect(talk.hear(affirm).told).toEqual(['say quote', 'ask consent first with choices']);
    expect(talk.hear(affirm).told).toEqual(['ask contact first']);
    expect(talk.hear(set('wechat', 'harbour_lin')).told).toEqual(['handoff qualified']);
    expect(talk.state.handed).toBe('qualified');
  });

  test('with funding that the sources do not cover goes to a consultant without date or price', () => {
    const talk = askedForCapital().hear(set('capital', yuan(20_000_000)), set('funding', 'hmt'));
    expect(talk.told).toEqual(['say verdict', 'ask consent first with choices']);
  });

  test('asks for the province of a 96 number, and never for its scope', () => {
    expect(begun().hear(set('service', 'code-96')).asked).toBe('province');
    expect(begun().hear(set('service', 'code-95')).asked).toBe('capital');
  });

  test('goes on with a description when the service cannot be named', () => {
    const talk = begun().hear(decline);
    expect(talk.told).toEqual(['declined service', 'ask need first']);
    expect(talk.hear(set('service', 'callcentre')).asked).toBe('scope');
  });
});

describe('a correction', () => {
  test('is named before what follows from it, and only that is said again', () => {
    const talk = begun()
      .hear(...everything)
      .hear(correct('capital', yuan(5_000_000)));
    expect(talk.told).toEqual(['noted capital', 'say verdict again', 'ask wants-quote digression with choices']);
    expect(talk.effects[0]).toEqual({
      type: 'noted',
      changes: [{ slot: 'capital', from: yuan(10_000_000), to: yuan(5_000_000) }],
    });
  });

  test('without a value asks anew', () => {
    const talk = askedForCapital().hear(set('capital', yuan(10_000_000)), set('funding', 'domestic'));
    expect(talk.hear(correct('funding')).told).toEqual(['noted funding', 'ask funding again with choices']);
  });

  test('to the value that is known changes nothing', () => {
    const talk = begun().hear(...everything);
    const before = talk.state.slots;
    expect(talk.hear(correct('capital', yuan(10_000_000))).told).toEqual([
      'notice noted',
      'ask wants-quote digression with choices',
    ]);
    expect(talk.state.slots).toEqual(before);
  });

  test('there and back in one message is none', () => {
    const talk = begun()
      .hear(...everything)
      .hear(set('scope', 'provincial'), set('scope', 'nationwide'));
    expect(talk.told).toEqual(['notice noted', 'ask wants-quote digression with choices']);
  });

  test('adding that the same amount is subscribed is kept without a word', () => {
    const talk = begun()
      .hear(...everything)
      .hear(set('capital', { ...yuan(10_000_000), kind: 'subscribed' }));
    expect(talk.told).toEqual(['notice noted', 'ask wants-quote digression with choices']);
    expect(talk.values['capital']).toMatchObject({ kind: 'subscribed' });
  });

  test('beside a "no" is not a "no" to the pending question', () => {
    const talk = begun()
      .hear(...everything)
      .hear(deny, correct('capital', yuan(5_000_000)));
    expect(talk.values['wants-quote']).toBeUndefined();
  });

  test('after the handoff still updates what was said', () => {
    const talk = askedForContact()
      .hear(set('phone', '13800000000'))
      .hear(correct('capital', yuan(5_000_000)));
    expect(talk.told).toEqual(['noted capital', 'say verdict again']);
  });
});

describe('a question in the middle', () => {
  test('is answered, then the pending one comes back in other words', () => {
    expect(askedForCapital().hear(howMuch, { ...howMuch, topic: 'timeline' }).told).toEqual([
      'answer price',
      'answer timeline',
      'ask capital digression',
    ]);
  });

  test('may come with an answer', () => {
    expect(askedForCapital().hear(set('capital', yuan(10_000_000)), howMuch).told).toEqual([
      'answer price',
      'ask funding first with choices',
    ]);
  });
});

describe('an answer that makes no sense', () => {
  test('is asked for in other words, then with choices, then a human is offered', () => {
    const talk = askedForCapital();
    expect(talk.hear(nonsense).told).toEqual(['notice not-understood', 'ask capital again']);
    expect(talk.hear(nonsense).told).toEqual(['notice not-understood', 'ask capital last with choices']);
    expect(talk.hear(nonsense).told).toEqual(['offer-human']);
    expect(talk.hear(nonsense).told).toEqual(['offer-human']);
    expect(talk.hear(affirm).told.slice(0, 1)).toEqual(['handoff asked']);
  });

  test('is forgotten with the next that does', () => {
    const talk = askedForCapital().hear(nonsense).hear(nonsense).hear(nonsense).hear(set('company', '海棠呼叫有限公司'));
    expect(talk.told).toEqual(['notice noted', 'ask capital digression']);
    expect(talk.hear(nonsense).told).toEqual(['notice not-understood', 'ask capital again']);
  });

  test('is explained where it failed a validation', () => {
    const talk = askedForContact();
    expect(talk.hear(set('phone', '1380000000')).told).toEqual(['invalid phone', 'ask contact again']);
    expect(talk.values['phone']).toBeUndefined();
    expect(talk.hear(set('phone', '1380000000')).told).toEqual(['invalid phone', 'ask contact last with choices']);
    expect(talk.hear(set('phone', '13800000000')).told).toEqual(['handoff qualified']);
  });

  test('is a "yes" where an amount was asked for', () => {
    expect(askedForCapital().hear(affirm).told).toEqual(['ask capital again']);
  });

  test('is an "oh", of which nothing is said', () => {
    expect(askedForCapital().hear({ type: 'nod' }).told).toEqual(['ask capital again']);
  });

  test('is a "no" where an amount was asked for: there is none yet', () => {
    expect(askedForCapital().hear(deny).told).toEqual(['declined capital', 'ask funding first with choices']);
  });

  test('does not count beside one that does', () => {
    expect(askedForCapital().hear(nonsense, set('funding', 'domestic')).told).toEqual(['notice noted', 'ask capital digression']);
  });
});

describe('who will not say', () => {
  test('is not asked again, and may say it later', () => {
    const talk = askedForCapital().hear(decline);
    expect(talk.told).toEqual(['declined capital', 'ask funding first with choices']);
    expect(talk.hear({ ...decline, slot: 'capital' }).told).toEqual(['ask funding digression with choices']);
    expect(talk.hear(set('capital', yuan(10_000_000)), set('funding', 'domestic')).told).toContain('say verdict');
  });

  test('declines every contact with the one that was named', () => {
    const talk = askedForContact().hear({ type: 'decline', slot: 'phone', reason: 'refused' });
    expect(talk.told).toEqual(['declined contact', 'handoff qualified']);
    expect(askedForContact().hear(deny).told).toEqual(['declined contact', 'handoff qualified']);
    const earlier = askedForConsent().hear({ type: 'decline', slot: 'phone', reason: 'refused' });
    expect(earlier.told).toEqual(['declined consent', 'handoff qualified']);
  });
});
