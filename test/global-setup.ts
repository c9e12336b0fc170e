import { chromiumPath } from './support/chromium.ts';
import { redisServerPath } from './support/redis-server.ts';

/** Installs what is missing before any test runs: test files run side by side, and two installations at once disturb each other. */
export default function setup(): void {
  redisServerPath();
  chromiumPath();
}
