import { useContext, useEffect, useRef } from 'preact/hooks';
import type { Said } from './api.ts';
import { SpeechContext } from './words.ts';

/** What was said, oldest first, shown as plain text: whatever a stranger typed stays text. */
export function Transcript({ messages, isTyping }: { messages: readonly Said[]; isTyping: boolean }) {
  const { words, language } = useContext(SpeechContext);
  const box = useRef<HTMLOListElement>(null);
  const last = messages.at(-1)?.seq;
  useEffect(() => box.current?.scrollTo({ top: box.current.scrollHeight }), [last]);
  return (
    <section class="transcript" aria-labelledby="transcript-title">
      <h3 id="transcript-title">{words('transcript')}</h3>
      {/* It scrolls, so it must be reachable by keyboard. */}
      <ol ref={box} tabIndex={0} aria-labelledby="transcript-title" aria-live="polite">
        {messages.map(({ seq, from, name, text, at }) => (
          <li key={seq} class={`said said-${from}`}>
            <p class="who">
              {name ?? words(from)} <time dateTime={at}>{new Date(at).toLocaleTimeString(language, { timeStyle: 'short' })}</time>
            </p>
            <p class="text">{text}</p>
          </li>
        ))}
      </ol>
      <p class="typing" role="status">
        {isTyping && words('typing')}
      </p>
    </section>
  );
}
