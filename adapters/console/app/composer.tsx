import { type RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import * as api from './api.ts';
import { useDraft } from './drafts.ts';
import type { May } from './may.ts';
import type { Lead, Me } from './model.ts';
import { useShortcut } from './shortcuts.ts';
import { TemplateMenu } from './templates.tsx';
import { troubleOf } from './trouble-of.ts';
import { type Speech, useSpeech, useWords, type Words } from './words.ts';

interface Props {
  readonly lead: Lead;
  readonly person: Me;
  readonly may: May;
  readonly onSent: () => void;
  readonly onFailure: (error: unknown) => void;
}

const typingEveryMs = 3000;

/** Speaks to the prospect. */
export function Composer({ lead, person, may, onSent, onFailure }: Props) {
  const speech = useSpeech();
  const { words } = speech;
  const box = useRef<HTMLTextAreaElement>(null);
  const { text, state, trouble, type, send } = useReply({ lead: lead.id, person: person.id }, onSent, onFailure);
  useFocusOnClaim(box, may.reply);
  useShortcut('r', 'reply', may.reply ? () => box.current?.focus() : null);
  if (!may.reply) return <p class="claim-first">{whyNot(lead, may, words)}</p>;
  const insert = (template: string): void => {
    type(text === '' ? template : `${text}\n${template}`);
    box.current?.focus();
  };
  const { window } = lead;
  return (
    <form class="composer" onSubmit={submitting(send)}>
      <textarea
        ref={box}
        rows={2}
        maxLength={4000}
        aria-label={words('reply')}
        placeholder={words('replyHow')}
        value={text}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={onEnter(send)}
      />
      {window && (
        <p class={window.left === 0 ? 'window urgent' : 'window'} role="status">
          {windowOf(window, speech)}
        </p>
      )}
      <div class="composer-deeds">
        <TemplateMenu lead={lead} person={person} onChoose={insert} />
        <p role="alert">{state === 'failed' && trouble}</p>
        <button type="submit" class="main" disabled={state === 'sending'}>
          {words('send')}
        </button>
      </div>
    </form>
  );
}

/** What the channel still takes: who knows that only one is left says all in it. */
function windowOf({ left, until }: NonNullable<Lead['window']>, { words, language }: Speech): string {
  if (left === 0 || until === undefined) return words('window.shut');
  const moment = new Date(until).toLocaleString(language, {
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  return words('window.left', { left, until: moment });
}

function whyNot({ status, owner }: Lead, may: May, words: Words): string {
  if (may.claim) return words('claimFirst');
  const isClosed = ['won', 'lost'].includes(status);
  return isClosed || !owner ? words('replyClosed') : words('notYours', { name: owner.name });
}

interface Reply {
  readonly text: string;
  readonly state: 'ready' | 'sending' | 'failed';
  readonly trouble: string;
  type: (typed: string) => void;
  send: () => void;
}

/** The button that claims goes when it has done so, and the focus with it: whoever pressed it wants to write. */
function useFocusOnClaim(box: RefObject<HTMLTextAreaElement | null>, mayReply: boolean): void {
  const could = useRef(mayReply);
  // Before the box is painted: what is typed at once belongs into it.
  useLayoutEffect(() => {
    const isNew = mayReply && !could.current;
    could.current = mayReply;
    if (isNew && document.activeElement === document.body) box.current?.focus();
  }, [mayReply]);
}

/** What failed stays in the box under the same id, so that sending it again cannot say it twice. */
function useReply(to: { lead: string; person: string }, onSent: () => void, onFailure: (error: unknown) => void): Reply {
  const draft = useDraft(`${to.person} ${to.lead}`);
  const { text } = draft;
  const words = useWords();
  const [state, setState] = useState<Reply['state']>('ready');
  const [trouble, setTrouble] = useState('');
  const told = useRef(0);
  const type = (typed: string): void => {
    draft.write(typed);
    if (Date.now() - told.current < typingEveryMs) return;
    told.current = Date.now();
    // Only a courtesy: a failure is told when the reply itself fails.
    api.typing(to.lead).catch(() => {});
  };
  const deliver = async (): Promise<void> => {
    setState('sending');
    await api.reply(to.lead, draft.attempt());
    draft.sent(text);
    setState('ready');
    onSent();
  };
  const send = (): void => {
    if (text.trim() === '' || state === 'sending') return;
    deliver().catch((error: unknown) => {
      setState('failed');
      setTrouble(troubleOf(error, words));
      onFailure(error);
    });
  };
  return { text, state, trouble, type, send };
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
