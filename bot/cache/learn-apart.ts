import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * Has the phrases of the answers learnt by another process, which keeps what they teach for this one and the next start: learning takes
 * some 80 MB that this process would not give back.
 */
export async function learnApart({ root }: { root: string }): Promise<void> {
  const learner = spawn(process.execPath, [join(import.meta.dirname, 'learn-phrases.ts'), root], { stdio: 'ignore' });
  learner.unref();
  // Where it cannot be started, or nothing can be kept, this process learns after all.
  await once(learner, 'exit').catch(() => undefined);
}
