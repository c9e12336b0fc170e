import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['test/global-setup.ts'],
    include: ['test/**/*.test.{ts,tsx}'],
    // Programs and browsers start slowly on a machine that is busy; a limit is for what hangs, not for what waits.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    maxWorkers: 2,
    // A file's modules serve the next one too: most of the time went into importing Botkit anew. No test changes a module or a global.
    isolate: false,
  },
});
