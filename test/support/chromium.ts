import { type Browser, chromium } from 'playwright-core';
import { programPath } from './program.ts';

/** Chromium without a window: the one of `CHROMIUM_PATH`, else of the system. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args });
}

let shared: Promise<Browser> | undefined;

/** One Chromium for all test files of this process; it ends with it. Contexts share nothing: each file closes its own. */
export async function sharedChromium(): Promise<Browser> {
  const running = await (shared ??= launchChromium());
  if (running.isConnected()) return running;
  shared = launchChromium();
  return shared;
}

/** Closes whatever a file's tests have left open. */
export async function closePages(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}

/** The path of a Chromium; it is installed where it is missing and can be. */
export function chromiumPath(): string {
  return (
    process.env['CHROMIUM_PATH'] ||
    programPath({
      // Made for machines, the shell opens a page in less than half the time.
      names: ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'],
      debian: ['chromium-headless-shell', 'chromium'],
      advice: 'run "sudo apt-get install -y chromium", or name a Chrome or Chromium in CHROMIUM_PATH',
    })
  );
}

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  // One process draws all pages of a test; a process for each page was most of what opening it cost.
  '--renderer-process-limit=1',
  '--disable-features=IsolateOrigins,site-per-process',
];
