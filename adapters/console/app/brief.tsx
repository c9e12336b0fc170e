import { useState } from 'preact/hooks';
import * as api from './api.ts';
import { Audit, Care } from './care.tsx';
import { Confirm } from './confirm.tsx';
import { DiscountOf } from './discount.tsx';
import { Facts } from './facts.tsx';
import type { Act } from './lead-page.tsx';
import { allowed, type May } from './may.ts';
import type { Lead, LeadFile, Me } from './model.ts';
import { Part } from './part.tsx';
import { Promises } from './promises.tsx';
import { useShortcut } from './shortcuts.ts';
import { Moment } from './time.tsx';
import { eventName, named, useSpeech, useWords } from './words.ts';

interface Props {
  readonly lead: Lead;
  readonly person: Me;
  readonly news: number;
  readonly act: Act;
  readonly onFailure: (error: unknown) => void;
}

/** What a consultant must know before the first word. */
export function Brief({ lead, person, news, act, onFailure }: Props) {
  const { words, language } = useSpeech();
  const { file } = lead;
  const may = allowed(lead, person);
  const contact = file.facts.filter(({ personal }) => personal);
  return (
    <aside class="brief" aria-label={words('brief')}>
      <p class="next">{file.next[language]}</p>
      <Part title={words('contact')}>
        {contact.length === 0 ? (
          <p class="soft">{words('noContact')}</p>
        ) : (
          <Facts lead={lead} facts={contact} may={may} act={act} />
        )}
      </Part>
      <Part title={words('facts')}>
        <Facts lead={lead} facts={file.facts.filter(({ personal }) => !personal)} may={may} act={act} hasMore />
      </Part>
      <Part title={words('judgement')}>
        <p>{file.judgement[language]}</p>
        {file.schedule && <Times schedule={file.schedule} />}
      </Part>
      <Promises id={lead.id} news={news} onFailure={onFailure} />
      <Quotes lead={lead} person={person} act={act} may={may} />
      {file.questions.length > 0 && (
        <Part title={words('asked')}>
          <ul class="plain-list">
            {file.questions.map((question, index) => (
              <li key={index}>{question}</li>
            ))}
          </ul>
        </Part>
      )}
      <Care lead={lead} act={act} canSet={may.stage} />
      <Origin file={file} />
      <Events lead={lead} />
      {may.audit && <Audit id={lead.id} onFailure={onFailure} />}
    </aside>
  );
}

function Times({ schedule }: { schedule: NonNullable<LeadFile['schedule']> }) {
  const words = useWords();
  const { months, start, courses } = schedule;
  return (
    <>
      <p>
        {words('months', months)} <span class="soft small">{words('from', { day: start })}</span>
      </p>
      {courses.map(({ course, earliest, latest }) => (
        <p key={course} class="small">
          <span class="soft">{words(`course.${course}`)}</span> {earliest} – {latest}
        </p>
      ))}
    </>
  );
}

function Quotes({ lead, person, act, may }: { lead: Lead; person: Me; act: Act; may: May }) {
  const { words, language } = useSpeech();
  const canSend = may.reply;
  const { quotes, discount } = lead.file;
  if (quotes.length === 0 && !discount && !canSend) return null;
  return (
    <Part title={words('quotes')}>
      <ul class="plain-list">
        {quotes.map(({ number, url, totalCents, validUntil, sample, approvedBy }) => (
          <li key={number}>
            <a href={url} target="_blank" rel="noreferrer">
              {number}
            </a>{' '}
            <strong class="amount">
              {(totalCents / 100).toLocaleString(language, {
                style: 'currency',
                currency: 'CNY',
                currencyDisplay: 'narrowSymbol',
              })}
            </strong>
            <p class="soft small">
              {words('validUntil', { day: validUntil })}
              {sample && ` · ${words('sample')}`}
              {approvedBy !== undefined && ` · ${words('discount.approvedBy', { name: approvedBy })}`}
            </p>
          </li>
        ))}
      </ul>
      {canSend && <SendQuote lead={lead} act={act} />}
      <DiscountOf lead={lead} person={person} act={act} canAsk={may.discount} />
    </Part>
  );
}

/** A quote is a word of the firm's, so it is sent by a second press, which says what. */
function SendQuote({ lead, act }: Pick<Props, 'lead' | 'act'>) {
  const { words, language } = useSpeech();
  const [isAsking, setAsking] = useState(false);
  const ask = (): void => setAsking(true);
  useShortcut('q', 'sendQuote', ask);
  return (
    <>
      <button type="button" class="plain" onClick={ask}>
        {words('sendQuote')} <kbd aria-hidden="true">q</kbd>
      </button>
      {isAsking && (
        <Confirm
          title={words('sendQuote.sure')}
          text={words('sendQuote.how', { headline: lead.file.headline[language] })}
          does="sendQuote"
          onYes={() => act(api.deed(lead.id, 'quote'))}
          onDone={() => setAsking(false)}
        />
      )}
    </>
  );
}

function Origin({ file }: { file: LeadFile }) {
  const words = useWords();
  const { page, referrer, campaign = {} } = file.origin;
  const rows = [
    ...(page === undefined ? [] : [[words('page'), page]]),
    ...(referrer === undefined ? [] : [[words('referrer'), referrer]]),
    ...Object.entries(campaign).map(([name, value]) => [named(words, 'campaign', name), value]),
  ];
  if (rows.length === 0) return null;
  return (
    <Part title={words('origin')}>
      <dl class="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}

function Events({ lead }: { lead: Lead }) {
  const words = useWords();
  return (
    <Part title={words('events')}>
      <ol class="events">
        {lead.events.toReversed().map(({ at, event }) => (
          <li key={at + event}>
            <span>{eventName(words, event)}</span> <Moment at={at} />
          </li>
        ))}
      </ol>
    </Part>
  );
}
