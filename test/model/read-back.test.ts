import { describe, expect, test } from 'vitest';
import type { Command, SlotValue } from '../../flows/command.ts';
import { realBook, yuan } from '../flows/real-book.ts';
import { affirm, askedForCapital, askedForConsent, begun, correct, deny, human, nonsense, set, Talk } from '../flows/talk.ts';

const propose = (values: Readonly<Record<string, SlotValue>>): Command => ({ type: 'propose', values });
const fiveMillion = propose({ capital: yuan(5_000_000) });

describe('what a model proposes', () => {
  test('is read back, and nothing is known by it', () => {
    const talk = askedForCapital().hear(fiveMillion);
    expect(talk.told).toEqual(['read-back']);
    expect(talk.values['capital']).toBeUndefined();
  });

  test('is known once the prospect says yes, and marked as read by a model', () => {
    const talk = askedForCapital().hear(fiveMillion).hear(affirm);
    expect(talk.state.slots['capital']).toMatchObject({ value: yuan(5_000_000), by: 'model' });
    expect(talk.asked).toBe('funding');
  });

  test('is gone after a no, and the question comes in other words', () => {
    const talk = askedForCapital().hear(fiveMillion).hear(deny);
    expect(talk.told).toEqual(['notice misread', 'ask capital again']);
    expect(talk.hear(affirm).values['capital']).toBeUndefined();
  });

  test('is put right in one breath', () => {
    const talk = askedForCapital()
      .hear(fiveMillion)
      .hear(deny, correct('capital', yuan(8_000_000)));
    expect(talk.values['capital']).toEqual(yuan(8_000_000));
    expect(talk.told.join()).not.toContain('misread');
  });

  test('is dropped by anything else that is said', () => {
    const talk = askedForCapital().hear(fiveMillion).hear(set('funding', 'domestic'));
    expect(talk.hear(affirm).values['capital']).toBeUndefined();
  });

  test('that is wrong again and again ends with choices, and then with a human', () => {
    const talk = askedForCapital();
    for (const told of ['ask capital again', 'ask capital last with choices', 'offer-human']) {
      expect(talk.hear(fiveMillion).hear(deny).told.at(-1)).toBe(told);
    }
  });

  test('changes nothing that is known before the yes, and what changes is named after it', () => {
    const talk = askedForCapital()
      .hear(set('capital', yuan(10_000_000)))
      .hear(fiveMillion);
    expect(talk.values['capital']).toEqual(yuan(10_000_000));
    expect(talk.hear(affirm).told).toContain('noted capital');
  });

  test('that is known already is no news', () => {
    expect(
      begun()
        .hear(set('service', 'callcentre'))
        .hear(propose({ service: 'callcentre' })).told[0],
    ).toBe('notice not-understood');
  });

  test('never answers for the prospect what is personal or wants a yes', () => {
    const talk = askedForConsent().hear(propose({ consent: true, phone: '13800000000', 'wants-quote': true, name: '林女士' }));
    expect(talk.told[0]).toBe('notice not-understood');
    expect(talk.state.offer).toBeNull();
  });

  test('that no slot takes is left out', () => {
    const talk = begun().hear(propose({ horoscope: '双子座', scope: 'galaxy', service: 'code-95' }));
    expect(talk.state.offer).toEqual({ type: 'read-back', values: { service: 'code-95' } });
  });

  test('waits while a human is called', () => {
    const talk = askedForCapital().hear(fiveMillion, human);
    expect(talk.told[0]).toBe('handoff asked');
    expect(talk.state.offer).toBeNull();
  });

  test('that was not answered does not keep the talk in circles', () => {
    const talk = askedForCapital();
    expect(talk.hear(nonsense).hear(fiveMillion).hear(nonsense).told.at(-1)).toBe('ask capital last with choices');
    expect(new Talk(realBook, talk.state).hear(nonsense).told).toEqual(['offer-human']);
  });
});
