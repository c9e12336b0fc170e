import { expect, test } from 'vitest';
import { expectProblem } from './expect-problem.ts';
import { running } from './running.ts';

test('a conversation goes on in the language that its own visitor chooses', async () => {
  const spoken: string[] = [];
  const other = await running({ speak: async (conversation, language) => void spoken.push(conversation, language) });
  const there = await other.open();
  const choose = (language: string, headers?: Record<string, string>): Promise<Response> =>
    other.post(`${there.path}/language`, { language }, headers);
  expect((await choose('en', there.headers)).status).toBe(204);
  await expectProblem(await choose('fr', there.headers), 400);
  await expectProblem(await choose('zh-Hant'), 401);
  expect(spoken).toEqual([there.conversation, 'en']);
  await other.close();
});
