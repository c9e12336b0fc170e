import { useRef, useState } from 'preact/hooks';
import * as api from './api.ts';
import { useWords } from './words.ts';

interface Props {
  readonly id: string;
  readonly canReply: boolean;
  readonly onSent: () => void;
  readonly onFailure: (error: unknown) => void;
}

const typingEveryMs = 3000;

/** Speaks to the prospect. */
export function Composer({ id, canReply, onSent, onFailure }: Props) {
  const words = useWords();
  const { text, state, type, send } = useReply(id, onSent, onFailure);
  if (!canReply) return <p class="claim-first">{words('claimFirst')}</p>;
  return (
    <form class="composer" onSubmit={submitting(send)}>
      <label>
        {words('reply')}
        <textarea
          rows={2}
          maxLength={4000}
          value={text}
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={onEnter(send)}
        />
      </label>
      <button type="submit" class="main" disabled={state === 'sending'}>
        {words('send')}
      </button>
      <p role="alert">{state === 'failed' && words('failed')}</p>
    </form>
  );
}

interface Reply {
  readonly text: string;
  readonly state: 'ready' | 'sending' | 'failed';
  type: (typed: string) => void;
  send: () => void;
}

/** What failed stays in the box under the same id, so that sending it again cannot say it twice. */
function useReply(id: string, onSent: () => void, onFailure: (error: unknown) => void): Reply {
  const [text, setText] = useState('');
  const [state, setState] = useState<Reply['state']>('ready');
  const attempt = useRef<{ id: string; text: string }>(undefined);
  const told = useRef(0);
  const type = (typed: string): void => {
    setText(typed);
    if (Date.now() - told.current < typingEveryMs) return;
    told.current = Date.now();
    // Only a courtesy: a failure is told when the reply itself fails.
    api.typing(id).catch(() => {});
  };
  const deliver = async (): Promise<void> => {
    if (attempt.current?.text !== text) attempt.current = { id: crypto.randomUUID(), text };
    setState('sending');
    await api.reply(id, attempt.current);
    attempt.current = undefined;
    setText('');
    setState('ready');
    onSent();
  };
  const send = (): void => {
    if (text.trim() === '' || state === 'sending') return;
    deliver().catch((error: unknown) => {
      setState('failed');
      onFailure(error);
    });
  };
  return { text, state, type, send };
}

function submitting(send: () => void): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    send();
  };
}

/** Enter sends, Shift+Enter is a new line; the Enter that ends a Chinese word does neither. */
function onEnter(send: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
}
