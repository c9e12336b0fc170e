import { useEffect, useRef, useState } from 'preact/hooks';

export interface LiveEvent {
  readonly lead: string;
  readonly type: 'messages' | 'typing' | 'state';
  readonly from?: string;
}

/**
 * Hears of every lead. `onEvent` gets null when events may have been missed; `onShut` hears that the server refused the connection,
 * which is all that a browser tells; false is returned while the connection is down.
 */
export function useLive(onEvent: (event: LiveEvent | null) => void, onShut: () => void): boolean {
  const [isOnline, setOnline] = useState(true);
  const latest = useRef(onEvent);
  latest.current = onEvent;
  const shut = useRef(onShut);
  shut.current = onShut;
  useEffect(() => {
    let source: EventSource;
    let timer: number | undefined;
    const connect = (): void => {
      source = new EventSource('/api/events');
      source.addEventListener('open', () => {
        setOnline(true);
        latest.current(null);
      });
      source.addEventListener('lead', ({ data }) => latest.current(JSON.parse(String(data)) as LiveEvent));
      source.addEventListener('error', () => {
        setOnline(false);
        // A browser gives up on an answer other than 200, such as a proxy's while the server restarts.
        if (source.readyState !== EventSource.CLOSED) return;
        timer = window.setTimeout(connect, 3000);
        shut.current();
      });
    };
    connect();
    return () => {
      window.clearTimeout(timer);
      source.close();
    };
  }, []);
  return isOnline;
}

/** Acts once the calls have rested for a while. */
export function useRested(act: () => void, ms: number): () => void {
  const timer = useTimer();
  return () => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(act, ms);
  };
}

/** Acts soon after a call, and once for all calls until then: however many leads are busy, the server is asked now and then. */
export function useGathered(act: () => void, ms: number): () => void {
  const timer = useTimer();
  return () => {
    timer.current ??= window.setTimeout(() => {
      timer.current = undefined;
      act();
    }, ms);
  };
}

function useTimer(): { current: number | undefined } {
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return timer;
}
