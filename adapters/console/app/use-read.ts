import { useEffect, useState } from 'preact/hooks';

/** Reads something, and reads it anew when what it depends on changes. What was read before stands until then. */
export function useRead<T>(read: () => Promise<T>, on: readonly unknown[], onFailure: (error: unknown) => void): T | undefined {
  const [found, setFound] = useState<T>();
  useEffect(() => {
    let isCurrent = true;
    const load = async (): Promise<void> => {
      const answer = await read();
      // A slow answer to an older question must not take the place of a newer one.
      if (isCurrent) setFound(answer);
    };
    load().catch(onFailure);
    return () => {
      isCurrent = false;
    };
  }, on);
  return found;
}
