import { programPath } from './program.ts';

/** A Chromium for tests that need a browser: the one of `CHROMIUM_PATH`, else of the system. */
export function chromiumPath(): string {
  return (
    process.env['CHROMIUM_PATH'] ||
    programPath({
      names: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'],
      debian: 'chromium',
      advice: 'run "sudo apt-get install -y chromium", or name a Chrome or Chromium in CHROMIUM_PATH',
    })
  );
}
