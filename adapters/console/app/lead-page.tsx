import { useEffect, useRef, useState } from 'preact/hooks';
import * as api from './api.ts';
import { Brief } from './brief.tsx';
import { Composer } from './composer.tsx';
import { Deeds } from './deeds.tsx';
import { Icon } from './icons.tsx';
import { Kin } from './kin.tsx';
import { allowed } from './may.ts';
import type { Lead, Me, Said } from './model.ts';
import type { News } from './news.ts';
import { useShortcut } from './shortcuts.ts';
import { Ago } from './time.tsx';
import { Unread } from './unread.tsx';
import { Transcript } from './transcript.tsx';
import { troubleOf } from './trouble-of.ts';
import { useRead } from './use-read.ts';
import { named, useSpeech, useWords } from './words.ts';

interface Props {
  readonly id: string;
  readonly person: Me;
  readonly news: News;
  readonly onFailure: (error: unknown) => void;
}

/** One lead: who it is, what was said, and what can be done. */
export function LeadPage({ id, person, news, onFailure }: Props) {
  const { lead, messages, isGone, isFailed, again } = useLead(id, news.lead, onFailure);
  const [trouble, act] = useDeeds(news.refresh, onFailure);
  const [side, setSide] = useState<'talk' | 'brief'>('talk');
  useShortcut('Escape', 'back', () => {
    location.hash = 'leads';
  });
  if (isGone) return <Gone />;
  if (!lead) return <Opening isFailed={isFailed} again={again} />;
  return (
    <section class={`lead shows-${side}`} aria-labelledby="lead-title">
      <Head lead={lead} person={person} act={act} />
      <Deeds lead={lead} person={person} act={act} />
      <p class="trouble" role="alert">
        {trouble}
      </p>
      <Sides side={side} onChange={setSide} />
      <div class="talk">
        <Transcript messages={messages} isTyping={news.isTyping} />
        <Composer lead={lead} person={person} may={allowed(lead, person)} onSent={news.refresh} onFailure={onFailure} />
      </div>
      <Brief lead={lead} person={person} news={news.lead} act={act} onFailure={onFailure} />
    </section>
  );
}

/** A link can be older than the lead, which goes when the prospect wants it to. */
function Gone() {
  const words = useWords();
  return (
    <section class="lead">
      <p class="empty" role="status">
        {words('noSuchLead')} <a href="#leads">{words('back')}</a>
      </p>
    </section>
  );
}

/** Until there is something to show: that it comes, or why it does not. On a phone the way back is nowhere else. */
function Opening({ isFailed, again }: Pick<Read, 'isFailed' | 'again'>) {
  const words = useWords();
  return (
    <section class="lead" aria-busy={!isFailed}>
      <Unread isFailed={isFailed} again={again} />
      <p class="empty">
        <a href="#leads">{words('back')}</a>
      </p>
    </section>
  );
}

function Head({ lead, person, act }: { lead: Lead; person: Me; act: Act }) {
  const { words, language } = useSpeech();
  const title = useRef<HTMLHeadingElement>(null);
  // Who comes by keyboard or screen reader is taken to what was chosen.
  useEffect(() => title.current?.focus({ preventScroll: true }), [lead.id]);
  return (
    <header class="lead-head">
      <a class="back" href="#leads" aria-label={words('back')}>
        <Icon name="back" />
      </a>
      <h1 id="lead-title" tabIndex={-1} ref={title}>
        {[...whose(lead, language), lead.file.headline[language]].join(' · ')}
      </h1>
      <p class="lead-sub">
        <span class={`status status-${lead.status}`}>{words(lead.status)}</span>
        <span>
          {words('grade')} {lead.grade} · {lead.score}
        </span>
        <span>{named(words, 'channel', lead.channel)}</span>
        {lead.owner && <span>{words('owner', { name: lead.owner.id === person.id ? words('you') : lead.owner.name })}</span>}
        {lead.file.unanswered !== undefined && (
          <span class="urgent">
            {words('awaitsReply')} <Ago at={lead.file.unanswered} />
          </span>
        )}
        {lead.status === 'waiting' && lead.file.handed && (
          <span class="urgent">
            {words('waitsSince')} <Ago at={lead.file.handed.at} />
          </span>
        )}
      </p>
      <Kin lead={lead} person={person} act={act} />
    </header>
  );
}

/** Who it is, as far as one may see it. */
function whose({ file }: Lead, language: 'zh-Hans' | 'en'): readonly string[] {
  return ['name', 'company'].flatMap((slot) => file.facts.find((fact) => fact.slot === slot)?.value?.[language] ?? []);
}

/** On a narrow screen, the talk or the brief. */
function Sides({ side, onChange }: { side: 'talk' | 'brief'; onChange: (side: 'talk' | 'brief') => void }) {
  const words = useWords();
  return (
    <fieldset class="segments sides">
      <legend class="hidden">{words('show')}</legend>
      {(['talk', 'brief'] as const).map((each) => (
        <label key={each}>
          <input type="radio" name="side" checked={side === each} onChange={() => onChange(each)} />
          <span>{words(each)}</span>
        </label>
      ))}
    </fieldset>
  );
}

export type Act = (deed: Promise<unknown>) => Promise<boolean>;

/** Runs what a consultant does and tells what went wrong, if something did. Resolves to whether it was done. */
function useDeeds(onChange: () => void, onFailure: (error: unknown) => void): [string, Act] {
  const words = useWords();
  const [trouble, setTrouble] = useState('');
  const act: Act = async (deed) => {
    setTrouble('');
    try {
      await deed;
      return true;
    } catch (error) {
      setTrouble(troubleOf(error, words));
      onFailure(error);
      return false;
    } finally {
      onChange();
    }
  };
  return [trouble, act];
}

interface Shown {
  readonly lead?: Lead;
  readonly messages: readonly Said[];
  readonly isGone?: true;
}

interface Read extends Shown {
  readonly isFailed: boolean;
  readonly again: () => void;
}

function useLead(id: string, news: number, onFailure: (error: unknown) => void): Read {
  const [isFailed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  const read = async (): Promise<Shown> => {
    const shown = await leadOf(id);
    setFailed(false);
    return shown;
  };
  const failed = (error: unknown): void => {
    setFailed(true);
    onFailure(error);
  };
  const shown = useRead(read, [id, news, tries], failed) ?? { messages: [] };
  return { ...shown, isFailed, again: () => setTries((count) => count + 1) };
}

async function leadOf(id: string): Promise<Shown> {
  try {
    const [lead, { messages }] = await Promise.all([api.lead(id), api.transcript(id)]);
    return { lead, messages };
  } catch (error) {
    if (error instanceof api.Refused && error.status === 404) return { messages: [], isGone: true };
    throw error;
  }
}
