import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The runs that kill processes take longest: begun last, they would keep one worker busy while the other has nothing left to do. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files); // oxlint-disable-line unicorn/no-array-sort -- it is no array's
    return [...usual.filter(isLong), ...usual.filter((file) => !isLong(file))];
  }
}

function isLong({ moduleId }: TestSpecification): boolean {
  return moduleId.includes('/test/crash/');
}

export default defineConfig({
  test: {
    globalSetup: ['test/global-setup.ts'],
    include: ['test/**/*.test.{ts,tsx}'],
    // Programs and browsers start slowly on a machine that is busy; a limit is for what hangs, not for what waits.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 20_000 } },
    // One more than most machines that run it have processors: a third of the time passes in waiting, for timers and for peers.
    maxWorkers: 3,
    // What tests start finds its modules compiled.
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') },
    sequence: { sequencer: LongestFirst },
    // A file's modules serve the next one too: most of the time went into importing Botkit anew. No test changes a module or a global.
    isolate: false,
  },
});
