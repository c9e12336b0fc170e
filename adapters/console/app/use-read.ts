import { useEffect, useState } from 'preact/hooks';
import { Refused } from './api.ts';

/**
 * Reads something, and reads it anew when what it depends on changes. What was read before stands until then. While the server is
 * away it is tried again and again: a page that was opened in between would stay empty for ever.
 */
export function useRead<T>(read: () => Promise<T>, on: readonly unknown[], onFailure: (error: unknown) => void): T | undefined {
  const [found, setFound] = useState<T>();
  useEffect(() => {
    let isCurrent = true;
    const load = async (): Promise<void> => {
      const answer = await read();
      // A slow answer to an older question must not take the place of a newer one.
      if (isCurrent) setFound(answer);
    };
    let timer: number | undefined;
    const attempt = (): void => {
      load().catch((error: unknown) => {
        onFailure(error);
        if (isCurrent && isAway(error)) timer = window.setTimeout(attempt, againMs);
      });
    };
    attempt();
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
    };
  }, on);
  return found;
}

/** No answer, or one of a proxy in the server's place. */
function isAway(error: unknown): boolean {
  return !(error instanceof Refused) || error.status >= 500;
}

const againMs = 3000;
