import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import * as care from './care-calls.ts';
import { Confirm } from './confirm.tsx';
import type { Act } from './lead-page.tsx';
import type { Duplicate, Lead, Me } from './model.ts';
import { mergeOf } from './merge-way.ts';
import { type Key, useSpeech, useWords } from './words.ts';

interface Props {
  readonly lead: Lead;
  readonly person: Me;
  readonly act: Act;
}

/** Other leads of the same prospect: those that are joined with this one, and those that may be. */
export function Kin({ lead, person, act }: Props) {
  const words = useWords();
  return (
    <>
      {joined(lead).map(([key, other]) => (
        <p key={key + other} class="kin">
          {words(key)} <a href={`#${other}`}>{words('kin.open')}</a>
        </p>
      ))}
      <Folded count={lead.duplicates?.length ?? 0}>
        {lead.duplicates?.map((duplicate) => (
          <Maybe key={duplicate.lead} duplicate={duplicate} lead={lead} person={person} act={act} />
        ))}
      </Folded>
    </>
  );
}

/** Several of them would push the talk off a small screen: their number stands for them until they are wanted. */
function Folded({ count, children }: { count: number; children: ComponentChildren }) {
  const words = useWords();
  if (count < 2) return <>{children}</>;
  return (
    <details class="kin">
      <summary>{words('kin.many', { count })}</summary>
      {children}
    </details>
  );
}

function Maybe({ duplicate, lead, person, act }: Props & { duplicate: Duplicate }) {
  const { words, language } = useSpeech();
  const [isAsking, setAsking] = useState(false);
  const way = mergeOf(lead, duplicate, person);
  return (
    <div class="kin">
      {words('kin.maybe')}{' '}
      <a href={`#${duplicate.lead}`}>{[duplicate.name, duplicate.headline[language]].filter(Boolean).join(' · ')}</a> ·{' '}
      {words(duplicate.status)} · {words(`kin.${duplicate.because}`)}
      {way && (
        <button type="button" class="quiet" onClick={() => setAsking(true)}>
          {words('merge')}
        </button>
      )}
      {way && isAsking && (
        <Confirm
          title={words('merge.sure')}
          text={words(way.goes === lead.id ? 'merge.this' : 'merge.other')}
          does="merge"
          onDone={() => setAsking(false)}
          onYes={async () => {
            if ((await act(care.merge(way.goes, way.stays))) && way.goes === lead.id) location.hash = way.stays;
          }}
        />
      )}
    </div>
  );
}

const joins = { 'merged-into': 'kin.into', 'merged-from': 'kin.from', 'same-person': 'kin.wechat' } as const;

/** What the events of the lead say of others, each once. */
function joined({ events }: Lead): readonly (readonly [Key, string])[] {
  const found = events.flatMap(({ event }) => {
    const [name = '', other = ''] = event.split(':');
    return name in joins ? [[other, joins[name as keyof typeof joins]] as const] : [];
  });
  return [...new Map(found)].map(([other, key]) => [key, other]);
}
