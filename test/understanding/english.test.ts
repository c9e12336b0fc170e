import { describe, expect, test } from 'vitest';
import { spokenLanguage } from '../../bot/hearing/spoken-language.ts';
import { isEnglish } from '../../bot/understanding/english.ts';
import { loadVocabulary } from '../../bot/understanding/load-vocabulary.ts';

const vocabulary = loadVocabulary();
const answeredIn = (text: string): string => spokenLanguage('zh-Hans', [text], (one) => isEnglish(one, vocabulary));

describe('on a Chinese page', () => {
  test.each([
    'how much?',
    'need license',
    'What documents?',
    'how long',
    'not sure',
    'we are domestic',
    'call me please',
    'is it possible',
    'do you speak english',
    'English please',
    "what's the difference",
    'i need 95 number',
    'all local money, no foreign investor',
    'dont know yet',
  ])('%s is answered in English', (text) => {
    expect(answeredIn(text)).toBe('en');
  });

  test.each([
    'OK',
    'ok thanks',
    'hi',
    'Hello',
    'hi there',
    'good morning',
    'Blue Heron Trading Limited',
    'Nimbus Contact Solutions Ltd',
    'call center',
    'linda_zhao88',
    'my.name@example.com',
    'wechat: sunny_lee66',
    'RMB 5 million',
    '500w',
    'WFOE',
    'icp license',
    'Kevin Zhang',
    'yes',
    'thank you',
    'B25',
    'price',
    'how much 呢',
  ])('%s is answered in Chinese', (text) => {
    expect(answeredIn(text)).toBe('zh-Hans');
  });
});
