import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { loadConversation } from '../../bot/bot.ts';
import { loadContent } from '../../bot/content/load.ts';
import { Coverage } from './coverage.ts';
import { unmet } from './expect-step.ts';
import { Stage } from './stage.ts';
import { type Conversation, transcriptsIn } from './transcript.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const coverage = new Coverage(await loadConversation({ root, quoteUrl: (_, number) => `/quotes/${number}?key=sample` }));
const deps = coverage.recording();
const conversations = await transcriptsIn(new URL('.', import.meta.url));
// The names of the provinces are no sentences.
const keys = [...(await loadContent({ root })).texts['zh-Hans'].keys()].filter((key) => !key.startsWith('province.'));

test.each(conversations.map((conversation) => [`${conversation.file}: ${conversation.conversation}`, conversation] as const))(
  '%s',
  (_, conversation) => {
    play(conversation);
  },
);

test('every step of a flow, and both branches of every condition, is in some conversation', () => {
  expect(coverage.uncovered).toEqual([]);
});

test('most texts are said in some conversation', () => {
  // The words of one channel alone are heard in that channel's tests.
  const { used, all, unused } = coverage.texts(keys.filter((key) => !key.startsWith('wecom.')));
  expect(used / all, `not said: ${unused.join(', ')}`).toBeGreaterThanOrEqual(0.85);
});

afterAll(() => console.log(coverage.table(keys)));

/** Throws at the first step that is not as written, with the talk up to there. */
function play(conversation: Conversation): void {
  const stage = new Stage(conversation, deps);
  coverage.take(stage.last);
  for (const [index, step] of conversation.talk.entries()) {
    if (stage.act(step)) {
      coverage.take(stage.last);
      continue;
    }
    const instead = unmet(step, stage.last);
    if (instead === null) continue;
    const place = `test/conversations/${conversation.file}:${conversation.lines[index]}`;
    throw new Error(`${place}\n${stage.script.join('\n')}\n  expected ${JSON.stringify(step)}\n  but ${instead}`);
  }
}
