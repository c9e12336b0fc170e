import type { JSX } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import type { Said } from './api.ts';
import { SpeechContext } from './words.ts';

/** The bot's `**bold**` as such; whatever a stranger typed stays text. */
function withBold(text: string): JSX.Element[] {
  return text.split(/\*\*(?=\S)([^*\n]+)\*\*/).map((piece, index) => (index % 2 === 1 ? <strong>{piece}</strong> : <>{piece}</>));
}

/** What was said, oldest first. */
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
            <p class="text">{withBold(text)}</p>
          </li>
        ))}
      </ol>
      <p class="typing" role="status">
        {isTyping && words('typing')}
      </p>
    </section>
  );
}
