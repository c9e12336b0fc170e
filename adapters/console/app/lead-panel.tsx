import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import * as api from './api.ts';
import { CloseDialog } from './close-dialog.tsx';
import { Composer } from './composer.tsx';
import { Transcript } from './transcript.tsx';
import { eventName, SpeechContext, useWords } from './words.ts';

interface Props {
  readonly id: string;
  readonly person: api.Me;
  readonly news: number;
  readonly isTyping: boolean;
  readonly onChange: () => void;
  readonly onFailure: (error: unknown) => void;
}

/** One lead: who it is, what was said, and what can be done. */
export function LeadPanel({ id, person, news, isTyping, onChange, onFailure }: Props) {
  const words = useWords();
  const { lead, messages } = useLead(id, news, onFailure);
  const [trouble, setTrouble] = useState('');
  if (!lead) return <section class="panel" aria-busy="true" />;
  const act = (deed: Promise<unknown>): void => {
    setTrouble('');
    deed.then(onChange, (error: unknown) => {
      const owner = error instanceof api.Refused ? error.owner : null;
      setTrouble(owner ? words('taken', { name: owner.name }) : words('failed'));
      onChange();
      onFailure(error);
    });
  };
  return (
    <section class="panel" aria-labelledby="lead-title">
      <Head lead={lead} person={person} />
      <Deeds lead={lead} person={person} act={act} />
      <p role="alert">{trouble}</p>
      <Brief lead={lead} />
      <Transcript messages={messages} isTyping={isTyping} />
      <Composer id={id} canReply={lead.owner?.id === person.id} onSent={onChange} onFailure={onFailure} />
    </section>
  );
}

function Head({ lead, person }: { lead: api.Lead; person: api.Me }) {
  const words = useWords();
  const title = useRef<HTMLHeadingElement>(null);
  // Who comes by keyboard or screen reader is taken to what was chosen.
  useEffect(() => title.current?.focus(), [lead.id]);
  return (
    <>
      <a class="back" href="#">
        {words('back')}
      </a>
      <h2 id="lead-title" tabIndex={-1} ref={title}>
        {words(lead.status)} · {words('grade')} {lead.grade} · {words('score')} {lead.score}
      </h2>
      {lead.owner && <p>{words('owner', { name: lead.owner.id === person.id ? words('you') : lead.owner.name })}</p>}
    </>
  );
}

function Brief({ lead }: { lead: api.Lead }) {
  const { words, language } = useContext(SpeechContext);
  return (
    <details open>
      <summary>{words('brief')}</summary>
      <p class="brief">{lead.briefs[language]}</p>
      <Contact lead={lead} />
      <Events lead={lead} />
    </details>
  );
}

function Deeds({ lead, person, act }: { lead: api.Lead; person: api.Me; act: (deed: Promise<unknown>) => void }) {
  const words = useWords();
  const [isClosing, setClosing] = useState(false);
  const may = allowed(lead, person);
  return (
    <div class="deeds">
      {may.claim && (
        <button type="button" class="main" onClick={() => act(api.deed(lead.id, 'claim'))}>
          {words('claim')}
        </button>
      )}
      {may.release && (
        <button type="button" onClick={() => act(api.deed(lead.id, 'release'))}>
          {words('release')}
        </button>
      )}
      {may.returnToBot && (
        <button type="button" onClick={() => act(api.deed(lead.id, 'return-to-bot'))}>
          {words('returnToBot')}
        </button>
      )}
      {may.close && (
        <button type="button" onClick={() => setClosing(true)}>
          {words('close')}
        </button>
      )}
      {isClosing && <CloseDialog onDone={() => setClosing(false)} onClose={(outcome) => act(api.close(lead.id, outcome))} />}
    </div>
  );
}

/** What the server would not refuse: a lead that somebody has is for its owner, and for a manager in the owner's place. */
function allowed({ status, owner }: api.Lead, person: api.Me): Record<'claim' | 'release' | 'returnToBot' | 'close', boolean> {
  const isClosed = status === 'won' || status === 'lost';
  const isInHand = owner !== undefined && (owner.id === person.id || person.role !== 'consultant');
  return {
    claim: !owner && !isClosed,
    release: isInHand,
    returnToBot: isInHand || status === 'waiting',
    close: !isClosed && (!owner || isInHand),
  };
}

function Contact({ lead }: { lead: api.Lead }) {
  const words = useWords();
  const known = (['name', 'phone', 'wechat', 'email'] as const).flatMap((slot) => {
    const value = lead.slots[slot]?.value;
    return typeof value === 'string' ? [{ slot, value }] : [];
  });
  return (
    <>
      <h3>{words('contact')}</h3>
      {known.length === 0 && <p>{words('noContact')}</p>}
      <dl>
        {known.map(({ slot, value }) => (
          <div key={slot}>
            <dt>{words(slot)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Events({ lead }: { lead: api.Lead }) {
  const { words, language } = useContext(SpeechContext);
  return (
    <>
      <h3>{words('events')}</h3>
      <ol class="events">
        {lead.events.map(({ at, event }) => (
          <li key={at + event}>
            <time dateTime={at}>{new Date(at).toLocaleString(language, { dateStyle: 'short', timeStyle: 'short' })}</time>{' '}
            {eventName(words, event)}
          </li>
        ))}
      </ol>
    </>
  );
}

interface Shown {
  readonly lead?: api.Lead;
  readonly messages: readonly api.Said[];
}

function useLead(id: string, news: number, onFailure: (error: unknown) => void): Shown {
  const [shown, setShown] = useState<Shown>({ messages: [] });
  useEffect(() => {
    let isCurrent = true;
    const load = async (): Promise<void> => {
      const [lead, { messages }] = await Promise.all([api.lead(id), api.transcript(id)]);
      if (isCurrent) setShown({ lead, messages });
    };
    load().catch(onFailure);
    return () => {
      isCurrent = false;
    };
  }, [id, news]);
  return shown;
}
