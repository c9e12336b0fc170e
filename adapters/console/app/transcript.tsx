import type { JSX } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import type { Said } from './api.ts';
import { SpeechContext } from './words.ts';

/** `**bold**` as the prospect sees it; what the prospect typed stays text. */
function shown({ from, text }: Said): JSX.Element[] | string {
  if (from === 'prospect') return text;
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
        {messages.map((message) => (
          <li key={message.seq} class={`said said-${message.from}`}>
            <p class="who">
              {message.name ?? words(message.from)}{' '}
              <time dateTime={message.at}>{new Date(message.at).toLocaleTimeString(language, { timeStyle: 'short' })}</time>
            </p>
            <p class="text">{shown(message)}</p>
          </li>
        ))}
      </ol>
      <p class="typing" role="status">
        {isTyping && words('typing')}
      </p>
    </section>
  );
}
