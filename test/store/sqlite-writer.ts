// Commits to many conversations at once until it is killed, and tells each commit that was acknowledged.
import { writeSync } from 'node:fs';
import { openSqlite } from '../../bot/store/sqlite.ts';
import { commit, job, messages } from './samples.ts';

const store = await openSqlite({ dir: process.argv[2] ?? '' });
const conversations = Array.from({ length: 16 }, (_, n) => `c${n}`);
await Promise.all(
  conversations.map(async (conversation) => {
    for (let { version } = await store.load(conversation, []); ; version++) {
      const span = { from: version * 2 + 1, to: version * 2 + 2 };
      const handled = [{ id: `m${version}`, span }];
      await store.commit(
        conversation,
        commit(version, { messages: messages(span.from, span.to), handled, jobs: [job(conversation)] }),
      );
      writeSync(1, `${conversation} ${version + 1}\n`);
    }
  }),
);
