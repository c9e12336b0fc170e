import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Said } from './model.ts';
import { useSpeech } from './words.ts';

/** What was said, oldest first. */
export function Transcript({ messages, isTyping }: { messages: readonly Said[]; isTyping: boolean }) {
  const { words } = useSpeech();
  const box = useRef<HTMLOListElement>(null);
  const last = messages.at(-1)?.seq;
  useEffect(() => box.current?.scrollTo({ top: box.current.scrollHeight }), [last]);
  return (
    <>
      {/* It scrolls, so it must be reachable by keyboard. */}
      <ol class="transcript" ref={box} tabIndex={0} aria-label={words('transcript')} aria-live="polite">
        {messages.map((message, index) => (
          <Turn key={message.seq} message={message} before={messages[index - 1]} />
        ))}
      </ol>
      <p class="typing" role="status">
        {isTyping && words('typing')}
      </p>
    </>
  );
}

/** A message; its day and its speaker stand above it when they are others than before. */
function Turn({ message, before }: { message: Said; before: Said | undefined }) {
  const { words, language } = useSpeech();
  const date = new Date(message.at);
  const isNewDay = before === undefined || new Date(before.at).toDateString() !== date.toDateString();
  const isSame = !isNewDay && before.from === message.from && before.name === message.name;
  return (
    <>
      {isNewDay && <li class="day">{date.toLocaleDateString(language, { month: 'long', day: 'numeric', weekday: 'short' })}</li>}
      <li class={`said said-${message.from}`}>
        {!isSame && (
          <p class="who">
            {message.name ?? words(message.from)}{' '}
            <time dateTime={message.at}>{date.toLocaleTimeString(language, { timeStyle: 'short' })}</time>
          </p>
        )}
        <p class="text">{shown(message)}</p>
        {message.cards?.map(({ title, url }) => (
          <a key={url} class="card-link" href={url} target="_blank" rel="noreferrer">
            {title}
          </a>
        ))}
        {message.generated && <p class="who">{words('generated')}</p>}
      </li>
    </>
  );
}

/** `**bold**` as the prospect sees it; what the prospect typed stays text. */
function shown({ from, text }: Said): JSX.Element[] | string {
  if (from === 'prospect') return text;
  return text.split(/\*\*(?=\S)([^*\n]+)\*\*/).map((piece, index) => (index % 2 === 1 ? <strong>{piece}</strong> : <>{piece}</>));
}
